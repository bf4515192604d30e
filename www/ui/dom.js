/** Elements made by script: text is text, never markup. */

/** @typedef {string | number | boolean | null | undefined} Value */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, Value>} [attributes] true is an empty one; false, null and undefined are none
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === false || value === null || value === undefined) continue;
    element.setAttribute(name, value === true ? '' : String(value));
  }
  element.append(...children);
  return element;
}

/**
 * @param {string} name of the control, for tests and themes
 * @param {string} label
 * @param {() => void} press
 * @param {Record<string, Value>} [attributes]
 */
export function button(name, label, press, attributes = {}) {
  const control = { type: 'button', 'data-control': name, part: `button ${name}`, ...attributes };
  const made = make('button', control, label);
  made.addEventListener('click', () => {
    if (made.getAttribute('aria-disabled') !== 'true') press();
  });
  return made;
}

/**
 * Whether a control may be pressed. Not by `disabled`, which would throw the focus away from who has just pressed it.
 * @param {HTMLElement} control
 * @param {boolean} isAllowed
 */
export function allow(control, isAllowed) {
  control.setAttribute('aria-disabled', String(!isAllowed));
}

/**
 * Untouched where nothing changed, so that a live region says only what is new.
 * @param {Element} element
 * @param {string} text
 */
export function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
