/** The data sets of the lab by name, and the reader's own among them once it has been made. */

import { named } from '../load/errors.js';

/** @typedef {import('../load/shards.js').Shard} Shard */
/**
 * @typedef {object} Manifest
 * @property {2} format
 * @property {string} name
 * @property {string | { en: string, zh: string }} title
 * @property {number} width
 * @property {number} height
 * @property {1} channels
 * @property {string[]} labels none where all images are of one class, labelled 0
 * @property {string} licence
 * @property {string} credit
 * @property {string | null} link
 * @property {null | { file: string, bytes: number, sha256: string }} classifier
 * @property {Shard[]} train
 * @property {Shard[]} test
 */
/**
 * @typedef {object} DataSet
 * @property {string} name  what attributes and links name it by ('mnist', 'fashion', an address, 'own')
 * @property {() => Promise<Manifest>} manifest
 * @property {(shard: Shard, onProgress: (loaded: number) => void) => Promise<Blob>} packed  the shard's bytes, gzip or raw: count × 784 image bytes, then count label bytes
 * @property {(() => Promise<Blob>) | null} classifier  null where none belongs to it
 */

/** @type {DataSet | null} */
let own = null;

/** @param {string} name @returns {DataSet} */
export function setOf(name) {
  if (name === 'own' && own) return own;
  throw named('ArgumentError', `there is no data set ${JSON.stringify(name)}`);
}

/** From then on `setOf('own')` gives it. @param {DataSet} set */
export function offerOwn(set) {
  own = set;
}
