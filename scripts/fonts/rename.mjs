// Gives a font another name: who changes one whose name is reserved, as by leaving characters out, may not keep that.

/** A font's tables by their tags. @param {Buffer} font */
function tablesOf(font) {
  const count = font.readUInt16BE(4);
  return Array.from({ length: count }, (_, at) => {
    const entry = 12 + 16 * at;
    const start = font.readUInt32BE(entry + 8);
    const bytes = font.subarray(start, start + font.readUInt32BE(entry + 12));
    return { tag: font.toString('latin1', entry, entry + 4), bytes };
  });
}

/** Names of axes and of their places have numbers from here on; those of places begin with the font's. */
const FIRST_OWN = 256;
/** For Windows, in Unicode, in English: the one that browsers read. */
const PLACE = [3, 1, 0x409];

/** @param {Buffer} table `name` @returns {[number, Buffer][]} */
function namesOf(table) {
  const strings = table.readUInt16BE(4);
  const count = table.readUInt16BE(2);
  return Array.from({ length: count }, (_, at) => 6 + 12 * at)
    .filter((entry) =>
      PLACE.every((value, place) => table.readUInt16BE(entry + 2 * place) === value),
    )
    .map((entry) => {
      const start = strings + table.readUInt16BE(entry + 10);
      const bytes = table.subarray(start, start + table.readUInt16BE(entry + 8));
      return [table.readUInt16BE(entry + 6), bytes];
    });
}

/** @param {[number, Buffer][]} names @returns {Buffer} the table `name` */
function tableOf(names) {
  const head = Buffer.alloc(6 + 12 * names.length);
  head.writeUInt16BE(names.length, 2);
  head.writeUInt16BE(head.length, 4);
  let start = 0;
  names.forEach(([id, bytes], at) => {
    const fields = [...PLACE, id, bytes.length, start];
    fields.forEach((value, place) => head.writeUInt16BE(value, 6 + 12 * at + 2 * place));
    start += bytes.length;
  });
  return Buffer.concat([head, ...names.map(([, bytes]) => bytes)]);
}

/** @param {string} text */
const utf16 = (text) => Buffer.from(text, 'utf16le').swap16();

/** @param {Buffer} bytes a whole number of words */
function checksum(bytes) {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0;
  return sum;
}

/** @param {Buffer} bytes */
const padded = (bytes) => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);

/**
 * @param {Buffer} font
 * @param {{ family: string, style: string, copyright: string }} name
 * @returns {Buffer}
 */
export function renamed(font, { family, style, copyright }) {
  const full = `${family} ${style}`;
  const tables = tablesOf(font);
  const name = tables.find(({ tag }) => tag === 'name');
  const head = tables.find(({ tag }) => tag === 'head');
  if (!name || !head) throw new Error(`${full}: the font has no name, or no head`);
  const own = namesOf(name.bytes).filter(([id]) => id >= FIRST_OWN);
  /** @type {[number, Buffer][]} */
  const kept = own.map(([id, bytes]) => {
    const text = Buffer.from(bytes).swap16().toString('utf16le');
    return [id, utf16(text.replace(/^\w+(?=-)/, family.replaceAll(' ', '')))];
  });
  const texts = [copyright, family, style, full, full, 'Version 1.0', full.replaceAll(' ', '-')];
  const license = 'SIL Open Font License, Version 1.1: https://openfontlicense.org';
  /** @type {[number, Buffer][]} */
  const given = texts.map((text, id) => [id, utf16(text)]);
  name.bytes = tableOf([...given, [13, utf16(license)], ...kept]);
  head.bytes = Buffer.from(head.bytes);
  head.bytes.writeUInt32BE(0, 8);
  const whole = assembled(font.subarray(0, 12), tables);
  const place = whole.indexOf(head.bytes);
  whole.writeUInt32BE((0xb1b0afba - checksum(whole)) >>> 0, place + 8);
  return whole;
}

/** @param {Buffer} start what comes before the tables' list @param {{ tag: string, bytes: Buffer }[]} tables */
function assembled(start, tables) {
  const list = Buffer.alloc(16 * tables.length);
  let offset = 12 + list.length;
  const bodies = tables.map(({ tag, bytes }, at) => {
    const body = padded(bytes);
    list.write(tag, 16 * at, 'latin1');
    [checksum(body), offset, bytes.length].forEach((value, place) =>
      list.writeUInt32BE(value, 16 * at + 4 + 4 * place),
    );
    offset += body.length;
    return body;
  });
  return Buffer.concat([start, list, ...bodies]);
}
