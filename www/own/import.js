/**
 * Files of the reader's as shapes: each decoded, cut where it is a sheet, brought to grey, and centred. What cannot be
 * is told by its name, and takes nothing else along.
 */

import { within } from '../load/deadline.js';
import { entriesOf } from './archive.js';
import { decoded } from './decode.js';
import { exchanged, inkOf } from './grey.js';
import { cellsOf, cut } from './grid.js';
import { MOST_ARCHIVE_BYTES, MOST_SHAPES } from './limits.js';
import { Refused, saidOf } from './refused.js';

/** @typedef {import('./archive.js').Codec} Codec */
/** @typedef {import('./grey.js').Grey} Grey */
/** @typedef {import('./refused.js').Said} Said */
/** @typedef {{ plain: Uint8Array, exchanged: Uint8Array }} Found a shape, and with ground and ink exchanged */
/**
 * @typedef {object} Imported
 * @property {Found[]} found
 * @property {{ name: string, why: Said }[]} refused
 * @property {number} coloured pictures that were
 * @property {number} empty cells of sheets
 * @property {number} left what there was no room for
 */
/**
 * @typedef {object} How
 * @property {number} columns of each picture
 * @property {number} rows
 * @property {number} room for so many shapes
 * @property {import('./set.js').Ask} ask
 * @property {() => Promise<Codec>} codec
 * @property {(done: number, of: number) => void} onProgress
 * @property {AbortSignal} signal
 */

/** Pictures between which the page may draw. */
const BREATH = 8;
/** A disk that sleeps takes seconds, and a zip a while; one picture is a few MB. */
const FILE_MS = 10_000;
const ARCHIVE_MS = 30_000;

const breath = () => new Promise((resolve) => setTimeout(resolve, 0));

/** Its first bytes tell. @param {Blob} file */
async function isArchive(file) {
  const head = await bytesOf(file.slice(0, 4), FILE_MS);
  return head.length === 4 && head.every((byte, at) => byte === [0x50, 0x4b, 3, 4][at]);
}

/** @param {Blob} blob @param {number} ms @returns {Promise<Uint8Array<ArrayBuffer>>} */
const bytesOf = async (blob, ms) => new Uint8Array(await within(ms, blob.arrayBuffer(), 'file'));

class Import {
  /** @param {How} how */
  constructor(how) {
    /** @private */
    this.how = how;
    /** @type {Imported} */
    this.result = { found: [], refused: [], coloured: 0, empty: 0, left: 0 };
  }

  /**
   * Does something for a file; what goes wrong with it is kept beside its name.
   * @param {string} name
   * @param {() => Promise<void>} work
   */
  async attempt(name, work) {
    try {
      await work();
    } catch (error) {
      this.result.refused.push({ name, why: saidOf(error) });
    }
  }

  /** @param {readonly File[]} files */
  async take(files) {
    const { onProgress, signal } = this.how;
    // Each picture gives a shape at least, or is told of.
    const some = files.slice(0, MOST_SHAPES);
    this.result.left += files.length - some.length;
    for (const [place, file] of some.entries()) {
      if (signal.aborted) return;
      onProgress(place, some.length);
      if (place % BREATH === 0) await breath();
      await this.attempt(file.name, async () => {
        if (await isArchive(file)) await this.takeArchive(file);
        else await this.takePicture(await bytesOf(file, FILE_MS));
      });
    }
  }

  /** @private */
  get isFull() {
    return this.result.found.length >= this.how.room;
  }

  /** @private @param {File} file */
  async takeArchive(file) {
    if (file.size > MOST_ARCHIVE_BYTES) {
      throw new Refused('why.archiveLarge', MOST_ARCHIVE_BYTES / 1e6);
    }
    const codec = await within(ARCHIVE_MS, this.how.codec(), 'scripts');
    const { entries, left } = entriesOf(await bytesOf(file, ARCHIVE_MS), codec);
    if (entries.length === 0) throw new Refused('why.emptyArchive');
    this.result.left += left;
    for (const [place, { name, bytes }] of entries.entries()) {
      if (this.how.signal.aborted) return;
      if (place % BREATH === 0) await breath();
      const picture = /** @type {Uint8Array<ArrayBuffer>} */ (bytes);
      await this.attempt(`${file.name}: ${name}`, () => this.takePicture(picture));
    }
  }

  /** @private @param {Uint8Array<ArrayBuffer>} bytes */
  async takePicture(bytes) {
    const { columns, rows } = this.how;
    if (this.isFull) {
      this.result.left += 1;
      return;
    }
    const grey = await decoded(bytes);
    if (columns * rows === 1) this.result.found.push(await this.shapeOf(grey));
    else await this.takeSheet(grey, columns, rows);
    if (grey.isColoured) this.result.coloured += 1;
  }

  /**
   * @private
   * @param {Grey} sheet
   * @param {number} columns
   * @param {number} rows
   */
  async takeSheet(sheet, columns, rows) {
    let count = 0;
    const cells = cellsOf(sheet.width, sheet.height, columns, rows);
    for (const [place, cell] of cells.entries()) {
      if (this.isFull) {
        this.result.left += cells.length - place;
        break;
      }
      try {
        this.result.found.push(await this.shapeOf(cut(sheet, cell)));
        count += 1;
      } catch (error) {
        // The last row of a sheet is seldom full.
        if (saidOf(error)[0] !== 'why.plain') throw error;
        this.result.empty += 1;
      }
    }
    if (count === 0) throw new Refused('why.plain');
  }

  /** @private @param {Grey} grey @returns {Promise<Found>} */
  async shapeOf(grey) {
    const { ask } = this.how;
    const ink = inkOf(grey);
    const centred = (/** @type {Uint8Array} */ bytes) =>
      ask('centred', bytes, grey.width, grey.height);
    return { plain: await centred(ink), exchanged: await centred(exchanged(ink)) };
  }
}

/**
 * @param {readonly File[]} files
 * @param {How} how
 * @returns {Promise<Imported>}
 */
export async function importFiles(files, how) {
  const one = new Import(how);
  await one.take(files);
  return one.result;
}
