/**
 * The checkpoints that the browser keeps for this site, and beside them a list of what they are, which can be read
 * without them.
 */

import { within as inTime } from '../../load/deadline.js';
import { isNamed } from '../../load/errors.js';
import { isFiniteCheckpoint } from '../../load/finite.js';
import { inOrder, surplus } from './rule.js';

/** @typedef {import('./rule.js').Entry} Entry */
/** @typedef {Entry & { bytes: Uint8Array }} Kept */

const NAME = 'earthmover';
const STORE = 'checkpoints';
const LIST = 'list';
/** A browser that does not answer lets nothing be kept. */
const STORAGE_MS = 10_000;

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('storage failed'));
  });

/** @type {Promise<IDBDatabase> | null} */
let opened = null;

/** Rejects where the browser lets the page store nothing. */
function open() {
  opened ??= inTime(STORAGE_MS, openOnce(), 'storage').catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

async function openOnce() {
  // In a sandboxed frame already this throws.
  const request = indexedDB.open(NAME, 2);
  request.onupgradeneeded = () => {
    const { result: database, transaction } = request;
    const isOld = database.objectStoreNames.contains(STORE);
    if (!isOld) database.createObjectStore(STORE, { keyPath: 'key' });
    database.createObjectStore(LIST, { keyPath: 'key' });
    if (isOld && transaction) list(transaction);
  };
  const database = await settled(request);
  const forget = () => (opened = null);
  database.onversionchange = () => {
    database.close();
    forget();
  };
  // The browser may close it by itself: the next who asks opens it anew.
  database.onclose = forget;
  return database;
}

/** What was kept before there was a list; what is spoilt goes. @param {IDBTransaction} transaction */
function list(transaction) {
  const request = transaction.objectStore(STORE).openCursor();
  request.onsuccess = () => {
    const cursor = request.result;
    if (!cursor) return;
    const { bytes, ...entry } = cursor.value;
    if (isFiniteCheckpoint(bytes)) {
      transaction.objectStore(LIST).put({ ...entry, base: entry.key });
    } else cursor.delete();
    cursor.continue();
  };
}

/**
 * A browser that has lost its storage meanwhile says so here, and not before: it is opened once more.
 * @param {IDBTransactionMode} mode
 */
async function begun(mode) {
  const stores = [STORE, LIST];
  try {
    return (await open()).transaction(stores, mode);
  } catch (error) {
    if (!isNamed(error, 'InvalidStateError')) throw error;
    opened = null;
    return (await open()).transaction(stores, mode);
  }
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(stores: { checkpoints: IDBObjectStore, list: IDBObjectStore }) => Promise<T>} work
 */
async function within(mode, work) {
  const transaction = await begun(mode);
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error ?? new Error('storage failed'));
  });
  // Whoever waits for it hears of it; where nobody does, it is nothing.
  done.catch(() => {});
  const stores = {
    checkpoints: transaction.objectStore(STORE),
    list: transaction.objectStore(LIST),
  };
  const result = await inTime(STORAGE_MS, work(stores), 'storage');
  // Only now it is on the disk, or there was no room for it.
  await inTime(STORAGE_MS, done, 'storage');
  return result;
}

/**
 * @param {{ checkpoints: IDBObjectStore, list: IDBObjectStore }} stores
 * @param {readonly { key: string }[]} entries
 */
const remove = ({ checkpoints, list }, entries) =>
  Promise.all(
    entries.flatMap(({ key }) => [settled(checkpoints.delete(key)), settled(list.delete(key))]),
  );

/** @param {string} base @returns {Promise<Entry[]>} the first offered first */
export const entriesOf = (base) =>
  within('readonly', async ({ list }) => {
    /** @type {Entry[]} */
    const all = await settled(list.getAll());
    return inOrder(all.filter((entry) => entry.base === base));
  });

/** @param {string} key @returns {Promise<Kept | undefined>} */
export const find = (key) =>
  within('readonly', async ({ checkpoints, list }) => {
    const [kept, entry] = await Promise.all([
      settled(checkpoints.get(key)),
      settled(list.get(key)),
    ]);
    return kept && entry ? { ...entry, bytes: kept.bytes } : undefined;
  });

/**
 * Takes the place of the one with its key. It is on its way to the disk before anything is awaited, since the page may be
 * about to go.
 * @param {Kept} kept
 */
const put = ({ bytes, ...entry }) =>
  within('readwrite', ({ checkpoints, list }) => {
    const puts = [checkpoints.put({ key: entry.key, bytes }), list.put(entry)].map(settled);
    checkpoints.transaction.commit();
    return Promise.all(puts);
  });

/**
 * Keeps one, and lets go of what is too much.
 * @param {Kept} kept
 * @param {Entry | null} [followed] which it goes on from: that goes, where nobody else has gone on with it
 */
export async function keep(kept, followed = null) {
  await put(kept);
  const isOver = (/** @type {Entry} */ { key, saved }) =>
    followed !== null && key !== kept.key && key === followed.key && saved === followed.saved;
  await within('readwrite', async (stores) => {
    /** @type {Entry[]} */
    const all = await settled(stores.list.getAll());
    const rest = all.filter((one) => !isOver(one));
    await remove(stores, [...all.filter(isOver), ...surplus(rest)]);
  });
}

/** @param {string} base all that is kept for it */
export const forget = (base) =>
  within('readwrite', async (stores) => {
    /** @type {Entry[]} */
    const all = await settled(stores.list.getAll());
    await remove(
      stores,
      all.filter((entry) => entry.base === base),
    );
  });
