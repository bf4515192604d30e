/** Other images than digits, in an engine: named by an address, drawn by the reader, brought along as files. */

import assert from 'node:assert/strict';
import { FOLDER } from '../page/made-up-set.js';
import { control, field, inLab, ITERATION, TINY } from './room.js';
import { Key } from './tab.js';

/** @typedef {import('./room.js').Room} Room */
/** @typedef {import('./tab.js').Tab} Tab */

const COUNT = `Number(find('${field('own-count')}')?.innerText.match(/\\d+/)?.[0] ?? NaN)`;

/** The shapes that the reader has, as they are seen. @param {Tab} tab @returns {Promise<number[][]>} */
const shapesOf = (tab) =>
  tab.run(
    `const list = find(given[0]);
    return [...list.querySelectorAll('canvas')].map((canvas) =>
      [...canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data]);`,
    inLab('.own-all'),
  );

/** @param {Room} room @param {Tab} tab @param {Record<string, unknown>} [settings] */
async function openPanel(room, tab, settings = {}) {
  await room.openLab({ loading: 'click', config: TINY, ...settings });
  await tab.click(inLab('#tab-panels-own'));
  await tab.element(field('own-pad'));
}

/** @param {Tab} tab @param {string} path @param {string} words */
const says = (tab, path, words) =>
  tab.until(`find(${JSON.stringify(path)})?.innerText ?? ''`, (text) => text.includes(words));

/** @param {Room} room */
export function images(room) {
  room.test('a lab and a figure learn the images that an address names', async (tab) => {
    await room.openLab({ config: TINY, data: FOLDER });
    await tab.until(ITERATION, (at) => at >= 50);
    await tab.click(inLab('#tab-panels-data'));
    await says(tab, field('credit'), 'Rings and squares');
    await tab.click(inLab('#tab-charts-neighbours'));
    await tab.until(`find('${inLab('.instrument.neighbours .legend')}')?.innerText ?? ''`, (text) =>
      /to the nearest real\s*\d+\.\d/.test(text),
    );
    await tab.open(
      await room.site.articlePage(`<em-pairs data="${FOLDER}" count="16"></em-pairs>`),
    );
    await tab.until(`find('em-pairs >>> [role=group][aria-label]')?.ariaLabel ?? ''`, (text) =>
      /exact distance [\d.]+/.test(text),
    );
  });

  room.test('what the reader draws and takes ready is learnt, and comes again', async (tab) => {
    await openPanel(room, tab);
    await tab.drag(field('own-pad'), 60, 40);
    await tab.click(control('own-pad-add'));
    await tab.until(COUNT, (count) => count === 1);
    for (const [at, name] of ['star', 'heart', 'a'].entries()) {
      await tab.press(control(`own-ready-${name}`), Key.ENTER);
      await tab.until(COUNT, (count) => count === at + 2);
    }
    const shapes = await shapesOf(tab);
    assert.equal(new Set(shapes.map(String)).size, 4);
    for (const shape of shapes) assert.ok(new Set(shape).size > 2);
    await tab.click(control('own-keep'));
    await says(tab, field('own-kept'), 'Kept in this browser');
    await tab.click(control('own-train'));
    await says(tab, field('own-training'), 'A run on 2,000 images has begun.');
    await tab.until(ITERATION, (at) => at >= 20);
    await openPanel(room, tab);
    await tab.until(COUNT, (count) => count === 4);
    assert.deepEqual(await shapesOf(tab), shapes);
    await tab.click(control('own-keep'));
    await says(tab, field('own-kept'), 'Nothing is kept');
  });

  room.test('shapes are taken along as one file, and brought by it', async (tab) => {
    await openPanel(room, tab);
    for (const name of ['circle', 'b']) await tab.press(control(`own-ready-${name}`), Key.ENTER);
    await tab.until(COUNT, (count) => count === 2);
    const shapes = await shapesOf(tab);
    await tab.click(control('own-save'));
    const file = await room.saved('earthmover-shapes.zip');
    await openPanel(room, tab);
    const chooser = await tab.run('return find(given[0]);', control('own-files'));
    await chooser.sendKeys(file);
    await tab.click(control('own-add'));
    await tab.until(COUNT, (count) => count === 2);
    assert.deepEqual(await shapesOf(tab), shapes);
  });
}
