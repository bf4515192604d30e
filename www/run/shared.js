/**
 * What all runs of a page have in common: each module is compiled once and each file downloaded once, however
 * many ask. What failed is forgotten, so that the next who asks tries again.
 */

import { SaidError } from '../load/errors.js';
import { classesOf } from '../load/manifest.js';
import { offerOwn, OWN, setOf } from '../load/sets.js';
import { compileModule } from '../load/wasm-module.js';
import { say } from '../strings/say.js';

/** @typedef {import('../load/wasm-module.js').ModuleName} ModuleName */
/** @typedef {import('../protocol.js').Shard} Shard */
/** @typedef {(loaded: number, total: number | null) => void} OnProgress */

/** @template T */
class Download {
  /** @param {(onProgress: OnProgress) => Promise<T>} begin */
  constructor(begin) {
    /** @private None once it is over, so that nobody who asks later is held for ever. @type {OnProgress[] | null} */
    this.listeners = [];
    /** @private */
    this.loaded = 0;
    /** @private @type {number | null} */
    this.total = null;
    this.result = begin((loaded, total) => this.tell(loaded, total)).finally(() => {
      this.listeners = null;
    });
  }

  /** @param {OnProgress} listener */
  listen(listener) {
    this.listeners?.push(listener);
    listener(this.loaded, this.total);
  }

  /**
   * @private
   * @param {number} loaded
   * @param {number | null} total
   */
  tell(loaded, total) {
    this.loaded = loaded;
    this.total = total;
    for (const listener of this.listeners ?? []) listener(loaded, total);
  }
}

/** By what they bring. @type {Map<string, Download<any>>} */
const downloads = new Map();

/**
 * @template T
 * @param {string} key
 * @param {(onProgress: OnProgress) => Promise<T>} begin
 * @param {OnProgress} [onProgress]
 * @returns {Promise<T>}
 */
function once(key, begin, onProgress = () => {}) {
  const download = downloads.get(key) ?? new Download(begin);
  if (!downloads.has(key)) {
    downloads.set(key, download);
    download.result.catch(() => downloads.delete(key));
  }
  download.listen(onProgress);
  return download.result;
}

/**
 * @param {ModuleName} name
 * @param {OnProgress} onProgress
 */
export const compiledModule = (name, onProgress) =>
  once(`module ${name}`, (tell) => compileModule(name, tell), onProgress);

/** What a data set says of itself. @param {string} data its name */
export const manifest = (data) => once(`manifest ${data}`, () => setOf(data).manifest());

/**
 * @param {string} data
 * @param {Shard} shard
 * @param {(loaded: number) => void} onProgress
 */
export const packedShard = (data, shard, onProgress) =>
  once(
    `shard ${data} ${shard.file}`,
    async (tell) => {
      const classes = classesOf(await manifest(data));
      return setOf(data).packed(shard, classes, (loaded) => tell(loaded, shard.bytes));
    },
    onProgress,
  );

/** The file that `quality` judges a set by; nobody needs it before. @param {string} data */
export const classifierFile = (data) =>
  once(`classifier ${data}`, async () => {
    const { classifier } = setOf(data);
    const list = await manifest(data);
    if (classifier && list.classifier) return classifier(list);
    throw new SaidError(say('data.noClassifier'));
  });

/** The reader's own images are these from now on. @param {import('../load/sets.js').DataSet} set */
export function offer(set) {
  offerOwn(set);
  for (const key of downloads.keys()) if (key.split(' ')[1] === OWN) downloads.delete(key);
}

/** Tells one set of images from another, for links that promise the same curve. @param {string} data */
export async function digitsMark(data) {
  const { train } = await manifest(data);
  return train.map(({ sha256 }) => sha256.slice(0, 2)).join('');
}
