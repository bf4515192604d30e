/** How the game in the plane looks. */

import { css } from '../../ui/css.js';

export const gameStyle = css`
  .parts {
    display: grid;
    grid-template: 'scene' 'said' 'rules' 'graph' / minmax(0, 1fr);
    gap: 0.75rem 1.5rem;
    margin-top: 0.5rem;
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

  .held > span {
    min-width: 5.5rem;
    color: var(--em-ink-soft);
  }

  .said {
    display: grid;
    grid-area: said;
    gap: 0.75rem;
    align-content: start;
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

  .graph {
    grid-area: graph;
  }

  .graph .title {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
    justify-content: space-between;
    font-size: 0.9375rem;
    font-weight: 600;
    line-height: 1.3;
  }

  .read-out {
    color: var(--em-ink-soft);
    font-size: 0.875rem;
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }

  .graph .plot {
    height: 12.5rem;
  }

  .loading {
    flex: 1 1 8rem;
    color: var(--em-ink-soft);
    font-size: 0.875rem;
  }

  .game .numbers {
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 0.5rem 1rem;
  }

  .numbers dd {
    font-size: 1.25rem;
    font-weight: 600;
    line-height: 1.3;
  }

  .numbers [data-number='critic'] {
    color: var(--em-real);
  }

  .numbers [data-number='gap'] {
    color: var(--em-critic);
  }

  .numbers [data-number='jensenShannon'] {
    color: var(--em-penalty);
  }

  .game .verdict {
    min-height: 6em;
  }

  @container figure (min-width: 40rem) {
    .parts {
      grid-template: 'scene said' 'rules said' 'graph graph' / minmax(0, 1.15fr) minmax(0, 1fr);
    }
  }
`;
