// The static pictures of figures, where they have been made (scripts/pictures.mjs): `<name>-<language>.webp`, and
// `<name>-<language>-dark.webp`.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Of a WebP: its lossy chunk tells its size, or an extended header does. @param {string} path */
function sizeOf(path) {
  const bytes = readFileSync(path);
  const kind = bytes.toString('latin1', 12, 16);
  if (kind === 'VP8X') {
    return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
  }
  if (kind !== 'VP8 ') throw new Error(`${path} is no lossy WebP`);
  return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
}

/**
 * @param {string} folder
 * @param {string} language
 * @returns {(name: string) => { file: string, dark: string, width: number, height: number } | null}
 */
export const openPictures = (folder, language) => (name) => {
  const file = `${name}-${language}.webp`;
  const dark = `${name}-${language}-dark.webp`;
  if (!existsSync(join(folder, file))) return null;
  return { file, dark, ...sizeOf(join(folder, file)) };
};

/** @typedef {ReturnType<typeof openPictures>} Pictures */
