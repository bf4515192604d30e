/** The grid, its timeline, and the digit that is opened. */

import { css } from '../../ui/css.js';

export const gridStyles = css`
  .grid > header {
    display: flex;
    flex-wrap: wrap;
    align-items: start;
    gap: 0.5rem 1rem;
  }

  .grid > header > :first-child {
    flex: 1 1 12rem;
  }

  .grid > header .note {
    margin: 0;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }

  /* One line: the hint is gone where what the grid shows takes too long to say. */
  .grid .below {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    height: 1.3125rem;
    overflow: hidden;
    line-height: 1.3125rem;
  }

  .grid > header .hint {
    font-size: 0.8125rem;
  }

  .grid .tools {
    display: flex;
    gap: 0.5rem;
  }

  .grid [aria-pressed='true'] {
    border-color: var(--em-ink);
    box-shadow: inset 0 0 0 1px var(--em-ink);
    font-weight: 600;
  }

  .grid [data-control='reals'][aria-pressed='true'] {
    border-color: var(--em-real);
    box-shadow: inset 0 0 0 1px var(--em-real);
    color: var(--em-real);
    /* A wider name would move what is beside it. */
    font-weight: inherit;
  }

  .grid .frame {
    display: flex;
    justify-content: center;
    margin-top: 0.625rem;
  }

  .grid .sheet {
    position: relative;
    max-width: 100%;
    outline: 6px solid var(--em-grid-paper);
    outline-offset: -1px;
    border-radius: 1px;
  }

  .grid .sheet[data-lit] {
    outline-color: color-mix(in srgb, var(--em-critic) 70%, var(--em-panel));
    box-shadow: none;
  }

  .grid canvas {
    display: block;
    width: 100%;
    height: auto;
    background: var(--em-grid-paper);
    image-rendering: pixelated;
  }

  .reals .sheet {
    outline-color: var(--em-real);
    outline-width: 3px;
    outline-offset: 2px;
    box-shadow: 0 0 0 4px var(--em-grid-paper);
  }

  .reals .note {
    margin-top: 0.75rem;
    text-align: center;
  }

  /* The gutters of the canvas. */
  .cells {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    gap: var(--gutter);
  }

  .cells > [role='row'] {
    display: flex;
    flex: 1;
    gap: var(--gutter);
  }

  .cells [role='gridcell'] {
    flex: 1;
    cursor: pointer;
  }

  @media (hover: hover) {
    .cells [role='gridcell']:hover {
      outline: 2px solid var(--em-grid-mid);
    }
  }

  .cells [role='gridcell'][aria-selected='true'] {
    outline: 2px solid var(--em-grid-ink);
  }

  .cells [role='gridcell']:focus-visible {
    outline: 3px solid var(--em-grid-ink);
    outline-offset: 0;
  }

  .timeline {
    margin-top: 0.625rem;
  }

  .scrub {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }

  .scrub button {
    flex: none;
  }

  .scrub [data-control='play-growth'] {
    min-width: 7.5rem;
  }

  .scrub input {
    flex: 1 1 12rem;
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    accent-color: var(--em-fake);
  }

  .digit {
    margin-top: 0.75rem;
    padding-top: 0.75rem;
    border-top: 1px solid var(--em-line);
  }

  .digit header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
  }

  .digit h3 {
    margin: 0;
    font-size: 1rem;
    font-weight: 600;
    flex: 1;
    min-width: 9rem;
    text-wrap: balance;
  }

  .digit h3::first-letter {
    text-transform: uppercase;
  }

  .halves {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1rem;
    margin-top: 0.75rem;
  }

  .half {
    display: flex;
    gap: 1.25rem;
    font-size: 0.9375rem;
  }

  .half .frame {
    flex: none;
    width: 122px;
    height: 122px;
    margin: 0;
    align-items: center;
  }

  .half dl {
    margin-top: 0.25rem;
  }

  .half dl > div {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 0.5rem;
  }

  .half dd {
    font-variant-numeric: tabular-nums;
    font-weight: 600;
  }

  .digit > .note {
    margin-top: 0.75rem;
  }

  .ends {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .ends button {
    padding-inline: 0.75rem;
    font-size: 0.9375rem;
  }

  .grid .ends [aria-pressed='true'] {
    border-color: var(--em-fake);
    box-shadow: inset 0 0 0 1px var(--em-fake);
    font-weight: inherit;
  }

  @container (max-width: 26rem) {
    .grid .frame {
      margin-inline: -0.625rem;
    }

    .grid .half .frame {
      margin-inline: 0;
    }

    .grid .sheet {
      outline-width: 3px;
    }

    .digit h3 {
      flex-basis: 100%;
    }

    .digit header button {
      padding-inline: 0.5rem;
      font-size: 0.875rem;
    }

    .digit [data-control='close-digit'] {
      margin-inline-start: auto;
    }

    .scrub {
      flex-wrap: nowrap;
    }

    .scrub button {
      padding-inline: 0.5rem;
      font-size: 0.875rem;
    }

    .scrub [data-control='play-growth'] {
      min-width: 6.5rem;
    }

    .scrub input {
      flex-basis: 4rem;
    }

    /* Above, so that digits and what the critic measures are seen at once. */
    .grid:not([hidden]) {
      display: flex;
      flex-direction: column;
    }

    .grid > header {
      display: contents;
    }

    .grid .tools {
      order: -1;
      margin-bottom: 0.5rem;
    }

    .grid > header > :first-child {
      flex: none;
    }

    .grid > :is(.frame, .timeline) {
      margin-top: 0.5rem;
    }
  }

  /* Few digits have beside them what is said of them. */
  @container ((min-width: 26rem) and (max-width: 56rem)) {
    .grid.few:not([hidden]) {
      display: grid;
      grid-template-columns: minmax(0, 1fr) 246px;
      grid-template-rows: auto 1fr;
      gap: 0 1rem;
    }

    .grid.few > header {
      flex-direction: column;
    }

    .grid.few > header > :first-child {
      flex: none;
    }

    .grid.few .tools {
      flex-wrap: wrap;
    }

    .grid.few > .frame {
      grid-area: 1 / 2 / span 2;
      align-self: start;
      margin-block: 5px;
    }

    .grid.few > .timeline {
      align-self: end;
    }

    .grid.few .scrub input {
      flex-basis: 100%;
      order: -1;
    }

    .grid.few > :is(.reals, .opened) {
      grid-column: 1 / -1;
    }
  }

  @container ((min-width: 36rem) and (max-width: 56rem)) {
    .grid.few:not([hidden]) {
      grid-template-columns: minmax(0, 1fr) 364px;
    }
  }

  @container (min-width: 30rem) {
    .halves {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
`;
