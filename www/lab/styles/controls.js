/** How the controls of a run look: half-steps, speed, presets. */

import { css } from '../../ui/css.js';

export const controlsStyle = css`
  .half-steps button {
    position: relative;
    padding-inline: 0.75rem;
  }

  .pips {
    position: absolute;
    inset-inline: 0.75rem;
    bottom: 4px;
    display: flex;
    gap: 3px;
  }

  .pips i {
    flex: 1;
    height: 3px;
    border-radius: 2px;
    background: var(--em-line);
  }

  .half-steps:not([data-shows-halves]) .pips {
    visibility: hidden;
  }

  .pips .done {
    background: var(--em-critic);
  }

  [data-control='generator-step'] .pips .done {
    background: var(--em-fake);
  }

  .speed input {
    width: 7.5rem;
    accent-color: var(--em-critic);
  }

  /* The longest name fits, so that nothing moves. */
  .speed output {
    width: 6.25em;
    white-space: nowrap;
    color: var(--em-ink-soft);
    font-size: 0.875rem;
  }

  .presets:not([hidden]) {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem 2rem;
  }

  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .machine button {
    margin-top: 0.75rem;
    text-align: start;
  }

  .choices .title {
    flex: 1 0 100%;
    color: var(--em-ink-soft);
    font-size: 0.875rem;
  }

  .choices button {
    padding-inline: 0.75rem;
  }

  .choices [aria-pressed='true'],
  .machine [aria-pressed='true'] {
    border-color: var(--em-critic);
    background: color-mix(in srgb, var(--em-critic) 12%, var(--em-panel));
    box-shadow: inset 0 0 0 1px var(--em-critic);
  }

  /* Lines enough for most, so that the buttons stay under the finger. */
  .lesson {
    min-height: 16em;
    max-width: 44rem;
  }

  .lab:lang(zh) .lesson {
    min-height: 12em;
  }

  .lesson p {
    margin-top: 0.375rem;
  }

  @container (min-width: 36rem) {
    .lesson,
    .lab:lang(zh) .lesson {
      min-height: 9em;
    }
  }

  @container (min-width: 56rem) {
    .presets:not([hidden]) {
      grid-template-columns: minmax(0, 11fr) minmax(0, 10fr);
    }

    .lesson {
      grid-area: 1 / 2 / span 3;
      padding-inline-start: 2rem;
      border-inline-start: 1px solid var(--em-line);
    }
  }
`;
