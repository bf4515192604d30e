/** Many elements, of which one is in the tab order: arrow keys go to the next, so that hundreds cost no more than one. */

/** @typedef {HTMLElement | MathMLElement} Place */

/** @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** What is folded away cannot be gone to. @param {Place} element */
const isShown = (element) => element.getClientRects().length > 0;

/**
 * @param {readonly Place[]} elements in order
 * @param {(element: Place, isCurrent: boolean) => void} [changed] which one is in the tab order
 */
export function rove(elements, changed = () => {}) {
  let current = elements[0];
  const choose = (/** @type {Place} */ element) => {
    changed(current, false);
    current.tabIndex = -1;
    current = element;
    current.tabIndex = 0;
    changed(current, true);
  };
  for (const element of elements) {
    element.tabIndex = -1;
    element.addEventListener('focus', () => {
      if (element !== current) choose(element);
    });
    element.addEventListener('keydown', (event) => {
      const { key, ctrlKey, metaKey, altKey } = /** @type {KeyboardEvent} */ (event);
      if (ctrlKey || metaKey || altKey) return;
      const shown = elements.filter(isShown);
      const last = shown.length - 1;
      const at = shown.indexOf(element);
      const to = key === 'Home' ? 0 : key === 'End' ? last : key in STEPS ? at + STEPS[key] : -1;
      if (to < 0 || to > last) return;
      event.preventDefault();
      shown[to].focus();
    });
  }
  choose(current);
}
