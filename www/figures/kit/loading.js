/** What is being downloaded for a figure, in bytes. */

import { make, write } from '../../ui/dom.js';
import { megabytes } from '../../ui/format.js';

/** @typedef {import('../../run/shared.js').OnProgress} OnProgress */

export class Loading {
  /** @param {(loaded: string, total: string | null) => string} words of megabytes; the total may not be known */
  constructor(words) {
    /** @private */
    this.words = words;
    /** @private */
    this.text = make('span', {}, words(megabytes(0), null));
    /** @private */
    this.bar = make('progress', { max: 1, 'aria-label': words('', null) });
    this.element = make('div', { class: 'loading', hidden: true }, this.text, this.bar);
    /** @private @type {Map<string, { loaded: number, total: number | null }>} */
    this.parts = new Map();
  }

  /** @param {string} name of a download @returns {OnProgress} */
  part(name) {
    return (loaded, total) => {
      this.parts.set(name, { loaded, total });
      this.show();
    };
  }

  hide() {
    this.parts.clear();
    this.element.hidden = true;
  }

  /** @private */
  show() {
    const parts = [...this.parts.values()];
    const sum = (/** @type {number[]} */ values) => values.reduce((one, other) => one + other, 0);
    const loaded = sum(parts.map((part) => part.loaded));
    const isKnown = parts.every(({ total }) => total !== null);
    const total = sum(parts.map((part) => part.total ?? 0));
    this.element.hidden = false;
    if (isKnown && total > 0) this.bar.value = loaded / total;
    else this.bar.removeAttribute('value');
    write(this.text, this.words(megabytes(loaded), isKnown ? megabytes(total) : null));
  }
}
