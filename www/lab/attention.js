/** Whether a reader sees a run: by its lab, or by what else in the page shows it. Where nobody does, it rests. */

import { Presence } from '../ui/presence.js';

/** @typedef {import('./lab.js').Lab} Lab */
/** @typedef {(images: Uint8Array, iteration: number) => void} Drawn */
/** @typedef {{ element: Element, drawn: Drawn | null, end: () => void }} Showing */

export class Attention {
  /** @param {Element} element of the lab */
  constructor(element) {
    /** @private */
    this.element = element;
    /** @private @type {Lab | null} */
    this.lab = null;
    /** @private @type {Presence | null} */
    this.presence = null;
    /** @private What of it is near the reader: the lab, and what shows its run. @type {Set<Element>} */
    this.near = new Set();
    /** @private @type {Set<Showing>} */
    this.showings = new Set();
    /** @private */
    this.isHidden = false;
    /** Neither the lab nor what else shows its run is near the reader. */
    this.isAway = false;
  }

  /** @param {Lab} lab that is there now */
  begin(lab) {
    this.lab = lab;
    lab.attention = this;
    this.attend();
    for (const showing of this.showings) this.show(showing, lab);
  }

  /** Looks where the lab is now: it may have come into another window. */
  attend() {
    this.presence?.dispose();
    this.presence = new Presence(this.element, {
      hidden: (isHidden) => {
        this.isHidden = isHidden;
        this.hold();
      },
      changed: (isNear, isFirst) => {
        this.see(this.element, isNear);
        if (!isNear) return;
        // What is there when the page opens was not scrolled to.
        if (!isFirst) this.lab?.claim();
        this.lab?.startByItself();
      },
    });
  }

  end() {
    this.presence?.dispose();
    for (const { end } of this.showings) end();
    this.near.clear();
    if (this.lab) this.lab.attention = null;
    this.presence = this.lab = null;
  }

  /**
   * Something else shows the run, also after the lab was taken out and put back.
   * @param {Element} element
   * @param {Drawn | null} drawn hears of the pictures of its grid; where it is none, distances are shown
   * @returns {() => void} it no longer does
   */
  add(element, drawn) {
    const showing = { element, drawn, end: () => {} };
    this.showings.add(showing);
    if (this.lab) this.show(showing, this.lab);
    return () => {
      this.showings.delete(showing);
      showing.end();
    };
  }

  /** It rests where nobody sees it, unless it was told to go on. */
  hold() {
    if (!this.lab) return;
    const { run, settings } = this.lab;
    const reasons = { hidden: this.isHidden, away: this.lab.isAway };
    for (const reason of /** @type {const} */ (['hidden', 'away'])) {
      if (reasons[reason] && !settings.background) run.pause(reason);
      else run.resume(reason);
    }
    if (this.lab.isSeen && !this.isHidden) this.lab.wake();
  }

  /** @private @param {Showing} showing @param {Lab} lab */
  show(showing, lab) {
    const { element, drawn } = showing;
    const release = drawn ? tellDrawn(lab, drawn) : lab.measurements.want('transport');
    const presence = new Presence(element, {
      hidden: () => {},
      changed: (isNear, isFirst) => {
        this.see(element, isNear);
        if (isNear && !isFirst) lab.claim();
      },
    });
    showing.end = () => {
      release();
      presence.dispose();
      this.see(element, false);
      showing.end = () => {};
    };
  }

  /** @private @param {Element} element @param {boolean} isNear */
  see(element, isNear) {
    if (isNear) this.near.add(element);
    else this.near.delete(element);
    this.isAway = this.near.size === 0;
    this.lab?.seen();
  }
}

/**
 * @param {Lab} lab
 * @param {Drawn} drawn called now, where its grid has been drawn, and whenever it is drawn anew
 * @returns {() => void} ends it
 */
function tellDrawn(lab, drawn) {
  /** @type {import('./state.js').LabState['sample']} */
  let told = null;
  return lab.store.subscribe(({ sample }) => {
    if (!sample || sample === told) return;
    told = sample;
    drawn(sample.images, sample.iteration);
  });
}
