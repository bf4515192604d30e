/** How charts look. */

import { css, sheetOf } from '../css.js';
import uPlotStyle from '../../vendor/uplot/style.js';

const own = css`
  /* As high as the highest, so that another chart, which a preset may open, moves nothing below. */
  .charts > .instrument {
    min-height: 30.25rem;
  }

  @container (max-width: 30rem) or ((min-width: 56rem) and (max-width: 70rem)) {
    .charts > .instrument {
      min-height: 34.75rem;
    }

    .chart .marks {
      max-height: 4.5em;
    }
  }

  .at {
    color: var(--em-ink-soft);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }

  /* Name over value, so that three find room beside each other on a phone. */
  .legend {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(5.75rem, 1fr));
    gap: 0.25rem 0;
    margin-block: 0.5rem;
  }

  .quality .legend {
    grid-template-columns: repeat(3, auto);
  }

  .legend-at {
    display: grid;
    align-content: center;
    padding: 0.125rem;
    border: 1px solid transparent;
    color: var(--em-ink-soft);
  }

  .legend-at,
  .legend button {
    font-size: 0.75rem;
    line-height: 1.35;
  }

  .legend button {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    align-items: center;
    gap: 0 0.375rem;
    min-height: 44px;
    padding: 0.125rem;
    border-color: transparent;
    background: none;
    text-align: start;
  }

  .legend .title {
    grid-column: 1 / -1;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .legend .value {
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }

  .legend button[aria-pressed='false'] {
    color: var(--em-ink-soft);
    text-decoration: line-through;
  }

  .legend button[aria-pressed='false'] .swatch {
    opacity: 0.3;
  }

  .swatch {
    width: 1.25rem;
    border-top: 3px solid var(--em-critic);
  }

  .plot {
    min-height: 280px;
    overflow: hidden;
  }

  /* The page scrolls up and down; what goes sideways, and two fingers, are the chart's. */
  .plot .u-over {
    touch-action: pan-y;
  }

  .weights .plot {
    min-height: 400px;
  }

  .plot .u-select {
    background: color-mix(in srgb, var(--em-critic) 22%, transparent);
  }

  .plot .u-hz .u-cursor-x,
  .plot .u-vt .u-cursor-y {
    border-color: var(--em-ink-soft);
  }

  .chart-controls {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 9rem));
    gap: 0.375rem;
    margin-top: 0.5rem;
  }

  .choice {
    color: var(--em-ink-soft);
    font-size: 0.8125rem;
    line-height: 1.3;
  }

  .choice select {
    display: block;
    width: 100%;
    padding-inline: 0.375rem;
    font-size: 0.875rem;
  }

  .zoom-note {
    font-size: 0.8125rem;
  }

  .by-touch {
    display: none;
  }

  @media (hover: none) {
    .by-touch {
      display: inline;
    }

    .by-hand {
      display: none;
    }
  }

  /* In the place of the note, so that the first moves nothing. */
  .chart:has(.marks > li) .zoom-note {
    display: none;
  }

  .marks {
    max-height: 3em;
    margin: 0.5rem 0 0;
    padding-inline-start: 1.5rem;
    color: var(--em-ink-soft);
    font-size: 0.875rem;
    overflow-y: auto;
  }
`;

export const chartStyles = [sheetOf(uPlotStyle), own];
