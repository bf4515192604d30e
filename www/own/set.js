/** The reader's shapes as a data set of the lab: they, and variants of them. */

import { within } from '../load/deadline.js';
import { sha256 } from '../load/unpack.js';
import { PIXELS, SIDE } from '../shape.js';
import { LEAST_MADE, MADE_EACH, MOST_MADE } from './limits.js';

/** @typedef {import('../load/sets.js').DataSet} DataSet */
/** @typedef {import('../load/manifest.js').Manifest} Manifest */
/** @typedef {import('../figures/worker/shape-answers.js').Strengths} Strengths */
/** @typedef {(name: string, ...ask: unknown[]) => Promise<any>} Ask of the worker that computes figures */

/** Images a question: some milliseconds, so that a figure that is dragged meanwhile does not stand. */
const PART = 400;

/** Variants of each place are the same at every visit. */
export const SEED = 1;

export const TITLE = { en: 'Your own images', zh: '你自己的图像' };

/** How many images are made of so many shapes where the reader has not said. @param {number} shapes */
export const countFor = (shapes) => Math.min(MOST_MADE, Math.max(LEAST_MADE, MADE_EACH * shapes));

/** Sets of this page, so that no file of one is taken for another's. */
let made = 0;

const DIGEST_MS = 10_000;

/** Without a secure context there is none, and where it cannot be had nothing is lost. @param {Uint8Array<ArrayBuffer>} bytes */
async function sumOf(bytes) {
  if (!globalThis.crypto?.subtle) return '';
  // The images never leave the page: it is done without.
  const sum = await within(DIGEST_MS, sha256(bytes), 'answer').catch(() => '');
  // What is none would be no image's, ever.
  return /^[0-9a-f]{64}$/.test(sum) ? sum : '';
}

/**
 * @param {Uint8Array<ArrayBuffer>} bytes images, then a label 0 for each
 * @param {number} count
 * @returns {Promise<Manifest>}
 */
async function manifestOf(bytes, count) {
  made += 1;
  const shard = {
    file: `own-${made}`,
    first: 0,
    count,
    bytes: bytes.length,
    sha256: await sumOf(bytes),
    fromIteration: 0,
  };
  return {
    format: 2,
    name: 'own',
    title: TITLE,
    width: SIDE,
    height: SIDE,
    channels: 1,
    labels: [],
    licence: '',
    credit: '',
    link: null,
    classifier: null,
    train: [shard],
    test: [],
  };
}

/**
 * @param {Uint8Array} images the shapes, 2 or more
 * @param {{ strengths: Strengths, count: number }} how
 * @param {Ask} ask
 * @param {(share: number) => void} onProgress
 * @returns {Promise<DataSet>}
 */
export async function makeSet(images, { strengths, count }, ask, onProgress) {
  const bytes = new Uint8Array(count * (PIXELS + 1));
  for (let first = 0; first < count; first += PART) {
    onProgress(first / count);
    const part = Math.min(PART, count - first);
    bytes.set(await ask('shapesVaried', images, strengths, SEED, first, part), first * PIXELS);
  }
  onProgress(1);
  const manifest = await manifestOf(bytes, count);
  const blob = new Blob([bytes]);
  return {
    name: 'own',
    manifest: () => Promise.resolve(manifest),
    packed(shard, _, onLoaded) {
      onLoaded(shard.bytes);
      return Promise.resolve(blob);
    },
    classifier: null,
  };
}
