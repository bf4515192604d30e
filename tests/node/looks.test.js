/** The lab's colours, which every eye must tell apart, and files of the page that are no longer than can be read. */

import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

/** @typedef {[number, number, number]} Triple */

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB. @type {Record<string, Triple[]>} */
const BLINDNESS = {
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};
/** In CIELAB; 2.3 can just be told apart. Tritanopia is a hundred times rarer than the others. */
const LEAST_APART = { protanopia: 25, deuteranopia: 25, tritanopia: 12 };

/** @param {string} hex @returns {Triple} linear */
const linearOf = (hex) =>
  /** @type {Triple} */ (
    [1, 3, 5].map((at) => {
      const part = parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    })
  );

/** @param {Triple} row @param {Triple} colour */
const times = (row, colour) => row.reduce((sum, weight, at) => sum + weight * colour[at], 0);

/** @param {Triple} linear @returns {Triple} CIELAB under D65 */
function labOf(linear) {
  const [x, y, z] = [
    times([0.4124, 0.3576, 0.1805], linear) / 0.9505,
    times([0.2126, 0.7152, 0.0722], linear),
    times([0.0193, 0.1192, 0.9505], linear) / 1.089,
  ].map((part) => (part > 0.008856 ? Math.cbrt(part) : 7.787 * part + 16 / 116));
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

test('real, fake and critic are told apart by every eye, in light and in dark', () => {
  const sheet = readFileSync('www/ui/styles/tokens.js', 'utf8');
  const both = ['real', 'fake', 'critic'].map((name) => {
    const found = sheet.match(`--em-${name}: light-dark\\((#\\w{6}), (#\\w{6})\\)`);
    return /** @type {RegExpMatchArray} */ (found).slice(1);
  });
  for (const theme of [0, 1]) {
    for (const [name, rows] of Object.entries(BLINDNESS)) {
      const seen = both.map((colours) => {
        const linear = linearOf(colours[theme]);
        const clipped = rows.map((row) => Math.min(Math.max(times(row, linear), 0), 1));
        return labOf(/** @type {Triple} */ (clipped));
      });
      for (const [one, other] of [
        [0, 1],
        [0, 2],
        [1, 2],
      ]) {
        const apart = Math.hypot(...seen[one].map((part, at) => part - seen[other][at]));
        const least = LEAST_APART[/** @type {keyof typeof LEAST_APART} */ (name)];
        assert.ok(apart > least, `${name}, ${theme}, ${one} and ${other}`);
      }
    }
  }
});

/** @param {string} folder @returns {string[]} */
const filesIn = (folder) =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? filesIn(path) : [path];
  });

test('no file of the page is longer than 400 lines', () => {
  const long = filesIn('www').filter((path) => readFileSync(path, 'utf8').split('\n').length > 401);
  assert.deepEqual(long, []);
});
