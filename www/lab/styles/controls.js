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
    margin: 0;
    accent-color: var(--em-critic);
  }

  /* The longest name fits, so that nothing moves. */
  .speed output {
    width: 6.25em;
    white-space: nowrap;
    color: var(--em-ink-soft);
    font-size: 0.875rem;
  }

  /* The menu stands beside the toolbar where there is room, and what to watch for below both. */
  .top > .presets {
    display: contents;
  }

  /* Its slider is beside it. */
  @container ((min-width: 36rem) and (max-width: 52rem)) {
    .speed output {
      display: none;
    }
  }

  .presets > [data-control='preset'] {
    flex: none;
    order: 1;
    max-width: 100%;
    text-align: start;
  }

  .presets > [data-control='preset']::after {
    display: inline-block;
    width: 0.4em;
    height: 0.4em;
    margin-inline-start: 0.625rem;
    border: solid;
    border-width: 0 2px 2px 0;
    content: '';
    rotate: 45deg;
    translate: 0 -25%;
  }

  .presets > [data-control='preset'] > span {
    color: var(--em-ink-soft);
  }

  .watch {
    flex: 1 1 20rem;
    order: 2;
    min-height: 2.6em;
    font-size: 0.9375rem;
    line-height: 1.3;
  }

  .menu {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem 2rem;
    flex: 1 0 100%;
    order: 4;
    padding: 1rem;
    border: 1px solid var(--em-control);
    border-radius: calc(var(--em-radius) * 1.6);
    background: var(--em-panel);
  }

  /* Over what is below, where there is something. */
  @container (min-width: 36rem) {
    .top:has(~ .columns:not(:empty)) .menu {
      position: absolute;
      inset: calc(100% + 0.5rem) 0 auto;
      box-shadow: 0 8px 28px var(--em-shade);
    }
  }

  @container (min-width: 66rem) {
    .watch {
      flex-basis: 32rem;
    }
  }

  @container (max-width: 36rem) {
    .watch {
      min-height: 3.9em;
    }

    .presets > [data-control='preset'] {
      margin-block: 0.25rem;
    }

    .menu {
      margin-top: 0.5rem;
    }
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

  .lesson {
    max-width: 44rem;
  }

  .lesson p {
    margin-top: 0.375rem;
  }

  @container (min-width: 56rem) {
    .menu {
      grid-template-columns: minmax(0, 11fr) minmax(0, 10fr);
    }

    .lesson {
      grid-area: 1 / 2 / span 3;
      padding-inline-start: 2rem;
      border-inline-start: 1px solid var(--em-line);
    }
  }
`;
