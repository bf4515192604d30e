/** How figures look: a stage, controls under it, numbers beside it. */

import { css } from '../../ui/css.js';

export const figureStyle = css`
  .figure {
    position: relative;
    display: grid;
    gap: 0.75rem;
    background: none;
  }

  .stage {
    position: relative;
    overflow: hidden;
    border: 1px solid var(--em-line);
    border-radius: var(--em-radius);
    background: var(--em-panel);
  }

  .stage canvas {
    display: block;
    width: 100%;
    height: 100%;
  }

  .square {
    aspect-ratio: 1;
  }

  .columns {
    display: grid;
    gap: 1rem;
  }

  /* Over the picture, which it says something of: nothing moves for it. */
  .patience {
    position: absolute;
    inset: 0.5rem 0.5rem auto;
    z-index: 2;
    margin: 0;
    padding: 0.25rem 0.5rem;
    border-radius: var(--em-radius);
    background: var(--em-paper);
    color: var(--em-ink-soft);
    font-size: 0.9375rem;
    pointer-events: none;
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
  }

  .slider {
    display: grid;
    grid-template-columns: minmax(4em, auto) minmax(7rem, 1fr) 3.5em;
    gap: 0.5rem;
    align-items: center;
  }

  .slider output {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }

  .slider input {
    width: 100%;
    min-width: 0;
  }

  .choice {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
  }

  [aria-pressed='true'] {
    border-color: var(--em-critic);
    background: color-mix(in srgb, var(--em-critic) 12%, var(--em-panel));
    box-shadow: inset 0 0 0 1px var(--em-critic);
  }

  .handle {
    position: absolute;
    width: 44px;
    height: 44px;
    padding: 0;
    margin: -22px 0 0 -22px;
    border: 0;
    border-radius: 50%;
    background: none;
    box-shadow: none;
    cursor: grab;
    touch-action: none;
  }

  .handle[data-along='x'] {
    cursor: ew-resize;
  }

  .handle[data-along='y'] {
    cursor: ns-resize;
  }

  .handle:active {
    cursor: grabbing;
  }

  .handle::before {
    content: '';
    position: absolute;
    inset: 14px;
    border: 2px solid var(--em-panel);
    border-radius: 50%;
    background: currentcolor;
    box-shadow: 0 0 0 1px currentcolor;
  }

  .handle.whole::before {
    inset: 11px;
    border-radius: 6px;
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

  .handle.whole[data-handle='p']::after {
    content: 'P';
  }

  .handle.whole[data-handle='q']::after {
    content: 'Q';
  }

  .handle.real {
    color: var(--em-real);
  }

  .handle.fake {
    color: var(--em-fake);
  }

  .handle.critic {
    color: var(--em-critic);
  }

  /* The name of a level that is dotted across a plot. */
  .level-key {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    color: var(--em-ink);
    font-size: 0.8125rem;
    font-variant-numeric: tabular-nums;
    line-height: 1.4;
  }

  .level-key::before {
    content: '';
    width: 1.75rem;
    border-top: 2px dotted var(--em-ink);
  }

  .numbers {
    display: grid;
    gap: 0.375rem;
    margin: 0;
    font-variant-numeric: tabular-nums;
  }

  /* Over a canvas: what of it is lit. */
  .stage .lit-marks {
    position: absolute;
    inset: 0;
    pointer-events: none;
  }

  /* Words that name a symbol of the text. */
  :where([data-symbol]) {
    border-radius: 3px;
    text-decoration-line: underline;
    text-decoration-style: dotted;
    text-decoration-thickness: 1px;
    text-decoration-color: color-mix(in srgb, currentcolor 45%, transparent);
    text-underline-offset: 0.25em;
    cursor: pointer;
  }

  :is([data-symbol], [data-marks])[data-lit] {
    background: color-mix(in srgb, var(--em-critic) 22%, transparent);
    box-shadow: 0 0 0 3px color-mix(in srgb, var(--em-critic) 22%, transparent);
  }

  /* What is said over a figure that shows nothing. */
  .failure,
  .idle {
    position: absolute;
    inset: 0;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 1rem;
    padding: 1rem;
    border-radius: var(--em-radius);
    background: color-mix(in srgb, var(--em-paper) 90%, transparent);
    text-align: center;
  }

  .embed {
    justify-self: end;
    max-width: 100%;
    color: var(--em-ink-soft);
    font-size: 0.875rem;
  }

  .embed[open] {
    justify-self: stretch;
  }

  .embed summary {
    width: fit-content;
    margin-inline-start: auto;
    cursor: pointer;
    line-height: 24px;
  }

  .embed button {
    margin: 0.5rem 0.75rem 0 0;
  }

  @container figure (min-width: 40rem) {
    .columns {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: 1.5rem;
    }
  }

  :host {
    container: figure / inline-size;
  }
`;
