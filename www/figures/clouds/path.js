/** The numbers along the way that a reader has moved things: the last stretch of it. */

/** @typedef {Record<string, number>} Numbers */

/** How long a stretch is kept, in widths of half the square. */
const WINDOW = 1.2;
/** A slider's whole way counts as much as a move across the square. */
const SLIDER = 4;
/** A longer step than any drag makes. */
const JUMP = 0.5;

/** @param {number[]} a @param {number[]} b */
function moved(a, b) {
  let sum = 0;
  for (let at = 0; at < a.length; at += 2) sum += Math.hypot(a[at] - b[at], a[at + 1] - b[at + 1]);
  return sum / (a.length / 2);
}

/** @typedef {{ points: number[][], sliders: number[] }} Place */

export class Path {
  constructor() {
    /** @private @type {{ place: Place, step: number, numbers: Numbers }[]} */
    this.steps = [];
  }

  /**
   * A place that nothing has moved from counts once.
   * @param {Place} place
   * @param {Numbers} numbers
   */
  add(place, numbers) {
    const last = this.steps.at(-1);
    const step = last ? this.between(last.place, place) : 0;
    if (last && step === 0) last.numbers = numbers;
    else this.steps.push({ place: structuredClone(place), step, numbers });
    this.forget();
  }

  /**
   * One number along it, the latest last.
   * @param {string} name
   * @returns {import('./trace.js').Point[]}
   */
  of(name) {
    let left = this.length;
    return this.steps.map(({ step, numbers }, index) => {
      if (index > 0) left -= step;
      return { at: left / WINDOW, value: numbers[name], isJump: step > JUMP };
    });
  }

  /** @private The first step came from nowhere that is kept. */
  get length() {
    return this.steps.slice(1).reduce((sum, { step }) => sum + step, 0);
  }

  /** @private What is out of the window, but for one point, which the curve comes from. */
  forget() {
    while (this.steps.length > 2 && this.length - this.steps[1].step > WINDOW) this.steps.shift();
  }

  /** @private @param {Place} a @param {Place} b */
  between(a, b) {
    const points = a.points.map((each, at) => moved(each, b.points[at]));
    const sliders = a.sliders.map((each, at) => SLIDER * Math.abs(each - b.sliders[at]));
    return [...points, ...sliders].reduce((sum, each) => sum + each, 0);
  }
}
