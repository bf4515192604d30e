/** How many of the screen's pixels one of the page's is: another on another screen, and when the page is zoomed. */

/**
 * @param {() => void} changed
 * @returns {() => void} ends it
 */
export function followPixelRatio(changed) {
  /** @type {MediaQueryList} */
  let query;
  const hear = () => {
    leave();
    watch();
    changed();
  };
  const watch = () => {
    query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener('change', hear);
  };
  const leave = () => query.removeEventListener('change', hear);
  watch();
  return leave;
}
