/**
 * Animation frames that come. A browser that shows a page and gives it no frame, as some do in frames of other origins that
 * are out of sight, would hold up for ever what is to be drawn and said: then the clock gives one.
 */

/** A frame that is late by so much does not come. */
const LATE_MS = 1_000;

/**
 * @param {(now: number) => void} call once
 * @returns {() => void} takes it back
 */
export function nextFrame(call) {
  let isOver = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const come = (/** @type {number} */ now) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    call(now);
  };
  // A page that is hidden has none, and needs none.
  const miss = () => (document.hidden ? wait() : come(performance.now()));
  const wait = () => void (timer = setTimeout(miss, LATE_MS));
  wait();
  /** @type {number | undefined} */
  let frame;
  try {
    frame = requestAnimationFrame(come);
  } catch {
    // The clock's will come.
  }
  return () => {
    isOver = true;
    clearTimeout(timer);
    if (frame !== undefined) cancelAnimationFrame(frame);
  };
}
