/** How controls and text look, whatever the instrument. */

import { css } from '../css.js';

export const base = css`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  [hidden] {
    display: none !important;
  }

  .lab {
    background: var(--em-paper);
    color: var(--em-ink);
    font: 1rem/1.5 var(--em-font);
    /* Its languages run so, wherever it stands. */
    direction: ltr;
    text-align: start;
    text-size-adjust: 100%;
    -webkit-text-size-adjust: 100%;
  }

  h2 {
    margin: 0;
    font-size: 1.0625rem;
    font-weight: 600;
    line-height: 1.3;
  }

  p,
  dl,
  dd {
    margin: 0;
  }

  /* No last line of one word. */
  p {
    text-wrap: pretty;
  }

  h3 {
    margin: 0;
    font-size: 1rem;
    font-weight: 600;
  }

  input[type='range'] {
    padding: 0;
    border: 0;
    background: none;
    accent-color: var(--em-critic);
    cursor: pointer;
  }

  .note {
    margin-top: 0.25rem;
    color: var(--em-ink-soft);
    font-size: 0.9375rem;
  }

  .real {
    color: var(--em-real);
  }

  .fake {
    color: var(--em-fake);
  }

  .critic {
    color: var(--em-critic);
  }

  .unseen,
  .probe {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  button,
  input,
  select,
  textarea {
    min-width: 44px;
    min-height: 44px;
    padding: 0.375rem 0.875rem;
    border: 1px solid var(--em-control);
    border-radius: var(--em-radius);
    background: var(--em-panel);
    color: var(--em-ink);
    font: inherit;
  }

  textarea {
    display: block;
    width: 100%;
    resize: vertical;
    font:
      0.8125rem/1.5 ui-monospace,
      Menlo,
      Consolas,
      monospace;
    overflow-wrap: anywhere;
  }

  button {
    cursor: pointer;
  }

  button:hover:not([aria-disabled='true']) {
    border-color: var(--em-ink);
  }

  button[aria-disabled='true'] {
    opacity: 0.5;
    cursor: default;
  }

  :focus-visible {
    outline: 3px solid var(--em-real);
    outline-offset: 2px;
  }

  .lab:focus-visible {
    outline-offset: -3px;
  }

  .primary {
    min-width: 6rem;
    border-color: transparent;
    background: var(--em-critic);
    color: var(--em-on-accent);
    font-weight: 600;
  }

  .field {
    display: inline-flex;
    align-items: center;
    gap: 0.375rem;
    color: var(--em-ink-soft);
    font-size: 0.875rem;
  }

  .field > * {
    font-size: 1rem;
  }

  dt {
    color: var(--em-ink-soft);
    font-size: 0.8125rem;
  }

  progress {
    display: block;
    width: 100%;
    height: 6px;
    margin-top: 0.375rem;
    border: 0;
    border-radius: 3px;
    background: var(--em-line);
    appearance: none;
    overflow: hidden;
  }

  progress::-webkit-progress-bar {
    background: var(--em-line);
  }

  progress::-webkit-progress-value {
    background: var(--em-critic);
  }

  progress::-moz-progress-bar {
    background: var(--em-critic);
  }

  @media (prefers-reduced-motion: no-preference) {
    button,
    input,
    select {
      transition: border-color 0.15s;
    }
  }
`;
