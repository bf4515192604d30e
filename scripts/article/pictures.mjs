// The static pictures of figures, where they have been made: `<name>-<language>.svg` or `.png`.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} path of an SVG: its view box is its size */
function sizeOfSvg(path) {
  const [, width, height] =
    /viewBox="\S+ \S+ ([\d.]+) ([\d.]+)"/.exec(readFileSync(path, 'utf8')) ?? [];
  if (!height) throw new Error(`${path} has no viewBox`);
  return { width: Math.round(Number(width)), height: Math.round(Number(height)) };
}

/** @param {string} path of a PNG: its first chunk has its size */
function sizeOfPng(path) {
  const bytes = readFileSync(path);
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

/**
 * @param {string} folder
 * @param {string} language
 * @returns {(name: string) => { file: string, width: number, height: number } | null}
 */
export const openPictures = (folder, language) => (name) => {
  const svg = `${name}-${language}.svg`;
  if (existsSync(join(folder, svg))) return { file: svg, ...sizeOfSvg(join(folder, svg)) };
  const png = `${name}-${language}.png`;
  if (existsSync(join(folder, png))) return { file: png, ...sizeOfPng(join(folder, png)) };
  return null;
};

/** @typedef {ReturnType<typeof openPictures>} Pictures */
