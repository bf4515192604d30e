/** How the game in the plane looks. */

import { css } from '../../ui/css.js';

export const gameStyle = css`
  .parts {
    display: grid;
    grid-template: 'scene' 'said' 'rules' 'graph' / minmax(0, 1fr);
    gap: 0.75rem 1.5rem;
    margin-top: 0.5rem;
  }

  .title {
    font-size: 0.9375rem;
    font-weight: 600;
    line-height: 1.3;
  }

  .held > span {
    min-width: 5.5rem;
  }

  .scene {
    grid-area: scene;
  }

  .game canvas {
    touch-action: pan-y;
  }

  .game[data-draws] canvas {
    cursor: crosshair;
    touch-action: none;
  }

  .rules {
    display: grid;
    grid-area: rules;
    gap: 0.5rem;
    min-height: 6rem;
    align-content: start;
  }

  .stations .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    align-items: center;
    font-size: 0.875rem;
  }

  .stations i {
    color: var(--em-ink-soft);
    font-style: normal;
  }

  .station {
    padding: 0.25rem 0.5rem;
    border: 1px solid var(--em-line);
    border-radius: 999px;
    text-decoration: none;
  }

  .station[data-station='latent'],
  .station[data-station='generator'],
  .station[data-station='fake'] {
    color: var(--em-fake);
  }

  .station[data-station='opponent'] {
    color: var(--em-critic);
  }

  .station[data-station='real'] {
    color: var(--em-real);
  }

  .station.lit {
    border-color: currentcolor;
    background: color-mix(in srgb, currentcolor 16%, var(--em-panel));
    font-weight: 600;
  }

  .now {
    min-height: 2.8em;
    margin-top: 0.375rem;
    color: var(--em-ink-soft);
    font-size: 0.875rem;
    line-height: 1.4;
    font-variant-numeric: tabular-nums;
  }

  .numbers [data-number='critic'] {
    color: var(--em-real);
  }

  .numbers [data-number='jensenShannon'] {
    color: var(--em-penalty);
  }

  @container figure (min-width: 40rem) {
    /* A row of its own here, which stands empty for good. */
    .said .loading[hidden] {
      display: none !important;
    }

    .parts {
      grid-template: 'scene said' 'rules said' 'graph graph' / minmax(0, 1.15fr) minmax(0, 1fr);
    }
  }
`;
