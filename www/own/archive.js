/** A collection as one file, and back: a zip of PNG files, which any program opens. */

import { SIDE } from '../shape.js';
import { MOST_ARCHIVE_BYTES, MOST_IMAGE_BYTES, MOST_SHAPES } from './limits.js';
import { pngOf } from './png.js';
import { Refused } from './refused.js';

/** @typedef {Pick<typeof import('fflate'), 'zipSync' | 'unzipSync' | 'zlibSync'>} Codec what packs and unpacks */
/** @typedef {{ name: string, bytes: Uint8Array }} Entry */

/** Folders, and what systems leave in them. @param {string} name */
const isNothing = (name) => name.endsWith('/') || /(^|\/)(\.|__MACOSX)/.test(name);

/**
 * @param {readonly Uint8Array[]} images
 * @param {Codec} codec
 */
export function archiveOf(images, { zipSync, zlibSync }) {
  const names = images.map((_, place) => `shape-${String(place + 1).padStart(4, '0')}.png`);
  const files = images.map((image, place) => [names[place], pngOf(image, SIDE, zlibSync)]);
  // They are packed already.
  return zipSync(Object.fromEntries(files), { level: 0 });
}

/**
 * @param {Uint8Array} bytes
 * @param {Codec} codec
 * @returns {{ entries: Entry[], left: number }} how many more there were than there may be
 * @throws Refused where it is none, or would be too much
 */
export function entriesOf(bytes, { unzipSync }) {
  let count = 0;
  let all = 0;
  // Files come in a table by their names, in which a second of one name would take the place of the first, unheard.
  const names = new Set(['__proto__']);
  const filter = (/** @type {import('fflate').UnzipFileInfo} */ { name, size, originalSize }) => {
    if (isNothing(name)) return false;
    count += 1;
    if (count > MOST_SHAPES) return false;
    if (names.has(name)) throw new Refused('why.brokenArchive');
    names.add(name);
    // Of what is not compressed as many bytes are taken as it has, whatever it says that it will be.
    const most = Math.max(size, originalSize);
    all += most;
    if (most > MOST_IMAGE_BYTES || all > MOST_ARCHIVE_BYTES) {
      throw new Refused('why.archiveLarge', MOST_ARCHIVE_BYTES / 1e6);
    }
    return true;
  };
  try {
    const found = Object.entries(unzipSync(bytes, { filter }));
    const entries = found.map(([name, content]) => ({ name, bytes: content }));
    return { entries, left: Math.max(0, count - MOST_SHAPES) };
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused('why.brokenArchive');
  }
}
