/** How `<em-clouds>` looks. */

import { css } from '../lab/css.js';

export const cloudsStyle = css`
  .side {
    display: grid;
    gap: 0.875rem;
    align-content: start;
  }

  .meters {
    display: grid;
    gap: 0.5rem;
    margin: 0;
  }

  .meter {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 0.75rem;
    align-items: baseline;
    padding-top: 0.5rem;
    border-top: 1px solid var(--em-line);
  }

  .meter dt {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.5rem;
    align-items: baseline;
    color: var(--em-ink-soft);
    font-size: 0.9375rem;
  }

  .meter dt b {
    font-weight: 500;
  }

  .meter dt small {
    font-size: 0.8125rem;
  }

  .meter:first-child {
    padding-top: 0;
    border-top: 0;
  }

  .meter.chief dt b,
  .meter.chief .value {
    color: var(--em-ink);
    font-weight: 650;
  }

  .reading {
    color: var(--em-ink-soft);
    font-size: 1.0625rem;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }

  .limit {
    font-size: 0.75rem;
  }

  .meter dd:last-child {
    grid-column: 1 / -1;
  }

  .trace {
    position: relative;
    height: 3.25rem;
  }

  .trace canvas {
    display: block;
    width: 100%;
    height: 100%;
  }

  .sliders {
    display: grid;
  }

  .sliders .slider {
    grid-template-columns: 5.5rem minmax(7rem, 1fr) 3.5em;
  }

  .handle.whole::after {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    color: var(--em-on-accent);
    font-size: 0.8125rem;
    font-weight: 700;
    line-height: 1;
  }

  .handle[data-handle='p']::after {
    content: 'P';
  }

  .handle[data-handle='q']::after {
    content: 'Q';
  }

  .note {
    min-height: 4.5em;
    margin: 0;
    font-size: 0.875rem;
  }

  @container figure (min-width: 40rem) {
    .meter {
      grid-template-columns: 9.5rem 5.5rem minmax(0, 1fr);
      align-items: center;
    }

    .meter dt {
      display: grid;
      line-height: 1.3;
    }

    .meter dd:last-child {
      grid-column: auto;
    }

    .trace {
      height: 4.5rem;
    }
  }
`;
