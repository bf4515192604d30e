/** Grey pictures as PNG files (ISO/IEC 15948): without a canvas, whose pixels some browsers blur for privacy. */

/** @typedef {(bytes: Uint8Array) => Uint8Array} Deflate into zlib's format */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const CRCS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  return crc;
});

/** @param {Uint8Array} bytes */
function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRCS[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return ~crc >>> 0;
}

/** @param {string} name @param {Uint8Array} content */
function chunk(name, content) {
  const bytes = new Uint8Array(content.length + 12);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, content.length);
  bytes.set(
    [...name].map((sign) => sign.charCodeAt(0)),
    4,
  );
  bytes.set(content, 8);
  view.setUint32(content.length + 8, crc32(bytes.subarray(4, content.length + 8)));
  return bytes;
}

/**
 * @param {Uint8Array} grey
 * @param {number} width
 * @param {Deflate} deflate
 * @returns {Uint8Array}
 */
export function pngOf(grey, width, deflate) {
  const height = grey.length / width;
  // Each row has the number of its filter before it: none.
  const rows = new Uint8Array((width + 1) * height);
  for (let row = 0; row < height; row++) {
    rows.set(grey.subarray(row * width, (row + 1) * width), row * (width + 1) + 1);
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  // Eight bits of grey.
  header[8] = 8;
  const chunks = [
    chunk('IHDR', header),
    chunk('IDAT', deflate(rows)),
    chunk('IEND', header.subarray(13)),
  ];
  return Uint8Array.from([SIGNATURE, ...chunks].flatMap((part) => [...part]));
}
