/** Whether the reader sees a lab, or nearly: the page is shown, and the lab within half a screen of it. */

const NEAR = '50% 0px';

export class Presence {
  /**
   * @param {Element} element
   * @param {{ changed: (isNear: boolean, isFirst: boolean) => void, hidden: (isHidden: boolean) => void }} listener
   */
  constructor(element, { changed, hidden }) {
    let isFirst = true;
    let isNear = false;
    /** @private */
    this.observer = new IntersectionObserver(
      (entries) => {
        const { isIntersecting } = entries[entries.length - 1];
        if (!isFirst && isIntersecting === isNear) return;
        isNear = isIntersecting;
        changed(isNear, isFirst);
        isFirst = false;
      },
      { rootMargin: NEAR },
    );
    this.observer.observe(element);
    /** @private */
    this.follow = () => hidden(document.hidden);
    document.addEventListener('visibilitychange', this.follow);
    this.follow();
  }

  dispose() {
    this.observer.disconnect();
    document.removeEventListener('visibilitychange', this.follow);
  }
}
