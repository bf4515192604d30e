/** What a data set says of itself: the list of its shards, its names, and whose images they are. */

import { SaidError } from './errors.js';
import { say } from '../strings/say.js';
import { MOST_CLASSES, SIDE } from '../shape.js';

/**
 * @typedef {object} Shard
 * @property {string} file
 * @property {number} first
 * @property {number} count
 * @property {number} bytes compressed
 * @property {string} sha256 of the decompressed shard; empty where nobody could compute it
 * @property {number} fromIteration
 */

/**
 * @typedef {object} Manifest
 * @property {2} format
 * @property {string} name
 * @property {string | Record<string, string>} title one, or one for each language
 * @property {number} width of an image, in pixels
 * @property {number} height
 * @property {number} channels 1 of grey images
 * @property {string[]} labels names of the classes; none where images are of one class
 * @property {string} licence
 * @property {string} credit whose images they are
 * @property {string | null} link where they are from
 * @property {{ file: string, bytes: number, sha256: string } | null} classifier that judges them, where one belongs to them
 * @property {Shard[]} train
 * @property {Shard[]} test
 */

const LIST = 'manifest.json';
/** A name in the set's own folder: nothing that an address takes for a scheme, a query, an escape or a way up. */
const NAME = /^(?![\s.])[^/\\?#%:\p{Cc}]{1,80}$/u;
/** Images of a shard, at most: as many as take 80 MB. */
const MOST_IMAGES = 100_000;

/** @param {unknown} value @returns {value is string} */
const isText = (value) => typeof value === 'string';
/** @param {unknown} value */
const isCount = (value) => Number.isSafeInteger(value) && /** @type {number} */ (value) >= 0;
/** @param {unknown} name */
const isFile = (name) => isText(name) && NAME.test(name);
/** One title, or those of languages. @param {any} title @returns {unknown[]} */
const titlesOf = (title) =>
  isText(title) || Array.isArray(title) ? [title] : Object.values(title ?? {});

/** @param {any} shard */
const isShard = (shard) =>
  isFile(shard?.file) &&
  [shard.first, shard.count, shard.bytes, shard.fromIteration].every(isCount) &&
  shard.count > 0 &&
  shard.count <= MOST_IMAGES &&
  isText(shard.sha256);

/** What of a list is not as it must be, by its name; null where all is. @param {any} list */
function faultOf(list) {
  const { title, labels, licence, credit, link, classifier, train, test } = list;
  const titles = titlesOf(title);
  if (titles.length === 0 || !titles.every(isText)) return 'title';
  if (!Array.isArray(labels) || !labels.every(isText) || labels.length > MOST_CLASSES)
    return 'labels';
  if (!isText(licence)) return 'licence';
  if (!isText(credit)) return 'credit';
  if (link !== null && !(isText(link) && /^https?:\/\//.test(link))) return 'link';
  if (classifier !== null && !isFile(classifier?.file)) return 'classifier';
  if (!Array.isArray(train) || train.length === 0 || !train.every(isShard)) return 'train';
  if (!Array.isArray(test) || !test.every(isShard)) return 'test';
  return null;
}

/**
 * A list of what can be used here.
 * @param {Uint8Array} bytes
 * @returns {Manifest}
 * @throws SaidError
 */
export function manifestOf(bytes) {
  /** @type {any} */
  let list;
  try {
    list = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new SaidError(say('load.broken', LIST));
  }
  if (list?.format !== 2) throw new SaidError(say('data.format', String(list?.format)));
  const { width, height, channels } = list;
  if (width !== SIDE || height !== SIDE || channels !== 1) {
    throw new SaidError(say('data.shape', `${width} × ${height} × ${channels}`, SIDE));
  }
  const fault = faultOf(list);
  if (fault) throw new SaidError(say('data.field', LIST, fault));
  return list;
}

/** How many classes its images are of. @param {Pick<Manifest, 'labels'>} manifest */
export const classesOf = ({ labels }) => Math.max(1, labels.length);

/** @param {Pick<Manifest, 'title'>} manifest @param {string} language */
export const titleOf = ({ title }, language) =>
  isText(title) ? title : (title[language] ?? title.en ?? Object.values(title)[0]);
