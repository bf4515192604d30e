/** What is said of a run in numbers: the latest, what it costs, what the judge finds. */

import { css } from '../../ui/css.js';

export const sideStyle = css`
  .figures {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    align-items: start;
    gap: 0.75rem;
  }

  .figures,
  .judge {
    margin-top: 0.75rem;
    padding-top: 0.75rem;
    border-top: 1px solid var(--em-line);
  }

  .panel > :first-child .figures,
  .panel > .judge:first-child {
    margin: 0;
    padding: 0;
    border: 0;
  }

  /* Its line is there before it says anything. */
  .figures dd small {
    display: block;
    min-height: 1.2em;
    color: var(--em-ink-soft);
    font-size: 0.8125rem;
    letter-spacing: 0;
  }

  .figures dd {
    font-size: 1.375rem;
    font-variant-numeric: tabular-nums;
    letter-spacing: -0.01em;
    line-height: 1.2;
  }

  /* Beside the grid, whose height is what there is. */
  @container (min-width: 56rem) {
    .figures dd {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 0.5rem;
    }

    .figures,
    .judge {
      margin-top: 0.5rem;
      padding-top: 0.5rem;
    }
  }

  @container (max-width: 26rem) {
    .figures {
      column-gap: 0.5rem;
    }

    .figures dt {
      font-size: 0.75rem;
    }

    .judge :is(th, td) {
      font-size: 0.875rem;
    }

    .figures dd {
      font-size: 1.1875rem;
    }
  }

  .facts {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr));
    gap: 0.75rem 1.5rem;
    margin-top: 1rem;
    padding-top: 1rem;
    border-top: 1px solid var(--em-line);
    font-size: 0.9375rem;
    font-variant-numeric: tabular-nums;
  }

  /* Lines enough that the reasons of most runs move nothing. */
  .facts .wide {
    grid-column: 1 / -1;
    min-height: 5.75em;
  }

  @container (min-width: 36rem) {
    .facts .wide {
      min-height: 4.25em;
    }
  }

  .judge .row {
    display: flex;
    align-items: center;
    gap: 0.5rem 1rem;
  }

  .judge .note {
    margin: 0;
  }

  .judge table {
    width: 100%;
    margin-top: 0.5rem;
    border-collapse: collapse;
    table-layout: fixed;
    font-size: 0.9375rem;
    font-variant-numeric: tabular-nums;
  }

  .judge :is(th, tbody td) {
    padding-block: 0.25rem;
    font-weight: inherit;
    text-align: start;
  }

  .judge thead td {
    width: 42%;
  }

  .judge th[scope='row'] {
    color: var(--em-ink-soft);
  }
`;
