/** The colours and measures that an author may set: `earth-mover { --em-critic: teal }`. */

import { css } from '../css.js';

/* One accent for real, one for fake, one for the critic: apart under colour blindness, the same everywhere. */
export const tokens = css`
  :host {
    --em-real: light-dark(#0b63b5, #6cb2ff);
    --em-fake: light-dark(#b84a00, #ff9d5c);
    --em-critic: light-dark(#0a7a5c, #4fd0a5);
    --em-penalty: light-dark(#9a4f8d, #d99bd0);
    --em-paper: light-dark(#fbfaf8, #111318);
    --em-panel: light-dark(#ffffff, #191c23);
    --em-ink: light-dark(#1c1f26, #e9e8e4);
    --em-ink-soft: light-dark(#5c6270, #a3a8b4);
    --em-line: light-dark(#e3e1dc, #2c313b);
    --em-shade: light-dark(#1c1f2633, #00000099);
    --em-control: light-dark(#8b8f99, #6d7380);
    --em-on-accent: light-dark(#ffffff, #0d1512);
    --em-warn-paper: light-dark(#fff1e0, #2f2315);
    --em-warn-line: light-dark(#d98a3d, #b8742f);
    --em-grid-paper: light-dark(#17130f, #0c0a08);
    --em-grid-mid: light-dark(#c4672a, #b85f28);
    --em-grid-ink: light-dark(#fff4e6, #fff1e0);
    --em-grid-real-mid: light-dark(#3579c4, #316fb4);
    --em-grid-real-ink: light-dark(#eaf3ff, #e4efff);
    --em-radius: 10px;
    --em-padding: 1rem;
    --em-font:
      system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', 'PingFang SC',
      'Microsoft YaHei', 'Noto Sans CJK SC', Arial, sans-serif;
    display: block;
  }

  :host([hidden]) {
    display: none;
  }

  /* As the page around has it, unless the author says otherwise. */
  .lab[data-theme='light'] {
    color-scheme: light;
  }

  .lab[data-theme='dark'] {
    color-scheme: dark;
  }
`;
