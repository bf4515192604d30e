/** The colours of a lab, for what is drawn on a canvas. */

const scheme = matchMedia('(prefers-color-scheme: dark)');

export class Theme {
  /** @param {HTMLElement} probe an element of the lab that nobody sees */
  constructor(probe) {
    /** @private */
    this.probe = probe;
    /** @private Asked for at every drawing, so read once per theme. @type {Map<string, string>} */
    this.known = new Map();
    /** @private @type {Set<() => void>} */
    this.listeners = new Set();
    /** Something else has changed than the scheme. */
    this.renew = () => {
      this.known.clear();
      for (const listener of this.listeners) listener();
    };
    scheme.addEventListener('change', this.renew);
  }

  /**
   * As the browser computes it, whatever the author has written.
   * @param {string} name a custom property, with its dashes
   * @returns {string}
   */
  colour(name) {
    const known = this.known.get(name);
    if (known) return known;
    this.probe.style.color = `var(${name})`;
    const { color } = getComputedStyle(this.probe);
    if (color) this.known.set(name, color);
    return color;
  }

  /** @param {() => void} changed */
  onChange(changed) {
    this.listeners.add(changed);
  }

  dispose() {
    this.listeners.clear();
    scheme.removeEventListener('change', this.renew);
  }
}
