/** Values over a square as colours, from the accent of fakes through paper to that of real points. */

import { bytesOf, pictureOf } from '../../ui/colours.js';

/** @typedef {import('../../ui/stage.js').Stage} Stage */
/** @typedef {import('../../ui/theme.js').Theme} Theme */

/** Of the way from paper to the accents: points of the same accents are still to be seen. */
const DEPTH = 0.72;

export class Heat {
  /** @param {Stage} stage @param {Theme} theme */
  constructor(stage, theme) {
    /** @private */
    this.stage = stage;
    /** @private */
    this.theme = theme;
    /** @private @type {ReturnType<typeof pictureOf> | null} */
    this.picture = null;
  }

  /**
   * On a stage that has been cleared.
   * @param {ArrayLike<number>} values side × side, row 0 at the top
   * @param {number} middle the value that has the colour of paper
   * @param {number} scale values so far from the middle have the whole colour, and those beyond it too
   */
  draw(values, middle, scale) {
    const { stage } = this;
    const side = Math.sqrt(values.length);
    if (this.picture?.canvas.width !== side) this.picture = pictureOf(side, side);
    const { data, canvas } = this.picture;
    const palette = this.palette();
    for (let at = 0; at < values.length; at++) {
      const share = Math.min(Math.max((values[at] - middle) / scale, -1), 1);
      data.set(palette[Math.round((share + 1) * 127.5)], 4 * at);
    }
    this.picture.put();
    stage.context.imageSmoothingQuality = 'high';
    stage.context.drawImage(canvas, 0, 0, stage.width, stage.height);
  }

  /** @private @returns {number[][]} from the accent of fakes through paper to that of real ones */
  palette() {
    const [fake, paper, real] = ['--em-fake', '--em-panel', '--em-real'].map((name) =>
      bytesOf(this.theme.colour(name)),
    );
    return Array.from({ length: 256 }, (_, at) => {
      const share = (at - 127.5) / 127.5;
      const accent = share < 0 ? fake : real;
      const depth = DEPTH * Math.abs(share);
      return [...paper.map((byte, part) => byte + depth * (accent[part] - byte)), 255];
    });
  }
}
