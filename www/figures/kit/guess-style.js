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
    max-width: none;
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

  /* What the prose says, and where to see it. */
  .long .guess-text {
    align-content: start;
    min-height: 4.5em;
  }

  @container figure (max-width: 44rem) {
    .long .guess-text {
      min-height: 6em;
    }
  }

  @container figure (max-width: 31.99rem) {
    .long .guess-text {
      min-height: 10.5em;
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

  /* In one row with what skips them, where there is room. */
  .of-cards {
    display: flex;
    flex-wrap: wrap;
    gap: 1.125rem 0.5rem;
  }

  .of-cards .guess-text {
    flex: 1 0 100%;
    margin-bottom: -0.25rem;
  }

  .of-cards .guess-cards,
  .of-cards .guess-bar {
    display: contents;
  }

  /* No answer, and as wide whichever it is. */
  .of-cards .guess-bar button {
    min-width: 9rem;
    border-color: transparent;
    background: none;
    color: var(--em-ink-soft);
    text-align: start;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .guess-card {
    text-align: start;
  }

  .guess-cards .guess-card {
    position: relative;
  }

  /* Over the edge, so that they need no room. */
  .guess-cards .guess-card[data-label]::before {
    content: attr(data-label) / '';
    position: absolute;
    top: -0.9375rem;
    inset-inline-start: 0.5rem;
    padding-inline: 0.5rem;
    border: 1px solid var(--em-critic);
    border-radius: 1rem;
    background: var(--em-panel);
    color: var(--em-critic);
    font-size: 0.75rem;
    font-weight: 600;
    line-height: 1.25rem;
    white-space: nowrap;
  }

  .guess-cards .guess-card:disabled {
    opacity: 1;
    color: var(--em-ink-soft);
    cursor: default;
  }

  .guess-cards .guess-card[data-label]:disabled {
    border-color: var(--em-critic);
    color: var(--em-ink);
  }

  .guess-cards .guess-card[data-true]:disabled {
    box-shadow: inset 0 0 0 1px var(--em-critic);
    background: color-mix(in srgb, var(--em-critic) 14%, var(--em-panel));
  }

  .guess-cards .guess-card[data-true]::before {
    background: var(--em-critic);
    color: var(--em-on-accent);
  }
`;
