/**
 * Data sets by name: MNIST, which lies beside our files, others that lie in a folder of it or anywhere, and the reader's
 * own, which are in no network.
 */

import { fetchClassifier } from './classifier.js';
import { named } from './errors.js';
import { addressOf, MANIFEST, siteAddressOf } from './files.js';
import { fetchManifest, fetchShard } from './shards.js';

/** @typedef {import('./manifest.js').Manifest} Manifest */
/** @typedef {import('./manifest.js').Shard} Shard */

/**
 * @typedef {object} DataSet
 * @property {string} name by which attributes and links have it
 * @property {() => Promise<Manifest>} manifest
 * @property {(shard: Shard, classes: number, onProgress: (loaded: number) => void) => Promise<Blob>} packed
 *   a shard's bytes, packed by gzip or not: its images one after another, then a label each
 * @property {((manifest: Manifest) => Promise<Blob>) | null} classifier that judges it, where one belongs to it
 */

export const MNIST = 'mnist';
/** The reader's, as long as the page is open. */
export const OWN = 'own';
/** In a folder of their name beside MNIST's files, where a site has them. */
const BESIDE = ['fashion'];

/** @type {DataSet | null} */
let own = null;

/** From now on the reader's own are these. @param {DataSet} set */
export function offerOwn(set) {
  own = set;
}

/**
 * @param {string} name
 * @param {(file: string) => string} address of a file of it
 * @param {Manifest | null} listed where it need not be fetched
 * @returns {DataSet}
 */
const fetched = (name, address, listed) => ({
  name,
  manifest: async () => listed ?? fetchManifest(address('manifest.json')),
  packed: (shard, classes, onProgress) =>
    fetchShard(address(shard.file), shard, classes, onProgress),
  classifier: ({ classifier }) => fetchClassifier(address(classifier?.file ?? '')),
});

/** A folder, or the list in it, as an author names it. @param {string} text */
function folderOf(text) {
  const url = new URL(text, document.baseURI);
  // The path is set and not resolved: one that begins with two slashes would be taken for another host.
  if (!url.pathname.endsWith('.json')) url.pathname = url.pathname.replace(/\/?$/, '/');
  return new URL('.', url);
}

/** What has folders, and is asked over a network. @param {string} name */
const isAddress = (name) =>
  /[./:]/.test(name) &&
  URL.canParse(name, 'https://a.b') &&
  /^https?:$/.test(new URL(name, 'https://a.b').protocol);

/** What a set may be named by, in words. */
export const SET_NAMES = `${[MNIST, ...BESIDE, OWN].join(', ')}, or the address of a folder with a manifest.json`;

/** Whether a set can be named so. @param {string} name */
export const isSetName = (name) => [MNIST, OWN, ...BESIDE].includes(name) || isAddress(name);

/**
 * @param {string} name
 * @returns {DataSet}
 * @throws an error that names it, where there is none of that name
 */
export function setOf(name) {
  if (name === MNIST) return fetched(name, (file) => addressOf(`data/${file}`), MANIFEST);
  if (name === OWN) {
    if (own) return own;
    throw named('MissingError', 'data: there are no images of the reader’s own on this page yet');
  }
  if (BESIDE.includes(name)) {
    return fetched(name, (file) => siteAddressOf(`data/${name}/${file}`), null);
  }
  const folder = folderOf(name);
  return fetched(name, (file) => new URL(file, folder).href, null);
}
