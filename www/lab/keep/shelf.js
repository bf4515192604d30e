/** The checkpoints that the browser keeps for this site: one for each key, the few used last. */

/**
 * @typedef {object} Kept
 * @property {string} key
 * @property {number} iteration
 * @property {number} saved when, as `Date.now` has it
 * @property {number} used when it was saved or resumed last
 * @property {Uint8Array} bytes
 */

const NAME = 'earthmover';
const STORE = 'checkpoints';
const MOST = 5;

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
const settled = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** @type {Promise<IDBDatabase> | null} */
let opened = null;

/** Rejects where the browser lets the page store nothing. */
function open() {
  opened ??= openOnce().catch((error) => {
    opened = null;
    throw error;
  });
  return opened;
}

async function openOnce() {
  // In a sandboxed frame already this throws.
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () =>
    request.result.createObjectStore(STORE, { keyPath: 'key' }).createIndex('used', 'used');
  const database = await settled(request);
  database.onversionchange = () => {
    database.close();
    opened = null;
  };
  return database;
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => Promise<T>} work
 */
async function within(mode, work) {
  const database = await open();
  const transaction = database.transaction(STORE, mode);
  const done = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  done.catch(() => {});
  const result = await work(transaction.objectStore(STORE));
  // Only now it is on the disk, or there was no room for it.
  await done;
  return result;
}

/**
 * @param {string} key
 * @returns {Promise<Kept | undefined>}
 */
export const find = (key) => within('readonly', (store) => settled(store.get(key)));

/** @param {Kept} kept takes the place of the one with its key; those used longest ago go */
export const keep = (kept) =>
  within('readwrite', async (store) => {
    await settled(store.put(kept));
    const keys = await settled(store.index('used').getAllKeys());
    await Promise.all(keys.slice(0, -MOST).map((key) => settled(store.delete(key))));
  });

/** @param {string} key */
export const forget = (key) => within('readwrite', (store) => settled(store.delete(key)));
