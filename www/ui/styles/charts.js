/** How charts look. */

import { css, sheetOf } from '../css.js';
import uPlotStyle from '../../vendor/uplot/style.js';

const own = css`
  .charts header {
    display: flex;
    align-items: center;
    gap: 0.25rem;
  }

  .charts h2 {
    flex: 1;
    min-height: 44px;
    align-content: center;
  }

  /* Its tab names it already. */
  .tablist:not([hidden]) ~ .instrument > header {
    justify-content: flex-end;
  }

  .tablist:not([hidden]) ~ .instrument > header h2 {
    position: absolute;
    width: 1px;
    height: 1px;
    min-height: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  /* There is room for its folds at the end of the tabs. */
  @container (min-width: 30rem) {
    .tabs.charts {
      position: relative;
    }

    .tablist:not([hidden]) ~ .instrument > header {
      position: absolute;
      inset: 0 0 auto auto;
    }
  }

  .fold {
    padding: 0;
    border-color: transparent;
    background: none;
    color: var(--em-ink-soft);
    font-weight: 600;
  }

  .fold[aria-expanded='true'] {
    border-color: var(--em-control);
    color: var(--em-ink);
  }

  .reading,
  .drawing {
    margin-bottom: 0.75rem;
    padding: 0.5rem 0.75rem;
    border-inline-start: 3px solid var(--em-line);
    font-size: 0.875rem;
    line-height: 1.45;
  }

  .reading p + p {
    margin-top: 0.375rem;
  }

  .at {
    color: var(--em-ink-soft);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }

  /* Name over value, so that three find room beside each other on a phone. */
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
    margin-bottom: 0.25rem;
  }

  @container (max-width: 36rem) {
    .legend {
      display: grid;
      grid-template-columns: repeat(3, auto);
      gap: 0.25rem;
    }
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
    font-size: 0.8125rem;
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
  }

  .legend button[aria-pressed='false'] .swatch {
    opacity: 0.4;
  }

  .legend button[aria-pressed='false'] .value {
    font-weight: inherit;
  }

  .swatch {
    width: 1.25rem;
    border-top: 3px solid var(--em-critic);
  }

  .plot {
    position: relative;
    height: 280px;
    overflow: hidden;
  }

  /* Of a lab: panels over one axis, the lowest the highest since iterations stand under it. */
  .plots {
    display: flex;
    flex-direction: column;
    flex: 1 0 auto;
    min-height: 290px;
  }

  .plots > .plot {
    flex: 5 0 112px;
    height: auto;
  }

  .plots > .plot:last-child {
    flex: 6 0 162px;
  }

  .panel-name {
    position: absolute;
    inset: 2px auto auto 58px;
    z-index: 1;
    padding-inline: 0.25rem;
    border-radius: 4px;
    background: color-mix(in srgb, var(--em-panel) 75%, transparent);
    color: var(--em-ink-soft);
    font-size: 0.8125rem;
    line-height: 1.3;
    pointer-events: none;
  }

  /* The page scrolls up and down; what goes sideways, and two fingers, are the chart's. */
  .plot .u-over {
    touch-action: pan-y;
  }

  /* Under the chart that it belongs to. */
  .charts > .instrument:has(> .guests):not([hidden]) {
    display: flex;
    flex-direction: column;
  }

  .charts .guests {
    order: 1;
    display: block;
    margin: 0.5rem 0 0;
    padding: 0;
    border: 0;
  }

  .charts .spread > header {
    position: static;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
  }

  .charts .spread h3 {
    margin: 0;
    font-size: 0.9375rem;
  }

  .charts .spread .note {
    margin: 0;
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
  }

  /* Both are to be seen at once. */
  .charts .spread .plot {
    height: 7rem;
  }

  .charts > .instrument:has(> .guests) .plots {
    min-height: 210px;
  }

  .charts:has(.guests) > .instrument:not([hidden]) {
    min-height: 28.125rem;
  }

  .charts .weights .plot {
    flex: 1 0 290px;
  }

  /* Room for what is drawn before it is explained, at the hands of who watches. */
  @container (max-width: 56rem) {
    .charts > .instrument:not([hidden]) {
      display: flex;
      flex-direction: column;
      min-height: 27rem;
    }
  }

  /* Its folds are under it. */
  @container (max-width: 30rem) {
    .charts > .instrument:not([hidden]) {
      min-height: 29rem;
    }
  }

  @container (max-width: 36rem) {
    .charts .plots > .plot:first-child:not(:last-child) {
      flex: none;
      height: 140px;
    }

    .charts h2 {
      font-size: 0.9375rem;
    }

    .charts .tablist {
      margin-bottom: 0.25rem;
    }

    .charts .legend {
      order: 1;
    }

    .charts header {
      order: 2;
    }

    .charts :is(.reading, .drawing) {
      order: 3;
      margin-top: 0.25rem;
    }

    .charts .marks {
      order: 4;
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
