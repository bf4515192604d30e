/** What is in a font as browsers fetch it: its tables, its characters, its names. */

import { brotliDecompressSync } from 'node:zlib';

/** Tags that a file of WOFF2 numbers, as many of them as ours have. */
const TAGS = [
  ...['cmap', 'head', 'hhea', 'hmtx', 'maxp', 'name', 'OS/2', 'post', 'cvt ', 'fpgm', 'glyf'],
  ...['loca', 'prep', 'CFF ', 'VORG', 'EBDT', 'EBLC', 'gasp', 'hdmx', 'kern', 'LTSH', 'PCLT'],
  ...['VDMX', 'vhea', 'vmtx', 'BASE', 'GDEF', 'GPOS', 'GSUB', 'EBSC', 'JSTF', 'MATH', 'CBDT'],
  ...['CBLC', 'COLR', 'CPAL', 'SVG ', 'sbix', 'acnt', 'avar', 'bdat', 'bloc', 'bsln', 'cvar'],
  ...['fdsc', 'feat', 'fmtx', 'fvar', 'gvar'],
];
/** A tag that is written out. */
const OWN_TAG = 63;
const HEAD = 48;

/** @param {Buffer} file @returns {Map<string, Buffer>} tables that are as they were, by their tags */
export function tablesOf(file) {
  let at = HEAD;
  const number = () => {
    let value = 0;
    for (;;) {
      const byte = file[at++];
      value = value * 128 + (byte & 127);
      if (byte < 128) return value;
    }
  };
  const entries = Array.from({ length: file.readUInt16BE(12) }, () => {
    const flags = file[at++];
    const known = flags & 63;
    const tag = known === OWN_TAG ? file.toString('latin1', at, (at += 4)) : TAGS[known];
    const length = number();
    const isShape = tag === 'glyf' || tag === 'loca';
    const isChanged = isShape ? flags >> 6 !== 3 : flags >> 6 !== 0;
    return { tag, length: isChanged ? number() : length };
  });
  const bytes = brotliDecompressSync(file.subarray(at, at + file.readUInt32BE(20)));
  let start = 0;
  return new Map(entries.map(({ tag, length }) => [tag, bytes.subarray(start, (start += length))]));
}

/** @param {Map<string, Buffer>} tables @returns {Set<string>} the characters that have a glyph */
export function charactersOf(tables) {
  const cmap = /** @type {Buffer} */ (tables.get('cmap'));
  /** @type {Set<string>} */
  const found = new Set();
  const add = (/** @type {number} */ first, /** @type {number} */ last) => {
    for (let code = first; code <= last; code++) found.add(String.fromCodePoint(code));
  };
  for (let entry = 0; entry < cmap.readUInt16BE(2); entry++) {
    const table = cmap.subarray(cmap.readUInt32BE(8 + 8 * entry));
    if (table.readUInt16BE(0) === 4) {
      const count = table.readUInt16BE(6) / 2;
      for (let at = 0; at < count; at++) {
        const last = table.readUInt16BE(14 + 2 * at);
        if (last < 0xffff) add(table.readUInt16BE(16 + 2 * (count + at)), last);
      }
    } else if (table.readUInt16BE(0) === 12) {
      for (let at = 0; at < table.readUInt32BE(12); at++) {
        add(table.readUInt32BE(16 + 12 * at), table.readUInt32BE(20 + 12 * at));
      }
    }
  }
  return found;
}
