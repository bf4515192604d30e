/** Places of a slider, equal steps being equal factors; the first place is the least there is, 0 included. */

const DECADES = 7;
const DIGITS = 2;

export class LogScale {
  /**
   * @param {number} least
   * @param {number} most
   */
  constructor(least, most) {
    /** @private */
    this.least = least;
    /** @private Where the factors begin. */
    this.low = least > 0 ? least : most / 10 ** DECADES;
    /** @private */
    this.most = most;
    /** The last place; each decade has 20. */
    this.places = Math.round(20 * Math.log10(most / this.low));
  }

  /** @param {number} place */
  valueAt(place) {
    if (place <= 0) return this.least;
    if (place >= this.places) return this.most;
    const value = this.low * (this.most / this.low) ** (place / this.places);
    return Number(value.toPrecision(DIGITS));
  }

  /** @param {number} value */
  placeOf(value) {
    if (!(value > this.low)) return 0;
    const share = Math.log(value / this.low) / Math.log(this.most / this.low);
    return Math.min(this.places, Math.max(1, Math.round(share * this.places)));
  }
}
