/** What a browser has kept of the reader's own images, without what is none of it: another version may have written there. */

import { PIXELS } from '../shape.js';
import { MOST_MADE, MOST_SHAPES, MOST_STRENGTHS } from './limits.js';

/** @typedef {import('./set.js').Strengths} Strengths */
/** @typedef {{ shapes: Uint8Array[], strengths: Strengths, count: number | null }} Found */

/** Up to these a shape is the shape that was drawn. @type {Readonly<Strengths>} */
export const USUAL = { shift: 2, turn: 12, stretch: 0.15 };

/** @param {any} given of any kind @returns {Strengths} */
function strengthsOf(given) {
  const found = { ...USUAL };
  for (const name of /** @type {(keyof Strengths)[]} */ (Object.keys(USUAL))) {
    const value = given?.[name];
    const isOne = Number.isFinite(value) && value >= 0 && value <= MOST_STRENGTHS[name];
    if (isOne) found[name] = value;
  }
  return found;
}

/** @param {unknown} count */
const isCount = (count) =>
  Number.isInteger(count) && Number(count) > 0 && Number(count) <= MOST_MADE;

/**
 * @param {any} kept
 * @returns {Found | null} null where it is none
 */
export function keptOf(kept) {
  if (!(kept?.images instanceof Uint8Array)) return null;
  const { images, strengths, count } = kept;
  const length = Math.min(MOST_SHAPES, Math.floor(images.length / PIXELS));
  return {
    shapes: Array.from({ length }, (_, place) =>
      images.slice(place * PIXELS, (place + 1) * PIXELS),
    ),
    strengths: strengthsOf(strengths),
    count: isCount(count) ? count : null,
  };
}
