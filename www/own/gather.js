/** The files that a reader has dropped or chosen, out of folders too. */

import { within as inTime } from '../load/deadline.js';
import { MOST_SHAPES } from './limits.js';

/** Folders have what systems leave in them. @param {string} name */
const isHidden = (name) => name.startsWith('.');

/** One more than may be taken, so that it is seen to be too many: a folder may be a whole disk. */
const ENOUGH = 10 * MOST_SHAPES + 1;

/** A disk that sleeps takes seconds. */
const DISK_MS = 10_000;

/** @param {FileSystemFileEntry} entry @returns {Promise<File>} */
const fileOf = (entry) =>
  inTime(DISK_MS, new Promise((resolve, reject) => entry.file(resolve, reject)), 'file');

/** @param {FileSystemDirectoryEntry} folder @returns {Promise<FileSystemEntry[]>} */
async function within(folder) {
  const reader = folder.createReader();
  /** @type {FileSystemEntry[]} */
  const all = [];
  // It gives a hundred at a time, and none at the end.
  for (;;) {
    /** @type {Promise<FileSystemEntry[]>} */
    const read = new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    /** @type {FileSystemEntry[]} */
    const some = await inTime(DISK_MS, read, 'file');
    if (some.length === 0 || all.length > ENOUGH) return all;
    all.push(...some);
  }
}

/**
 * @param {FileSystemEntry} entry
 * @param {File[]} files that it adds to
 */
async function collect(entry, files) {
  if (isHidden(entry.name) || files.length > ENOUGH) return;
  if (entry.isFile) files.push(await fileOf(/** @type {FileSystemFileEntry} */ (entry)));
  if (!entry.isDirectory) return;
  const inner = await within(/** @type {FileSystemDirectoryEntry} */ (entry));
  for (const one of inner.sort((a, b) => a.name.localeCompare(b.name))) await collect(one, files);
}

/**
 * @param {DataTransfer} transfer of a drop; it is empty once anything has been awaited
 * @returns {Promise<File[]>}
 */
export async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.() ?? null);
  const plain = [...transfer.files];
  // What a page has made is no entry of a file system.
  if (entries.some((entry) => !entry)) return plain;
  /** @type {File[]} */
  const files = [];
  for (const entry of entries) if (entry) await collect(entry, files);
  return files;
}

/** @param {FileList | null} list of an input, of files or of a folder */
export const chosen = (list) => [...(list ?? [])].filter(({ name }) => !isHidden(name));
