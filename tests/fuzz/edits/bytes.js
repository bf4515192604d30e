/** Files that were good once: bytes are changed, lost, doubled or put in. */

import fc from 'fast-check';

/** @typedef {(length: number) => number} Place */
/** @typedef {(bytes: number[]) => number[]} Edit */

/** Where an edit is made: near the beginning, where headers are, near the end, where directories are, or anywhere. */
const place = fc.oneof(
  fc.nat(80).map((from) => /** @type {Place} */ ((length) => Math.min(from, length))),
  fc.nat(80).map((from) => /** @type {Place} */ ((length) => Math.max(0, length - from))),
  fc
    .double({ min: 0, max: 1, noNaN: true })
    .map((share) => /** @type {Place} */ ((length) => Math.floor(share * length))),
);

const byte = fc.nat(255);
/** Numbers at which sums of sizes overflow, and any other. */
const number = fc.oneof(
  fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff),
  fc.nat(0xffffffff),
);
const most = 16;

/** @param {number} value @param {boolean} isLittle @returns {number[]} */
function bytesOf(value, isLittle) {
  const bytes = [24, 16, 8, 0].map((by) => (value >>> by) & 255);
  return isLittle ? bytes.reverse() : bytes;
}

/** @param {number[]} bytes @param {number} from @param {number} count @param {number[]} put */
const spliced = (bytes, from, count, put) => [
  ...bytes.slice(0, from),
  ...put,
  ...bytes.slice(from + count),
];

/** A number in digits, in the place of one that is there. @param {number[]} bytes @param {number} from @param {string} digits */
function withDigits(bytes, from, digits) {
  const isDigit = (/** @type {number} */ one) => one >= 48 && one <= 57;
  const begin = bytes.findIndex((one, at) => at >= from && isDigit(one));
  if (begin < 0) return bytes;
  const end = bytes.findIndex((one, at) => at > begin && !isDigit(one));
  const put = [...digits].map((sign) => sign.charCodeAt(0));
  return spliced(bytes, begin, (end < 0 ? bytes.length : end) - begin, put);
}

const edit = fc.oneof(
  fc
    .tuple(place, byte)
    .map(([at, put]) => /** @type {Edit} */ ((all) => spliced(all, at(all.length), 1, [put]))),
  fc
    .tuple(place, fc.nat(7))
    .map(
      ([at, bit]) =>
        /** @type {Edit} */ (
          (all) => all.map((one, index) => (index === at(all.length) ? one ^ (1 << bit) : one))
        ),
    ),
  fc
    .tuple(place, number, fc.boolean())
    .map(
      ([at, value, isLittle]) =>
        /** @type {Edit} */ ((all) => spliced(all, at(all.length), 4, bytesOf(value, isLittle))),
    ),
  place.map((at) => /** @type {Edit} */ ((all) => all.slice(0, at(all.length)))),
  fc
    .tuple(place, fc.nat(most))
    .map(([at, count]) => /** @type {Edit} */ ((all) => spliced(all, at(all.length), count, []))),
  fc
    .tuple(place, fc.array(byte, { maxLength: 4 }))
    .map(([at, put]) => /** @type {Edit} */ ((all) => spliced(all, at(all.length), 0, put))),
  fc.tuple(place, fc.nat(most)).map(
    ([at, count]) =>
      /** @type {Edit} */ (
        (all) => {
          const from = at(all.length);
          return spliced(all, from, 0, all.slice(from, from + count));
        }
      ),
  ),
  fc
    .tuple(place, fc.oneof(fc.maxSafeInteger(), fc.constantFrom(1e21, 0.5, -1)))
    .map(
      ([at, value]) =>
        /** @type {Edit} */ ((all) => withDigits(all, at(all.length), String(value))),
    ),
);

/** Any bytes, of which few are good. */
export const anyBytes = fc.uint8Array({ maxLength: 200 });

/**
 * A file that was good once. Of more than a few edits nothing good is left.
 * @param {readonly Uint8Array[]} goods
 * @returns {fc.Arbitrary<Uint8Array<ArrayBuffer>>}
 */
export const spoilt = (goods) =>
  fc
    .tuple(fc.constantFrom(...goods), fc.array(edit, { minLength: 1, maxLength: 4 }))
    .map(([good, edits]) =>
      Uint8Array.from(edits.reduce((bytes, change) => change(bytes), [...good])),
    );
