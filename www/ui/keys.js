/** What keys do in a lab or a figure, and that they do nothing else: the page around may have its own use for them. */

const PRESSED = 'button, summary, a, [role=button]';
const TYPED = 'input, select, textarea';

/** @param {KeyboardEvent} event */
const isPress = ({ key }) => key === 'Enter' || key === ' ';

/** Whether it was typed into a field of ours, or presses a button. @param {KeyboardEvent} event */
function isOurs(event) {
  const target = event.composedPath()[0];
  if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (target.closest(TYPED)) return event.key !== 'Tab';
  return isPress(event) && target.closest(PRESSED) !== null;
}

/**
 * A key that is held down presses a control once: browsers click a button for as long as Enter is held, and what is
 * pressed here is often undone by the next press.
 * @param {KeyboardEvent} event
 */
function ignoreHeld(event) {
  const target = event.composedPath()[0];
  if (!event.repeat || !isPress(event)) return;
  if (target instanceof Element && target.closest(PRESSED)) event.preventDefault();
}

/**
 * Decks turn their slides at arrows and at letters, wherever they were typed. What was handled here, and what is typed
 * into our fields, does not leave. To be called after all else that hears keys.
 * @param {HTMLElement} root around the controls
 */
export function keepKeys(root) {
  /** Keys that are down and were ours: so are their ways up. @type {Set<string>} */
  const down = new Set();
  root.addEventListener('keydown', ignoreHeld, { capture: true });
  root.addEventListener('keydown', (event) => {
    if (!event.defaultPrevented && !isOurs(event)) return;
    event.stopPropagation();
    down.add(event.code);
  });
  root.addEventListener('keypress', (event) => {
    if (down.has(event.code) || isOurs(event)) event.stopPropagation();
  });
  root.addEventListener('keyup', (event) => {
    if (down.delete(event.code) || isOurs(event)) event.stopPropagation();
  });
  // Where the focus leaves, nobody here hears of the way up.
  root.addEventListener('focusout', () => down.clear());
}
