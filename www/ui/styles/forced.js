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
      --em-line: color-mix(in srgb, CanvasText 30%, Canvas);
      --em-control: ButtonBorder;
      --em-on-accent: Canvas;
    }

    [aria-pressed='true']:not(.legend *),
    [aria-selected='true'],
    [aria-current] {
      border-color: Highlight !important;
      background: Highlight !important;
      color: HighlightText !important;
      forced-color-adjust: none;
    }

    [role='tab']:not([aria-selected='true']),
    .legend * {
      border-color: Canvas;
    }

    .legend [aria-pressed='false'] {
      color: GrayText;
    }

    .primary {
      border-color: ButtonBorder;
      background: ButtonFace;
      color: ButtonText;
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
    .scale i,
    progress,
    progress::-webkit-progress-value {
      forced-color-adjust: none;
    }

    [data-lit]:not(canvas) {
      outline: 2px solid Highlight;
    }

    :focus-visible {
      outline-color: Highlight;
    }
  }
`;
