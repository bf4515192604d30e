/** How `<em-clouds>` looks. */

import { css } from '../../ui/css.js';

export const cloudsStyle = css`
  .measured {
    display: grid;
    gap: 0.5rem;
    align-content: start;
  }

  .way {
    margin: 0;
    color: var(--em-ink-soft);
    font-size: 0.8125rem;
    line-height: 1.4;
  }

  .meters {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    gap: 0.75rem 1rem;
    margin: 0;
  }

  .meter {
    display: grid;
    grid-template-rows: subgrid;
    grid-row: span 3;
    gap: 0;
    padding-top: 0.375rem;
    border-top: 1px solid var(--em-line);
  }

  .meter dt {
    display: grid;
    align-content: start;
    color: var(--em-ink-soft);
    font-size: 0.9375rem;
    line-height: 1.35;
  }

  .meter dt b {
    font-weight: 500;
  }

  .meter dt small {
    font-size: 0.8125rem;
  }

  .meter.chief dt b,
  .meter.chief .value {
    color: var(--em-ink);
    font-weight: 650;
  }

  .reading {
    min-height: 1.5em;
    color: var(--em-ink-soft);
    font-size: 1.125rem;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .limit {
    font-size: 0.8125rem;
  }

  .trace {
    position: relative;
    height: 3.5rem;
  }

  .trace canvas {
    display: block;
    width: 100%;
    height: 100%;
  }

  .controls .slider {
    grid-template-columns: 5.5rem minmax(7rem, 1fr) 3em;
  }

  .controls .bar {
    margin-top: 0.5rem;
  }

  .note {
    min-height: 7.5em;
    margin: 0;
    font-size: 0.875rem;
  }

  /* A stage that fills a tablet would leave its controls below the screen. */
  @container figure (max-width: 39.99rem) {
    .stage.square {
      width: 100%;
      max-width: 28rem;
      margin-inline: auto;
    }
  }

  @container figure (min-width: 40rem) {
    .columns {
      grid-template:
        'stage meters' auto
        'controls note' auto / minmax(0, 1fr) minmax(0, 1fr);
      gap: 0.75rem 1.75rem;
    }

    .stage.square {
      grid-area: stage;
    }

    .measured {
      grid-area: meters;
    }

    .meters {
      grid-template-columns: minmax(0, 1fr);
      gap: 0.5rem;
      align-content: start;
    }

    .meter {
      grid-template: auto auto / minmax(0, 1fr) auto;
      grid-row: auto;
      align-items: baseline;
    }

    .meter:first-child {
      padding-top: 0;
      border-top: 0;
    }

    .meter dt {
      display: flex;
      flex-wrap: wrap;
      gap: 0 0.5rem;
      align-items: baseline;
    }

    .meter dd:last-child {
      grid-column: 1 / -1;
    }

    .trace {
      height: 3.125rem;
    }

    .controls {
      grid-area: controls;
    }

    .note {
      grid-area: note;
      min-height: 6em;
    }
  }
`;
