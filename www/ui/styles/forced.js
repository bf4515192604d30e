/**
 * Where the reader has the system's own colours (Windows high contrast): what is chosen, pressed, real, fake or the
 * critic's can still be told apart. A browser replaces grounds and borders there, so that ours say nothing.
 */

import { css } from '../css.js';

export const forced = css`
  /* What canvases are drawn in, which no browser replaces. */
  .probe,
  .probe * {
    forced-color-adjust: none;
  }

  @media (forced-colors: active) {
    :host {
      --em-real: LinkText;
      --em-fake: CanvasText;
      --em-critic: Highlight;
      --em-penalty: GrayText;
      --em-paper: Canvas;
      --em-panel: Canvas;
      --em-ink: CanvasText;
      --em-ink-soft: CanvasText;
      --em-line: GrayText;
      --em-control: ButtonBorder;
      --em-on-accent: ButtonText;
    }

    [aria-pressed='true'],
    [aria-selected='true'],
    [aria-current] {
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
      forced-color-adjust: none;
    }

    .primary {
      border-color: ButtonBorder;
    }

    [aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
      opacity: 1;
    }

    .real,
    .fake,
    .critic,
    .swatch,
    .handle::before,
    .pips i,
    progress,
    progress::-webkit-progress-value {
      forced-color-adjust: none;
    }

    :focus-visible {
      outline-color: Highlight;
    }
  }
`;
