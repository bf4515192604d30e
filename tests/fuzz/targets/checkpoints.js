/** Checkpoints and classifiers, as far as the page itself reads them: what a safetensors file says of itself. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isWhole } from '../../../www/load/classifier.js';
import { isFiniteCheckpoint } from '../../../www/load/finite.js';
import { headerOf, versionOf } from '../../../www/load/safetensors.js';
import { anyBytes, spoilt } from '../edits/bytes.js';
import { spoiltValue } from '../edits/json.js';
import { law } from '../trying.js';

const HEADER = {
  __metadata__: { version: '0.1.0', config: '{}' },
  a: { dtype: 'F32', shape: [3], data_offsets: [0, 12] },
  b: { dtype: 'U8', shape: [4], data_offsets: [12, 16] },
  c: { dtype: 'F32', shape: [2], data_offsets: [16, 24] },
};
const NUMBERS = new Uint8Array(Float32Array.of(1, -2, 0.5, 7, 3, 1e-9).buffer);

/** @param {unknown} header @param {Uint8Array} [numbers] @returns {Uint8Array<ArrayBuffer>} */
function fileOf(header, numbers = NUMBERS) {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + numbers.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(numbers, 8 + text.length);
  return bytes;
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
function read(bytes) {
  const version = versionOf(bytes);
  assert.ok(version === null || typeof version === 'string');
  assert.equal(typeof isFiniteCheckpoint(bytes), 'boolean');
  if (!isWhole(bytes)) return;
  // All is there that is spoken of, and nothing behind it.
  const { from, header } = headerOf(bytes);
  const ends = Object.entries(header)
    .filter(([name]) => name !== '__metadata__')
    .map(
      ([
        ,
        {
          data_offsets: [begin, end],
        },
      ]) => {
        assert.ok(Number.isSafeInteger(begin) && Number.isSafeInteger(end) && begin <= end);
        return end;
      },
    );
  assert.equal(Math.max(0, ...ends), bytes.length - from);
}

/** @type {import('../trying.js').Target} */
export const checkpoints = {
  name: 'checkpoints',
  laws: [
    law(
      'whatever a header says, it is whole or not, finite or not',
      spoiltValue([HEADER], { names: ['data_offsets', 'dtype', '__metadata__'] }),
      (header) => read(fileOf(header)),
      {
        few: 1_000,
        examples: [
          { a: null },
          { a: { dtype: 'F32', data_offsets: [8, 4] } },
          { a: { dtype: 'F32', data_offsets: ['0', 4] } },
          { a: { dtype: 'F32', data_offsets: null } },
          Array(200_000).fill(1),
        ],
      },
    ),
    law(
      'whatever bytes come, they are whole or not, finite or not',
      fc.oneof(
        spoilt([fileOf(HEADER)]),
        anyBytes.map((bytes) => Uint8Array.from(bytes)),
      ),
      read,
      { few: 1_000 },
    ),
    law(
      'a file of tensors is finite where all its numbers are',
      fc.array(fc.float(), { minLength: 6, maxLength: 6 }),
      (numbers) => {
        const bytes = fileOf(HEADER, new Uint8Array(Float32Array.from(numbers).buffer));
        const counted = numbers.filter((_, at) => at !== 3);
        assert.equal(isFiniteCheckpoint(bytes), counted.every(Number.isFinite));
        assert.ok(isWhole(bytes));
        assert.equal(versionOf(bytes), '0.1.0');
      },
      { few: 200 },
    ),
  ],
};
