/** The four steps of a draw, in words: which one it is at, and what came of it. */

import { make, write } from '../../ui/dom.js';

export class StepsList {
  /** @param {HTMLElement[]} titles */
  constructor(titles) {
    /** @private */
    this.items = titles.map((title) => {
      const value = make('span', { class: 'outcome' });
      return { element: make('li', {}, title, value), value };
    });
    this.element = make('ol', { class: 'steps' }, ...this.items.map(({ element }) => element));
  }

  /**
   * @param {number} current from 1; 0 for none
   * @param {string[]} outcomes of the steps that have been made
   */
  show(current, outcomes) {
    this.items.forEach(({ element, value }, at) => {
      const isCurrent = at + 1 === current;
      if (isCurrent) element.setAttribute('aria-current', 'step');
      else element.removeAttribute('aria-current');
      write(value, outcomes[at] ?? '');
    });
  }
}
