/** How the settings look: fields in groups, and what waits for a restart. */

import { css } from '../../ui/css.js';

export const settingsStyle = css`
  .groups {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.25rem 2.5rem;
    align-items: start;
  }

  fieldset {
    min-width: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend,
  summary {
    padding: 0;
    font-weight: 600;
  }

  summary {
    min-height: 44px;
    align-content: center;
    cursor: pointer;
  }

  details {
    grid-column: 1 / -1;
  }

  .rows {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    column-gap: 2.5rem;
  }

  @container (min-width: 40rem) {
    .groups,
    .rows {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }

  /* Of three groups the last has both columns. */
  @container (min-width: 40rem) and (max-width: 60rem) {
    fieldset:nth-of-type(3) {
      grid-column: 1 / -1;
    }

    /* One network's beside the other's. */
    .rows {
      display: block;
    }

    .rows,
    fieldset:nth-of-type(3) {
      columns: 2;
      column-gap: 2.5rem;
    }

    .setting {
      break-inside: avoid;
    }
  }

  @container (min-width: 60rem) {
    .groups,
    .rows {
      grid-template-columns: repeat(3, minmax(0, 1fr));
    }
  }

  .setting {
    display: grid;
    padding-block: 0.375rem;
    border-bottom: 1px solid var(--em-line);
  }

  .setting label {
    display: grid;
    grid-template-columns: minmax(0, 10fr) minmax(0, 11fr);
    align-items: center;
    gap: 0.75rem;
    line-height: 1.3;
    text-wrap: balance;
  }

  .setting label > :is(input, select) {
    width: 100%;
    padding-inline: 0.625rem;
    scroll-margin-bottom: 6rem;
    font-variant-numeric: tabular-nums;
  }

  .setting [type='range'] {
    width: 100%;
  }

  .setting .tag {
    display: block;
    color: var(--em-ink-soft);
    font-size: 0.8125rem;
  }

  .setting .tag:empty {
    display: none;
  }

  .setting.waits .tag {
    color: var(--em-critic);
    font-weight: 600;
  }

  .setting.waits :is(input, select) {
    border-color: var(--em-critic);
    box-shadow: inset 0 0 0 1px var(--em-critic);
  }

  .setting [aria-invalid='true'] {
    border-color: var(--em-warn-line);
    box-shadow: inset 0 0 0 1px var(--em-warn-line);
  }

  .refusal {
    overflow-wrap: anywhere;
    font-size: 0.875rem;
  }

  .refusal:not(:empty) {
    margin-top: 0.375rem;
    padding: 0.375rem 0.625rem;
    border-inline-start: 4px solid var(--em-warn-line);
    background: var(--em-warn-paper);
  }

  .restarting {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
    margin-top: 1rem;
  }

  /* Two lines, so that the first change moves nothing. */
  .restarting [role='status'] {
    flex: 1 1 16rem;
    min-height: 3em;
    align-content: center;
    color: var(--em-ink-soft);
    font-size: 0.9375rem;
  }

  /* In sight of the field that was changed, however far down the panel ends. */
  .restarting.some {
    position: sticky;
    bottom: 0;
    padding-block: 0.5rem;
    background: var(--em-panel);
  }

  .restarting [aria-disabled='true'] {
    opacity: 0.5;
    cursor: default;
  }
`;
