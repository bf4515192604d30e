/** How charts look. */

import { css, sheetOf } from '../css.js';
import uPlotStyle from '../../vendor/uplot/style.js';

const own = css`
  /* As high as the highest, so that another chart, which a preset may open, moves nothing below. */
  .charts > .instrument {
    min-height: 30.5rem;
  }

  /* Where the legend needs two lines. */
  @container (max-width: 38rem) or ((min-width: 56rem) and (max-width: 73rem)) {
    .charts > .instrument {
      min-height: 33.75rem;
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
    height: 280px;
    overflow: hidden;
  }

  /* The page scrolls up and down; what goes sideways, and two fingers, are the chart's. */
  .plot .u-over {
    touch-action: pan-y;
  }

  /* With the legend and the controls that it lacks it is as high as a chart of curves. */
  .weights .plot {
    height: 400px;
  }

  /* About as high as what is beside it. */
  @container (min-width: 73rem) {
    .charts > .instrument {
      min-height: 42rem;
    }

    .plot {
      height: 464px;
    }

    .weights .plot {
      height: 584px;
    }
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
  .chart:has(.marks:not([hidden])) .zoom-note {
    display: none;
  }

  .marks {
    margin-top: 0.25rem;
    color: var(--em-ink-soft);
    font-size: 0.875rem;
  }

  .marks summary {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    min-height: 44px;
    font-weight: inherit;
    line-height: 1.4;
    cursor: pointer;
  }

  .marks summary::before {
    flex: none;
    width: 0.5em;
    height: 0.5em;
    border: solid;
    border-width: 0 2px 2px 0;
    content: '';
    rotate: -45deg;
  }

  .marks[open] summary::before {
    rotate: 45deg;
  }

  .marks .newest {
    display: -webkit-box;
    overflow: hidden;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .marks .all,
  .marks[open] .newest {
    display: none;
  }

  .marks[open] .all {
    display: inline;
  }

  .marks ol {
    margin: 0;
    padding-inline-start: 2rem;
  }

  .marks li {
    padding-block: 0.125rem;
  }
`;

export const chartStyles = [sheetOf(uPlotStyle), own];
