/** Values over a square as colours, from the accent of fakes through paper to that of real points. */

import { bytesOf, pictureOf } from '../../ui/colours.js';

/** Of the way from paper to the accents: points of the same accents are still to be seen. */
const DEPTH = 0.6;

export class Heat {
  /** @param {import('../../ui/theme.js').Theme} theme */
  constructor(theme) {
    /** @private */
    this.theme = theme;
    /** @private @type {ReturnType<typeof pictureOf> | null} */
    this.picture = null;
  }

  /**
   * @param {import('../../ui/stage.js').Stage} stage that has been cleared
   * @param {ArrayLike<number>} values side × side, row 0 at the top
   * @param {{ middle: number, scale: number }} range the value that has the colour of paper, and how far from it the
   *   accents are
   */
  draw(stage, values, { middle, scale }) {
    const side = Math.sqrt(values.length);
    if (this.picture?.canvas.width !== side) this.picture = pictureOf(side, side);
    const { data, canvas } = this.picture;
    const [fake, paper, real] = ['--em-fake', '--em-panel', '--em-real'].map((name) =>
      bytesOf(this.theme.colour(name)),
    );
    for (let at = 0; at < values.length; at++) {
      const share = Math.min(Math.max((values[at] - middle) / scale, -1), 1);
      const accent = share < 0 ? fake : real;
      const depth = DEPTH * Math.abs(share);
      for (let part = 0; part < 3; part++) {
        data[4 * at + part] = paper[part] + depth * (accent[part] - paper[part]);
      }
      data[4 * at + 3] = 255;
    }
    this.picture.put();
    stage.context.imageSmoothingQuality = 'high';
    stage.context.drawImage(canvas, 0, 0, stage.width, stage.height);
  }
}
