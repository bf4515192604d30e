/** What the browser keeps of the reader's own images, where the reader wants it to: one collection. */

import { within } from '../load/deadline.js';

/** @typedef {import('./set.js').Strengths} Strengths */
/** @typedef {{ images: Uint8Array, strengths: Strengths, count: number | null }} Kept */

const NAME = 'earthmover-own';
const STORE = 'collections';
const KEY = 'own';
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

async function opened() {
  // In a sandboxed frame already this throws.
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return settled(request);
}

/**
 * One deed, and the storage is closed again: what is kept here is asked for a few times a visit.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} work
 */
async function deed(mode, work) {
  const database = await opened();
  try {
    const transaction = database.transaction(STORE, mode);
    const done = new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error ?? new Error('storage failed'));
    });
    // Where the request is refused, that is what is heard.
    done.catch(() => {});
    const result = await settled(work(transaction.objectStore(STORE)));
    // Only now it is on the disk, or there was no room for it.
    await done;
    return result;
  } finally {
    database.close();
  }
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} work
 */
const inTime = (mode, work) => within(STORAGE_MS, deed(mode, work), 'storage');

/** @returns {Promise<Kept | undefined>} rejects where the browser lets the page store nothing */
export const find = () => inTime('readonly', (store) => store.get(KEY));

/** @param {Kept} kept */
export const keep = (kept) => inTime('readwrite', (store) => store.put(kept, KEY));

export const forget = () => inTime('readwrite', (store) => store.delete(KEY));
