/** How the panel of the reader's own images looks. */

import { css } from '../ui/css.js';

export const ownStyle = css`
  .own-intro,
  .own-collection,
  .own-vary {
    max-width: 60rem;
  }

  .own .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
    margin-top: 0.75rem;
  }

  .own .digits {
    display: block;
    background: var(--em-grid-paper);
    image-rendering: pixelated;
  }

  .own-pad {
    display: block;
    /* A margin beside it to scroll by. */
    width: min(100% - 3rem, 18rem);
    margin-top: 0.75rem;
    border: 1px solid var(--em-control);
    border-radius: 4px;
    cursor: crosshair;
    touch-action: none;
  }

  .own-label {
    margin-top: 1rem;
    color: var(--em-ink-soft);
    font-size: 0.875rem;
  }

  .own .own-ready {
    gap: 0.5rem;
    margin-top: 0.25rem;
  }

  .own-ready button {
    padding: 0.375rem;
  }

  .own-ready svg {
    display: block;
    width: 30px;
    height: 30px;
    fill: none;
    stroke: currentColor;
    stroke-width: 2.4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .own-zone {
    margin-top: 0.75rem;
    padding: 1rem;
    border: 2px dashed var(--em-control);
    border-radius: var(--em-radius);
  }

  .own-zone[data-held] {
    border-color: var(--em-critic);
    background: color-mix(in srgb, var(--em-critic) 12%, var(--em-panel));
  }

  .own-sheet {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.375rem 0.5rem;
    margin-top: 0.75rem;
    color: var(--em-ink-soft);
    font-size: 0.9375rem;
  }

  .own-sheet > :last-child {
    display: flex;
    align-items: center;
    gap: 0.5rem;
  }

  .own-sheet input {
    width: 4rem;
    padding-inline: 0.625rem;
    font-variant-numeric: tabular-nums;
  }

  .own .own-progress {
    align-items: center;
    min-height: 48px;
  }

  .own-progress [role='status'] {
    flex: 1 1 12rem;
    margin: 0;
  }

  .own-progress button[aria-disabled='true'] {
    visibility: hidden;
  }

  .own-preview {
    padding: 1rem;
    border: 1px solid var(--em-line);
    border-radius: var(--em-radius);
    background: var(--em-panel);
  }

  .own-preview > * + * {
    margin-top: 0.75rem;
  }

  .own-preview .digits {
    max-height: 24rem;
    object-fit: contain;
    object-position: 0 0;
  }

  .own-preview ul {
    max-height: 12rem;
    margin-bottom: 0;
    padding-inline-start: 1.25rem;
    overflow: auto;
    overflow-wrap: anywhere;
    font-size: 0.9375rem;
  }

  .own-check {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-height: 44px;
    cursor: pointer;
  }

  .own-check input {
    flex: none;
    min-width: 0;
    min-height: 0;
    width: 1.25rem;
    height: 1.25rem;
    margin: 0;
    accent-color: var(--em-critic);
  }

  .own-all {
    display: grid;
    grid-template-columns: repeat(auto-fill, 48px);
    gap: 6px;
    max-height: 21rem;
    margin: 0.75rem 0 0;
    /* Room for the ring of the focus. */
    padding: 5px;
    overflow: auto;
    list-style: none;
  }

  .own-all button {
    position: relative;
    display: block;
    width: 48px;
    height: 48px;
    padding: 0;
    overflow: hidden;
    border: 0;
    border-radius: 4px;
  }

  .own-all canvas {
    width: 100%;
    height: 100%;
  }

  /* What a press does. */
  .own-all button::after {
    position: absolute;
    inset: 0 0 auto auto;
    width: 20px;
    border-end-start-radius: 4px;
    background: var(--em-panel);
    color: var(--em-ink);
    content: '×';
    font-size: 1rem;
    line-height: 20px;
    opacity: 0;
  }

  .own-all button:is(:hover, :focus-visible)::after {
    opacity: 1;
  }

  .own .own-said {
    min-height: 1.5em;
    margin-top: 0.75rem;
  }

  .own [data-field='own-kept'] {
    min-height: 3em;
    margin-top: 0;
  }

  .own-sliders {
    margin-top: 0.75rem;
  }

  .own-slider {
    display: grid;
    grid-template-columns: minmax(6em, 7fr) minmax(0, 12fr) minmax(5em, 6fr);
    align-items: center;
    gap: 0.75rem;
  }

  .own-slider input {
    width: 100%;
  }

  .own-slider output {
    color: var(--em-ink-soft);
    font-size: 0.9375rem;
    font-variant-numeric: tabular-nums;
  }

  .own-train .own-slider {
    grid-template-columns: minmax(0, 1fr);
    gap: 0;
    margin-top: 0.5rem;
  }

  .own-train .own-slider output {
    min-height: 1.5em;
  }

  .own-picture {
    display: grid;
    max-width: 30rem;
    margin-top: 0.75rem;
  }

  .own-picture > * {
    grid-area: 1 / 1;
  }

  /* As wide as their digits: one, and eight. */
  .own-variants {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(0, 8.5fr);
    gap: 0.25rem 0.75rem;
    color: var(--em-ink-soft);
    font-size: 0.8125rem;
  }

  .own-variants > span {
    grid-column: 1 / -1;
  }

  .own-variants .digits {
    width: 100%;
    border-radius: 4px;
  }

  .own-train progress {
    max-width: 20rem;
  }

  .own [data-field='own-training'] {
    min-height: 3em;
  }

  @container (min-width: 56rem) {
    .own > :is(.own-intro, .own-collection) {
      grid-column: 1 / -1;
    }
  }

  @media (forced-colors: active) {
    .own-ready svg {
      stroke: ButtonText;
    }
  }
`;
