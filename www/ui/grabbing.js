/** A mouse may take hold of what is drawn itself, not of its handles alone. A finger scrolls the page there. */

/** @typedef {import('./stage.js').Stage} Stage */
/** @typedef {{ index: number, x: number, y: number }} Grip what is held, and where it lies */

/**
 * @param {Stage} stage
 * @param {object} hold
 * @param {(at: { x: number, y: number }) => Grip | null} hold.grip
 * @param {(index: number, x: number, y: number) => void} hold.moved to where the reader would have it
 * @returns {() => void} lets go for good
 */
export function grabbing(stage, { grip, moved }) {
  const { canvas } = stage;
  const controller = new AbortController();
  const { signal } = controller;
  /** @type {Grip | null} */
  let held = null;
  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0 || event.pointerType === 'touch') return;
      const at = stage.at(event);
      const found = grip(at);
      held = found && { index: found.index, x: found.x - at.x, y: found.y - at.y };
      if (!held) return;
      canvas.setPointerCapture(event.pointerId);
      event.preventDefault();
    },
    { signal },
  );
  canvas.addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerType === 'touch') return;
      const at = stage.at(event);
      if (held) moved(held.index, at.x + held.x, at.y + held.y);
      canvas.style.cursor = held ? 'grabbing' : grip(at) ? 'grab' : '';
    },
    { signal },
  );
  const release = () => {
    held = null;
  };
  canvas.addEventListener('pointerup', release, { signal });
  canvas.addEventListener('pointercancel', release, { signal });
  return () => controller.abort();
}
