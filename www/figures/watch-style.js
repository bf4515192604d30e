/** How the figure that watches the lab looks. */

import { css } from '../lab/css.js';

export const watchStyle = css`
  :host {
    --em-missed: light-dark(#0a7a5c1a, #4fd0a51f);
  }

  .watch {
    position: relative;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem 2rem;
  }

  .axis {
    color: var(--em-ink-soft);
    font-size: 0.8125rem;
  }

  .axis .real::before {
    content: '● ';
  }

  .axis .fake::before {
    content: '◆ ';
  }

  .across {
    text-align: end;
  }

  .graph {
    display: grid;
    grid-template-rows: auto 1fr;
    min-width: 0;
  }

  .graph .plot {
    height: 17rem;
    min-height: 0;
  }

  .scatter {
    aspect-ratio: 1;
    max-height: 24rem;
  }

  .watch .figures {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0.5rem 1.5rem;
  }

  .watch dd {
    font-size: 1.25rem;
    font-variant-numeric: tabular-nums;
    line-height: 1.25;
  }

  .watch [data-field='critic'],
  .watch [data-field='share'] {
    color: var(--em-critic);
  }

  .watch [data-field='floor'] {
    color: var(--em-real);
  }

  /* Lines enough that what is said moves nothing. */
  .watch .said {
    min-height: 6em;
  }

  .idle {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 1rem;
    padding: 1rem;
    border-radius: var(--em-radius);
    background: color-mix(in srgb, var(--em-paper) 88%, transparent);
    text-align: center;
  }

  .idle p {
    max-width: 28rem;
  }

  @container figure (min-width: 48rem) {
    .watch {
      grid-template-columns: minmax(0, 7fr) minmax(0, 5fr);
    }

    .graph .plot {
      height: auto;
    }

    .watch .figures {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }

    .watch .said {
      min-height: 4.5em;
    }
  }
`;
