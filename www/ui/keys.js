/**
 * A key that is held down presses a control once: browsers click a button for as long as Enter is held, and what is
 * pressed here is often undone by the next press.
 */

const PRESSED = 'button, summary, a, [role=button]';

/** @param {HTMLElement} root around the controls */
export const ignoreHeldKeys = (root) =>
  root.addEventListener('keydown', (event) => {
    const target = event.composedPath()[0];
    const isPress = event.key === 'Enter' || event.key === ' ';
    if (event.repeat && isPress && target instanceof Element && target.closest(PRESSED)) {
      event.preventDefault();
    }
  });
