/** How the article's hero looks: the game, and beside it the digits. Before it is there, page-figures.css has its room. */

import { css } from '../../ui/css.js';

export const heroStyle = css`
  .hero {
    gap: 1.25rem;
  }

  .game,
  .strip {
    display: grid;
    gap: 0.5rem;
    align-content: start;
  }

  .stage {
    aspect-ratio: 9 / 5;
  }

  .stage canvas {
    position: absolute;
    inset: 0;
    touch-action: pan-y;
  }

  /* Of what stays while others move. */
  .ground {
    position: absolute;
    inset: 0;
  }

  /* The page's still, until something is drawn. No larger than it was in the page: it would be painted anew. */
  .stage ::slotted(picture) {
    position: absolute;
    inset: 1px;
  }

  [data-drawn] slot[name='still'] {
    display: none;
  }

  .bar {
    gap: 0.25rem 0.875rem;
    min-height: 44px;
    align-content: start;
  }

  .game .bar button {
    min-width: 5.5rem;
  }

  .distance {
    display: inline-flex;
    gap: 0.375rem;
    align-items: baseline;
    color: var(--em-ink-soft);
    font-size: 0.875rem;
  }

  .distance output {
    min-width: 3em;
    color: var(--em-ink);
    font-size: 1rem;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .hint {
    color: var(--em-ink-soft);
    font-size: 0.875rem;
  }

  .digits {
    aspect-ratio: 178 / 118;
    max-width: 356px;
    overflow: hidden;
    border-radius: 6px;
    background: var(--em-grid-paper);
  }

  .digits canvas {
    display: block;
    width: 100%;
    height: 100%;
    aspect-ratio: auto;
    image-rendering: pixelated;
  }

  /* Two lines, whatever they say: nothing below moves. */
  .words {
    display: grid;
    min-height: 3em;
    align-content: start;
    font-size: 0.875rem;
    line-height: 1.5;
  }

  .iteration {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .said {
    color: var(--em-ink-soft);
  }

  /* In one line, as what it stands for. */
  .loading {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    font-variant-numeric: tabular-nums;
  }

  .loading span {
    flex: none;
  }

  .loading progress {
    flex: 1;
    min-width: 0;
    margin: 0;
  }

  /* As wide as its longest words. */
  .strip .bar button {
    min-width: 10rem;
    padding-inline: 0.5rem;
  }

  .strip a {
    display: inline-grid;
    align-items: center;
    min-height: 44px;
    color: inherit;
    text-underline-offset: 0.2em;
  }

  @container figure (max-width: 33.99rem) {
    .hint {
      flex-basis: 100%;
    }
  }

  @container figure (min-width: 34rem) and (max-width: 39.99rem) {
    .strip {
      grid-template: 'digits words' 'digits bar' 1fr / minmax(0, 356px) minmax(0, 1fr);
      column-gap: 1rem;
    }

    .digits {
      grid-area: digits;
    }
  }

  @container figure (min-width: 40rem) {
    .hero {
      grid-template-columns: minmax(0, 1.45fr) minmax(0, 1fr);
      gap: 1.5rem;
    }
  }
`;
