/** Where the parts of the instrument Latent are. */

import { css } from '../../ui/css.js';

export const latentStyles = css`
  .latent .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    margin-top: 1rem;
  }

  .latent .field input {
    width: 5rem;
    font-variant-numeric: tabular-nums;
  }

  .latent [data-control='slice'] {
    width: 6.5rem;
  }

  .latent .digits {
    display: block;
    background: var(--em-grid-paper);
    image-rendering: pixelated;
  }

  .latent-look {
    display: flex;
    flex-wrap: wrap;
    gap: 1rem 1.5rem;
    margin-top: 1rem;
  }

  /* Narrow labs have the digit beside the pad, too, and a margin to scroll by. */
  @container (max-width: 28rem) {
    .latent-look {
      flex-wrap: nowrap;
      gap: 1rem;
    }

    .latent .latent-look [data-field$='-digit'] {
      width: 84px;
    }

    .latent-look output {
      font-size: 0.8125rem;
    }
  }

  .latent-look output {
    display: block;
    width: min-content;
    min-width: 100%;
    min-height: 4.5em;
    font-variant-numeric: tabular-nums;
  }

  .latent [data-field$='-digit'] {
    width: 168px;
    border-radius: 4px;
  }

  .pad {
    position: relative;
    flex: 0 1 20rem;
    min-width: 0;
    aspect-ratio: 1;
    background: var(--em-grid-paper);
    border-radius: 4px;
    cursor: crosshair;
    touch-action: none;
  }

  .pad .digits {
    width: 100%;
    border-radius: 4px;
    opacity: 0.5;
    pointer-events: none;
  }

  .handle {
    position: absolute;
    width: 30px;
    height: 30px;
    margin: -15px 0 0 -15px;
    border: 3px solid var(--em-grid-ink);
    border-radius: 50%;
    background: color-mix(in srgb, var(--em-grid-paper) 35%, transparent);
    box-shadow: 0 0 0 2px var(--em-grid-paper);
    pointer-events: none;
  }

  /* Its sliders are unseen, so that it shows their focus. */
  .handle:has(:focus-visible) {
    border-color: var(--em-fake);
    outline: 3px solid var(--em-grid-ink);
    outline-offset: 2px;
  }

  .strip {
    max-width: 33rem;
    margin-block: 1rem 0.5rem;
  }

  .strip .digits {
    width: 100%;
    border-radius: 4px;
  }

  /* Its ends are under the middles of the first and the last digit. */
  .strip input {
    display: block;
    accent-color: var(--em-fake);
    width: calc(100% - 100% / 11 + 16px);
    margin-inline: calc(100% / 22 - 8px);
  }
`;
