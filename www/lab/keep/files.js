/** Files to the reader and from the reader. */

import { within } from '../../load/deadline.js';
import { refusalOf } from '../../load/errors.js';
import { say } from '../../strings/say.js';
import { megabytes } from '../../ui/format.js';
import { make } from '../../ui/dom.js';

/** @typedef {import('../lab.js').Lab} Lab */

/** The largest run there may be is about half of it. */
const MOST_BYTES = 1e9;
const HOLD_MS = 60_000;
/** A hundred megabytes of a slow disk, or of a network's. */
const FILE_MS = 60_000;
/** Until it is said that it takes long. */
const SOON_MS = 10_000;

/**
 * @param {string} name
 * @param {BlobPart[]} parts of its content
 * @param {string} type
 */
export function download(name, parts, type) {
  const href = URL.createObjectURL(new Blob(parts, { type }));
  make('a', { href, download: name }).click();
  // The browser reads it when it likes.
  setTimeout(() => URL.revokeObjectURL(href), HOLD_MS);
}

/**
 * @param {Lab} lab
 * @param {number} iteration
 * @param {string} ending
 */
export const fileName = ({ settings: { preset, seed } }, iteration, ending) =>
  `earthmover-${preset}-seed${seed}-iteration${iteration}.${ending}`;

/**
 * Goes on with the run of a file. What is wrong with it is said, and the run goes on as it was.
 * @param {Lab} lab
 * @param {File} file
 */
export async function loadFile(lab, file) {
  const { name, size } = file;
  if (size > MOST_BYTES) {
    return lab.notice(say('keep.tooLarge', name, megabytes(size), megabytes(MOST_BYTES)));
  }
  const slow = setTimeout(() => lab.notice(say('keep.slow', name)), SOON_MS);
  try {
    const bytes = new Uint8Array(await within(FILE_MS, file.arrayBuffer(), 'file'));
    clearTimeout(slow);
    await lab.live();
    await lab.load(bytes);
  } catch (error) {
    lab.notice(say('keep.refused', name, refusalOf(error)));
  } finally {
    clearTimeout(slow);
  }
}
