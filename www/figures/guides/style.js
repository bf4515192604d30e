/** How the figure of the guides looks. */

import { css } from '../../ui/css.js';

export const guidesStyle = css`
  .guides {
    display: grid;
    gap: 1rem;
  }

  .sheets {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 1rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .sheets li {
    display: grid;
    grid-template-rows: 1fr auto auto;
    gap: 0.375rem;
    font-size: 0.875rem;
    line-height: 1.3;
  }

  .sheets .title {
    margin: 0;
    align-self: end;
    font-weight: 600;
  }

  .sheets canvas {
    display: block;
    width: 100%;
    aspect-ratio: 1;
    border-radius: 6px;
    background: var(--em-grid-paper);
    image-rendering: pixelated;
  }

  .sheets dl {
    margin: 0;
    font-variant-numeric: tabular-nums;
  }

  .sheets dl div {
    display: flex;
    justify-content: space-between;
    gap: 0.5rem;
    align-items: baseline;
  }

  .sheets dt {
    color: var(--em-ink-soft);
  }

  .sheets dd {
    margin: 0;
    font-size: 1rem;
    font-weight: 600;
  }

  [data-nearer='true'] [data-field='distance'] {
    color: var(--em-fake);
  }

  /* As the curves are drawn. */
  .sheets .swatch {
    display: inline-block;
    width: 1.5rem;
    margin-inline-end: 0.375rem;
    border-top: 2px solid var(--em-real);
    vertical-align: middle;
  }

  [data-guide='plan'] .swatch {
    border-color: var(--em-fake);
  }

  [data-guide='critic'] .swatch {
    border-top: 2px dashed var(--em-critic);
  }

  [data-guide='alone'] .swatch {
    border-top: 2px dotted var(--em-ink);
  }

  .graph {
    display: grid;
    min-width: 0;
  }

  .graph .axis {
    color: var(--em-ink-soft);
    font-size: 0.8125rem;
  }

  .graph .plot {
    position: relative;
    height: 14rem;
    min-height: 0;
  }

  /* So that it follows its frame when that becomes lower, too. */
  .graph .uplot {
    position: absolute;
    inset: 0;
  }

  /* Lines enough that what is said moves nothing. */
  .guides .said {
    min-height: 7.5em;
    margin: 0;
  }

  .progress {
    display: grid;
    flex: 1 1 11rem;
    align-content: center;
    min-height: 44px;
    color: var(--em-ink-soft);
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }

  .counts {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    align-items: center;
    font-size: 0.875rem;
  }

  .bar .primary {
    min-width: 9rem;
  }

  @container figure (min-width: 30rem) {
    .guides .said {
      min-height: 4.5em;
    }
  }

  @container figure (min-width: 36rem) {
    .sheets {
      grid-template-columns: repeat(4, minmax(0, 1fr));
    }

    .guides .said {
      min-height: 3em;
    }
  }
`;
