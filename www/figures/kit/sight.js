/** Whether the reader sees a figure, or nearly, in a page that is shown. What is not seen does not train. */

import { Presence } from '../../ui/presence.js';

export class Sight {
  /**
   * @param {Element} element
   * @param {() => void} changed
   */
  constructor(element, changed) {
    /** @private */
    this.isNear = false;
    /** @private */
    this.isHidden = false;
    let isOpen = false;
    /** @private */
    this.presence = new Presence(element, {
      changed: (isNear) => {
        this.isNear = isNear;
        changed();
      },
      hidden: (isHidden) => {
        this.isHidden = isHidden;
        // What it is at first is no change.
        if (isOpen) changed();
      },
    });
    isOpen = true;
  }

  get isSeen() {
    return this.isNear && !this.isHidden;
  }

  dispose() {
    this.isNear = false;
    this.presence.dispose();
  }
}
