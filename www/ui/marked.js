/**
 * What stands for symbols of a text around it: elements that name these, in `data-symbol` where they are words for them,
 * else in `data-marks`. Pointed at, by mouse or by the focus, they tell; and they are lit by their names.
 */

/** @typedef {readonly string[]} Names none where nothing is pointed at */

const MARKED = '[data-symbol], [data-marks]';

/** Also within drawings. @param {EventTarget | null} target */
const markAt = (target) => (target instanceof Element ? target.closest(MARKED) : null);

/** @param {Element} mark */
export const namesOf = (mark) =>
  (mark.getAttribute('data-symbol') ?? mark.getAttribute('data-marks') ?? '').split(' ');

/** @param {Iterable<Element>} marks @param {Names} names */
export function lightMarks(marks, names) {
  for (const mark of marks) {
    mark.toggleAttribute(
      'data-lit',
      namesOf(mark).some((name) => names.includes(name)),
    );
  }
}

/** @param {HTMLElement} root with all its parts in it @param {(names: Names) => void} point */
export function hearMarks(root, point) {
  const come = (/** @type {Event} */ { target }) => {
    const mark = markAt(target);
    if (mark) point(namesOf(mark));
  };
  const leave = (/** @type {Event} */ { target }) => {
    if (markAt(target)) point([]);
  };
  root.addEventListener('focusin', come);
  root.addEventListener('focusout', leave);
  // A finger that rests nowhere has pointed at nothing: it taps.
  root.addEventListener('pointerover', (event) => event.pointerType !== 'touch' && come(event));
  root.addEventListener('pointerout', (event) => event.pointerType !== 'touch' && leave(event));
}
