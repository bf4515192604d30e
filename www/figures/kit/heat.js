/** Values over a square as colours, from the accent of fakes through paper to that of real points. */

import { bytesOf, pictureOf } from '../../ui/colours.js';

/** @typedef {import('../../ui/stage.js').Stage} Stage */
/** @typedef {import('../../ui/theme.js').Theme} Theme */

/** Of the way from paper to the accents: points of the same accents are still to be seen. */
const DEPTH = 0.72;
/** From low through the middle to high. */
const ACCENTS = ['--em-fake', '--em-panel', '--em-real'];

export class Heat {
  /** @param {Stage} stage @param {Theme} theme */
  constructor(stage, theme) {
    /** @private */
    this.stage = stage;
    /** @private */
    this.theme = theme;
    /** @private @type {ReturnType<typeof pictureOf> | null} */
    this.picture = null;
    /** @private What the picture shows, and in which colours. @type {unknown[]} */
    this.painted = [];
  }

  /**
   * On a stage that has been cleared.
   * @param {ArrayLike<number>} values row after row, row 0 at the top; the same array has the same values
   * @param {number} middle the value that has the colour of paper
   * @param {number} scale values so far from the middle have the whole colour, and those beyond it too
   * @param {number} [columns] as many as rows, where it is left out
   */
  draw(values, middle, scale, columns = Math.sqrt(values.length)) {
    const { stage } = this;
    const rows = values.length / columns;
    const { width, height } = this.picture?.canvas ?? {};
    if (width !== columns || height !== rows) {
      this.picture = pictureOf(columns, rows);
      this.painted = [];
    }
    const accents = ACCENTS.map((name) => this.theme.colour(name));
    const wanted = [values, middle, scale, ...accents];
    // What is drawn over it moves at each frame, it does not.
    if (wanted.some((value, at) => value !== this.painted[at])) this.paint(values, middle, scale);
    this.painted = wanted;
    stage.context.imageSmoothingQuality = 'high';
    const { canvas } = /** @type {ReturnType<typeof pictureOf>} */ (this.picture);
    stage.context.drawImage(canvas, 0, 0, stage.width, stage.height);
  }

  /** @private @param {ArrayLike<number>} values @param {number} middle @param {number} scale */
  paint(values, middle, scale) {
    const picture = /** @type {ReturnType<typeof pictureOf>} */ (this.picture);
    const { data } = picture;
    const palette = this.palette();
    for (let at = 0; at < values.length; at++) {
      const share = Math.min(Math.max((values[at] - middle) / scale, -1), 1);
      data.set(palette[Math.round((share + 1) * 127.5)], 4 * at);
    }
    picture.put();
  }

  /** @private @returns {number[][]} from the accent of fakes through paper to that of real ones */
  palette() {
    const [fake, paper, real] = ACCENTS.map((name) => bytesOf(this.theme.colour(name)));
    return Array.from({ length: 256 }, (_, at) => {
      const share = (at - 127.5) / 127.5;
      const accent = share < 0 ? fake : real;
      const depth = DEPTH * Math.abs(share);
      return [...paper.map((byte, part) => byte + depth * (accent[part] - byte)), 255];
    });
  }
}
