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
    grid-template-rows: auto 1fr;
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
    width: 4.75em;
    text-align: end;
  }

  .kinds td {
    padding: 0.95em 0 0;
    font-weight: 600;
    vertical-align: top;
  }

  .kinds thead th {
    padding-bottom: 0.25rem;
    color: var(--em-ink-soft);
    font-size: 0.75rem;
    text-wrap: balance;
    vertical-align: bottom;
  }

  .kinds tbody tr {
    border-top: 1px solid var(--em-line);
  }

  .kinds button {
    display: grid;
    grid-template: 'glyph name' auto 'swatch name' auto / 3rem minmax(0, 1fr);
    align-content: center;
    align-items: center;
    gap: 0.125rem 0.5rem;
    width: 100%;
    padding: 0.25rem 0 0;
    border: 0;
    border-radius: 0;
    background: none;
    box-shadow: none;
    text-align: start;
    line-height: 1.25;
  }

  .kinds .swatch {
    grid-area: swatch;
    width: 100%;
  }

  .kinds .name {
    grid-area: name;
    text-decoration: underline;
    text-decoration-color: transparent;
    text-underline-offset: 0.2em;
  }

  .kinds button:hover .name {
    text-decoration-color: currentcolor;
  }

  .kinds [aria-pressed='false'] {
    color: var(--em-ink-soft);
  }

  .kinds [aria-pressed='false'] .name {
    text-decoration: line-through;
  }

  .kinds [aria-pressed='false'] :is(.glyph, .swatch) {
    opacity: 0.35;
  }

  .verdict {
    display: block;
    min-height: 1.3em;
    padding: 0 0 0.375rem 3.5rem;
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
    width: 3rem;
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
    r: 2px;
  }

  .glyph .pair {
    stroke: var(--em-ink);
    stroke-width: 2.25;
    stroke-linecap: round;
  }

  .glyph .way {
    stroke: var(--em-ink-soft);
    stroke-width: 0.75;
    stroke-dasharray: 1.5 2;
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
      grid-template-columns: minmax(0, 1fr) clamp(19.5rem, 42%, 30rem);
    }

    .graph .plot {
      height: auto;
      min-height: 22rem;
    }
  }
`;
