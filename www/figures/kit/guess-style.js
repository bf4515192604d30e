/** How a question looks that a figure asks first. */

import { css } from '../../ui/css.js';

export const guessStyle = css`
  .guess {
    position: relative;
    display: grid;
    gap: 0.25rem;
    padding: 0.75rem 1rem;
    border: 1px solid var(--em-line);
    border-radius: var(--em-radius);
    background: color-mix(in srgb, var(--em-critic) 6%, var(--em-panel));
  }

  .guess-text {
    display: grid;
    align-content: center;
    min-height: 3em;
    font-weight: 600;
    line-height: 1.5;
  }

  @container figure (max-width: 31.99rem) {
    .guess-text {
      min-height: 4.5em;
    }
  }

  .guess-track {
    position: relative;
    height: 3.75rem;
  }

  .guess-track input {
    position: absolute;
    inset: auto 0 0;
    width: 100%;
    margin: 0;
  }

  .guess-label {
    position: absolute;
    top: 0;
    width: max-content;
    font-variant-numeric: tabular-nums;
    font-weight: 600;
    transform: translateX(-50%);
  }

  /* As far in as the middle of a thumb. */
  .guess-line {
    position: absolute;
    inset: auto 0.5rem 1.25rem;
    height: 4px;
    border-radius: 2px;
    background: var(--em-line);
  }

  .guess[data-state='open'] .guess-line {
    visibility: hidden;
  }

  .guess-line i {
    position: absolute;
  }

  .guess-mark,
  .truth-mark {
    top: 2px;
    width: 1.125rem;
    height: 1.125rem;
    margin: -0.5625rem 0 0 -0.5625rem;
    border: 3px solid var(--em-critic);
    border-radius: 50%;
    background: var(--em-panel);
  }

  .truth-mark {
    width: 4px;
    height: 2.25rem;
    margin: -1.125rem 0 0 -2px;
    border: 0;
    border-radius: 2px;
    background: var(--em-ink);
  }

  .guess-between {
    inset-block: 0;
    background: var(--em-critic);
  }

  .guess-scale {
    display: flex;
    justify-content: space-between;
    margin-top: -0.75rem;
    color: var(--em-ink-soft);
    font-size: 0.875rem;
    font-variant-numeric: tabular-nums;
    pointer-events: none;
  }

  .guess-bar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-top: 0.25rem;
  }

  .guess-cards {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .guess-card {
    text-align: start;
  }
`;
