/** Where the parts of the instrument Keep are, and where a file may be dropped. */

import { css } from '../../ui/css.js';

export const keepStyles = css`
  .keep .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
    margin-top: 1rem;
  }

  /* Lines enough that what is said moves nothing. */
  .keep .kept {
    min-height: 4.5em;
  }

  .keep [data-field='saved'] {
    min-height: 3em;
    margin-top: 0.75rem;
    overflow-wrap: anywhere;
  }

  /* Side by side, in line with each other. */
  @container (min-width: 56rem) {
    .keep > section {
      display: grid;
      grid-template-rows: subgrid;
      grid-row: span 4;
      row-gap: 0;
      justify-items: start;
    }
  }

  .lab:has(> .drop-target) {
    position: relative;
  }

  .lab > .drop-target {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    margin: 0;
    padding: 2rem;
    border: 4px dashed var(--em-critic);
    border-radius: inherit;
    background: color-mix(in srgb, var(--em-paper) 88%, transparent);
    font-size: 1.25rem;
    font-weight: 600;
    text-align: center;
    pointer-events: none;
  }
`;
