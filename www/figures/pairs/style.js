/** How the figure of pairs looks. */

import { css } from '../../ui/css.js';

export const pairsStyle = css`
  .pairs-stage {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem 1.75rem;
  }

  .graph {
    display: grid;
    grid-template-rows: auto auto 1fr;
    min-width: 0;
  }

  .graph .axis {
    color: var(--em-ink-soft);
    font-size: 0.8125rem;
  }

  .graph .plot {
    position: relative;
    height: 18rem;
    min-height: 0;
  }

  /* So that it follows its frame when that becomes lower, too. */
  .graph .uplot {
    position: absolute;
    inset: 0;
  }

  .batches {
    display: grid;
    gap: 0.125rem;
    font-size: 0.8125rem;
    line-height: 1.4;
  }

  .batches .digits {
    display: block;
    width: 100%;
    border-radius: 4px;
    background: var(--em-grid-paper);
    image-rendering: pixelated;
  }

  .batches .digits + span {
    margin-top: 0.375rem;
  }

  .kinds {
    width: 100%;
    margin-top: 0.875rem;
    border-collapse: collapse;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
    line-height: 1.3;
  }

  .kinds th {
    padding: 0;
    font-weight: inherit;
    text-align: start;
  }

  .kinds td,
  .kinds thead th + th {
    width: 3.875em;
    text-align: end;
  }

  .kinds td {
    padding: 0;
    font-weight: 600;
    vertical-align: middle;
  }

  .kinds thead th {
    padding-bottom: 0.25rem;
    color: var(--em-ink-soft);
    font-size: 0.75rem;
    text-wrap: balance;
    vertical-align: bottom;
  }

  .kinds thead th + th {
    padding-inline-start: 0.5rem;
  }

  .kinds tbody tr {
    border-top: 1px solid var(--em-line);
  }

  .kinds label {
    display: grid;
    grid-template: 'box glyph words' auto 'box swatch words' auto / auto 4.25rem minmax(0, 1fr);
    align-items: center;
    gap: 0.125rem 0.625rem;
    padding-block: 0.375rem;
    cursor: pointer;
  }

  .kinds input {
    grid-area: box;
    width: 1.25rem;
    min-width: 0;
    height: 1.25rem;
    min-height: 0;
    margin: 0;
    accent-color: var(--em-critic);
  }

  .kinds .swatch {
    grid-area: swatch;
    width: 100%;
  }

  .kinds .words {
    display: grid;
    grid-area: words;
  }

  .kinds label:hover .name {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  /* Left out: its numbers are of the past. */
  .kinds [data-shown='false'] :is(.glyph, .swatch, .words, td) {
    opacity: 0.45;
  }

  .verdict {
    min-height: 2.6em;
    color: var(--em-ink-soft);
    font-size: 0.8125rem;
  }

  [data-verdict='letsGo'] :is(.verdict, [data-field='ratio']) {
    color: var(--em-fail);
  }

  [data-verdict='holds'] :is(.verdict, [data-field='ratio']) {
    color: var(--em-critic);
  }

  [data-verdict='letsGo'] .verdict,
  [data-verdict='holds'] .verdict {
    font-weight: 600;
  }

  .glyph {
    grid-area: glyph;
    display: block;
    width: 100%;
    height: auto;
  }

  .glyph circle.real {
    fill: var(--em-real);
  }

  .glyph circle.fake {
    fill: var(--em-fake);
  }

  .glyph circle.end {
    fill: var(--em-ink);
  }

  .glyph .pair {
    stroke: var(--em-ink);
    stroke-width: 3;
    stroke-linecap: round;
  }

  .glyph .way {
    stroke: var(--em-ink-soft);
    stroke-width: 1.25;
    stroke-dasharray: 2.5 3;
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

  .choice button {
    padding-inline: 0.625rem;
    font-size: 0.9375rem;
  }

  .bar .primary {
    min-width: 9rem;
  }

  :host {
    --em-fail: light-dark(#b3261e, #ff8a80);
  }

  @container figure (min-width: 44rem) {
    .pairs-stage {
      grid-template-columns: minmax(0, 1fr) clamp(21rem, 53%, 30rem);
    }

    .graph .plot {
      height: auto;
      min-height: 22rem;
    }

    .kinds label {
      grid-template-columns: auto 5.5rem minmax(0, 1fr);
    }

    .verdict {
      min-height: 1.3em;
    }

    .kinds td,
    .kinds thead th + th {
      width: 4.25em;
    }
  }
`;
