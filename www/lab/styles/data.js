/** Which images a lab learns. */

import { css } from '../../ui/css.js';

export const dataStyles = css`
  .data fieldset {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.5rem;
    margin: 0;
    padding: 0;
    border: 0;
  }

  .data legend {
    padding: 0;
    font-weight: 600;
  }

  .data label {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-height: 44px;
    cursor: pointer;
  }

  .data input {
    flex: none;
    width: 1.125rem;
    min-width: 0;
    height: 1.125rem;
    min-height: 0;
    margin: 0;
    accent-color: var(--em-real);
  }

  .data fieldset .note {
    align-self: center;
    margin: 0;
  }
`;
