/**
 * Many elements, of which one is in the tab order: arrow keys go to the next, so that hundreds cost no more than one.
 * Parts of a formula are gone through while the formula has the focus, since nothing within one can.
 */

/** @typedef {HTMLElement | MathMLElement} Place */
/**
 * @typedef {object} Told
 * @property {(place: Place) => void} [arrived] by keyboard
 * @property {(place: Place) => void} [left]
 * @property {(place: Place) => void} [pressed] Enter, or the space bar
 * @property {(stop: Place, isCurrent: boolean) => void} [changed] what is in the tab order
 */

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** What is folded away cannot be gone to. @param {Place} place */
const isShown = (place) => place.getClientRects().length > 0;

/** What has the focus for it. @param {Place} place */
const stopOf = (place) => /** @type {Place} */ (place.closest('math') ?? place);

class Roving {
  /** @param {readonly Place[]} places in order @param {Told} told */
  constructor(places, { arrived, left, pressed, changed }) {
    /** @private */
    this.places = places;
    /** @private */
    this.current = places[0];
    /** @private */
    this.told = { arrived, left, pressed, changed };
    for (const stop of new Set(places.map(stopOf))) this.hear(stop);
    this.choose(places[0]);
  }

  /** @private @param {Place} stop */
  hear(stop) {
    stop.tabIndex = -1;
    stop.addEventListener('focus', () => {
      // By tab back into it, or by a press: a formula is begun at its beginning.
      if (stopOf(this.current) !== stop) this.choose(this.within(stop)[0]);
      if (stop.matches(':focus-visible')) this.told.arrived?.(this.current);
    });
    stop.addEventListener('blur', () => this.told.left?.(this.current));
    stop.addEventListener('keydown', (event) => this.press(/** @type {KeyboardEvent} */ (event)));
  }

  /** @private @param {Place} stop */
  within(stop) {
    return this.places.filter((place) => stopOf(place) === stop);
  }

  /** @private @param {Place} place */
  choose(place) {
    const [before, now] = [this.current, place].map(stopOf);
    this.told.changed?.(before, false);
    before.tabIndex = -1;
    this.current = place;
    now.tabIndex = 0;
    this.told.changed?.(now, true);
  }

  /** @private @param {KeyboardEvent} event */
  press(event) {
    const { key, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey) return;
    if (key === 'Enter' || key === ' ') {
      event.preventDefault();
      if (!event.repeat) this.told.pressed?.(this.current);
      return;
    }
    const shown = this.places.filter(isShown);
    const last = shown.length - 1;
    const at = shown.indexOf(this.current);
    const to = key === 'Home' ? 0 : key === 'End' ? last : key in STEPS ? at + STEPS[key] : -1;
    if (to < 0 || to > last) return;
    event.preventDefault();
    this.go(shown[to]);
  }

  /** @private @param {Place} place */
  go(place) {
    const isWithin = stopOf(place) === stopOf(this.current);
    this.told.left?.(this.current);
    this.choose(place);
    if (isWithin) this.told.arrived?.(place);
    else stopOf(place).focus();
  }
}

/** @param {readonly Place[]} places in order, at least one @param {Told} [told] */
export const rove = (places, told = {}) => void new Roving(places, told);
