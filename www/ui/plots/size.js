/** A plot is as large as its frame, which styles give its size; hidden it has none, and keeps the one that it had. */

/** Before it is seen for the first time. */
const LEAST = 100;

/** @param {HTMLElement} frame */
export const sizeOf = ({ clientWidth, clientHeight }) => ({
  width: Math.max(clientWidth, LEAST),
  height: Math.max(clientHeight, LEAST),
});

/**
 * @param {HTMLElement} frame
 * @param {() => import('uplot')} plot
 * @returns {() => void} ends it
 */
export function followSize(frame, plot) {
  const observer = new ResizeObserver(() => {
    const { width, height } = sizeOf(frame);
    const isOther = width !== plot().width || height !== plot().height;
    if (frame.clientWidth > 0 && isOther) plot().setSize({ width, height });
  });
  observer.observe(frame);
  return () => observer.disconnect();
}
