/** Whether the reader sees a lab, or nearly: the page is shown, and the lab within half a screen of it. */

import { Nearness } from './nearness.js';

const NEAR = '50% 0px';

export class Presence {
  /**
   * @param {Element} element
   * @param {{ changed: (isNear: boolean, isFirst: boolean) => void, hidden: (isHidden: boolean) => void }} listener
   * @param {string} [margin] how near is near, as of an IntersectionObserver
   */
  constructor(element, { changed, hidden }, margin = NEAR) {
    let isFirst = true;
    let isNear = false;
    /** @private */
    this.observer = new Nearness((entries) => {
      const { isIntersecting } = entries[entries.length - 1];
      if (!isFirst && isIntersecting === isNear) return;
      isNear = isIntersecting;
      changed(isNear, isFirst);
      isFirst = false;
    }, margin);
    this.observer.observe(element);
    /** @private A lab may be in another window than its scripts. */
    this.document = element.ownerDocument;
    /** @private */
    this.follow = () => hidden(this.document.hidden);
    this.document.addEventListener('visibilitychange', this.follow);
    this.follow();
  }

  dispose() {
    this.observer.disconnect();
    this.document.removeEventListener('visibilitychange', this.follow);
  }
}
