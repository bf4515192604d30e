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
    flex: 1 1 16rem;
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
    margin-top: 1rem;
  }

  .grid .sheet {
    position: relative;
    max-width: 100%;
    outline: 6px solid var(--em-grid-paper);
    outline-offset: -1px;
    border-radius: 1px;
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

  /* The gutters of the canvas: 2 of its 238 pixels. */
  .cells {
    position: absolute;
    inset: 0;
    display: flex;
    flex-direction: column;
    gap: 0.84%;
  }

  .cells > [role='row'] {
    display: flex;
    flex: 1;
    gap: 0.84%;
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
    margin-top: 1rem;
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
    padding: 0;
    border: 0;
    background: none;
    accent-color: var(--em-fake);
  }

  .timeline .note {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 1rem;
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
  }

  .opened {
    margin-top: 1rem;
    padding-top: 1rem;
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

  .hint .halves {
    display: none;
  }

  .hint .halves > div {
    display: flex;
    gap: 1.25rem;
    color: var(--em-ink-soft);
    font-size: 0.9375rem;
  }

  .blank {
    flex: none;
    width: 122px;
    height: 122px;
    border: 2px dashed var(--em-line);
    border-radius: 2px;
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

    .scrub input {
      order: 1;
      flex-basis: 100%;
    }

    .scrub [data-control='live'] {
      margin-inline-start: auto;
    }
  }

  @container (min-width: 30rem) {
    .halves {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }

  /* Kept free, where there is room, so that opening a digit moves nothing. */
  @container (min-width: 56rem) {
    .opened {
      min-height: 19.75rem;
    }

    .hint .note {
      display: flex;
      align-items: center;
      min-height: 44px;
      margin: 0;
    }

    .hint .halves {
      display: grid;
    }
  }

  @container (min-width: 80rem) {
    .opened {
      min-height: 16rem;
    }
  }
`;
