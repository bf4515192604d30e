/** Shards: packed images with a label each, as they came over a network. */

import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { unpackShard } from '../../../www/load/unpack.js';
import { PIXELS } from '../../../www/shape.js';
import { takenLater } from '../asked.js';
import { anyBytes, spoilt } from '../edits/bytes.js';
import { law } from '../trying.js';

const COUNT = 2;
const CLASSES = 3;
const LENGTH = COUNT * (PIXELS + 1);
/** A stream passes on chunks, of which one may be too many. */
const CHUNK = 1 << 17;

const bytesOf = (/** @type {Uint8Array} */ bytes) => Uint8Array.from(bytes);
const whole = Uint8Array.from({ length: LENGTH }, (_, at) =>
  at < COUNT * PIXELS ? at % 251 : at % CLASSES,
);
/** Sums are of hexadecimals; another one is another's. */
const SUM = Buffer.from(await crypto.subtle.digest('SHA-256', whole)).toString('hex');
const packed = bytesOf(gzipSync(whole));
/** @type {[Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>, boolean]} */
const LIKE_PACKED = [Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0), new Uint8Array(COUNT), false];
/** What is a thousand times as much once it is unpacked. */
const swollen = bytesOf(gzipSync(new Uint8Array(32e6)));

const shardOf = (/** @type {string} */ sha256, count = COUNT) => ({
  file: 'train-00.gz',
  first: 0,
  count,
  bytes: packed.length,
  sha256,
  fromIteration: 0,
});

/** What `work` has had unpacked, in bytes. @param {() => Promise<unknown>} work */
async function unpackedBy(work) {
  let bytes = 0;
  const { DecompressionStream } = globalThis;
  globalThis.DecompressionStream = /** @type {any} */ (
    class {
      /** @param {'gzip'} format */
      constructor(format) {
        const { readable, writable } = new DecompressionStream(format);
        const counting = new TransformStream({
          transform(chunk, controller) {
            bytes += chunk.length;
            controller.enqueue(chunk);
          },
        });
        this.writable = writable;
        this.readable = readable.pipeThrough(counting);
      }
    }
  );
  try {
    await work();
  } finally {
    globalThis.DecompressionStream = DecompressionStream;
  }
  return bytes;
}

/** @param {Uint8Array<ArrayBuffer>} bytes @param {string} sum */
async function read(bytes, sum) {
  const unpacked = await unpackedBy(async () => {
    const taken = await takenLater(unpackShard(bytes, shardOf(sum), CLASSES));
    if (!taken) return;
    assert.equal(taken.images.length, COUNT * PIXELS);
    assert.equal(taken.labels.length, COUNT);
    assert.ok(taken.labels.every((label) => label < CLASSES));
    if (sum) assert.deepEqual(Buffer.concat([taken.images, taken.labels]), Buffer.from(whole));
  });
  assert.ok(unpacked <= LENGTH + CHUNK, `${unpacked} bytes were unpacked for ${LENGTH}`);
}

/** @type {import('../trying.js').Target} */
export const shards = {
  name: 'shards',
  laws: [
    law(
      'what came is whole, or refused, and no more of it is unpacked than it may be',
      fc.tuple(fc.oneof(spoilt([packed, whole]), anyBytes.map(bytesOf)), fc.constantFrom('', SUM)),
      async ([bytes, sum]) => read(bytes, sum),
      { few: 300 },
    ),
    law(
      'a file that swells is given up once it is more than it says',
      fc.constantFrom('', SUM),
      async (sum) => read(swollen, sum),
      { few: 2 },
    ),
    law(
      'whatever images are of, packed or not, they are taken as they are',
      fc.tuple(
        fc.uint8Array({ minLength: 8, maxLength: 8 }),
        fc.uint8Array({ minLength: COUNT, maxLength: COUNT, max: CLASSES - 1 }),
        fc.boolean(),
      ),
      async ([first, labels, isPacked]) => {
        const raw = whole.slice();
        raw.set(first);
        raw.set(labels, COUNT * PIXELS);
        const bytes = isPacked ? bytesOf(gzipSync(raw)) : raw;
        const taken = await unpackShard(bytes, shardOf(''), CLASSES);
        assert.deepEqual(Buffer.concat([taken.images, taken.labels]), Buffer.from(raw));
      },
      // It begins as packed files do.
      { examples: [LIKE_PACKED] },
    ),
  ],
};
