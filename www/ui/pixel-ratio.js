/** How many of the screen's pixels one of the page's is: another on another screen, and when the page is zoomed. */

/**
 * A window that comes to another screen, or is zoomed, is told so as one that has another size; where its size stays
 * the same a media query tells.
 * @param {() => void} changed
 * @returns {() => void} ends it
 */
export function followPixelRatio(changed) {
  let ratio = devicePixelRatio;
  let query = matchMedia(`(resolution: ${ratio}dppx)`);
  const hear = () => {
    if (devicePixelRatio === ratio) return;
    query.removeEventListener('change', hear);
    ratio = devicePixelRatio;
    query = matchMedia(`(resolution: ${ratio}dppx)`);
    query.addEventListener('change', hear);
    changed();
  };
  query.addEventListener('change', hear);
  addEventListener('resize', hear);
  return () => {
    query.removeEventListener('change', hear);
    removeEventListener('resize', hear);
  };
}
