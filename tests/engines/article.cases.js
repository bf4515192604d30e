/** The article in an engine: its figures and its lab come up, its links set them, on any screen and in both languages. */

import assert from 'node:assert/strict';
import { launch } from '../../scripts/engines.mjs';
import { ITERATION, TINY } from './room.js';
import { Tab } from './tab.js';

/** @typedef {import('./room.js').Room} Room */

const FIGURES = [
  'clouds',
  'transport',
  'line',
  'plane',
  'game',
  'pairs',
  'watch',
  'paradox',
  'guides',
  'truth',
];
const QUICKLY = `device=cpu&workers=1&config=${encodeURIComponent(JSON.stringify(TINY))}`;

/** @param {string} address */
const linkTo = (address) => `a.set[href="${address}"]`;

/** @param {Tab} tab @param {string} address */
async function press(tab, address) {
  await tab.element(linkTo(address));
  await tab.until(`find('${linkTo(address)}').getAttribute('aria-pressed') !== null`);
  await tab.click(linkTo(address));
}

/** @param {Room} room */
export function article(room) {
  for (const [path, width] of /** @type {const} */ ([
    ['', 1280],
    ['zh/', 500],
  ])) {
    room.test(
      `every figure of /${path} comes up, ${width} px wide, and nothing is wider`,
      async (tab) => {
        await tab.resize(width, 900);
        await tab.open(`${room.site.url}${path}?${QUICKLY}`);
        for (const name of FIGURES) {
          await tab.element(`#${name}`);
          await tab.element(`#${name} >>> .figure`);
          await tab.until(`find('#${name}').shadowRoot.querySelector('canvas, svg') !== null`);
        }
        await tab.element('#lab');
        await tab.element('#lab >>> .lab');
        await tab.until(ITERATION, (at) => at > 3);
        assert.deepEqual(
          await tab.run(
            `return [...document.querySelectorAll('figure.failed')].map(({ id }) => id);`,
          ),
          [],
        );
        const [wide, has] = await tab.run(
          'return [document.documentElement.scrollWidth, innerWidth];',
        );
        assert.ok(wide <= has, `${wide} of ${has}`);
      },
    );
  }

  room.test('a link sets its figure, and a second press goes back', async (tab) => {
    await tab.open(`${room.site.url}?${QUICKLY}`);
    await tab.element('#clouds');
    await tab.element('#clouds >>> .figure');
    const blur = `find('#clouds').values.sigma`;
    const before = await tab.run(`return ${blur};`);
    await press(tab, '#clouds?sigma=0.1');
    await tab.until(blur, (is) => is === 0.1);
    await tab.until(
      `find('${linkTo('#clouds?sigma=0.1')}').getAttribute('aria-pressed')`,
      (is) => is === 'true',
    );
    await press(tab, '#clouds?sigma=0.1');
    await tab.until(blur, (is) => is === before);
  });

  room.test('a link sets the lab, and a second press goes back', async (tab) => {
    await tab.open(`${room.site.url}?${QUICKLY}`);
    const pressed = `find('#lab')?.shadowRoot?.querySelector('[data-control^=preset-][aria-pressed=true]')?.dataset.control`;
    await press(tab, '#lab?preset=bounded');
    await tab.until(pressed, (is) => is === 'preset-bounded');
    await press(tab, '#lab?preset=bounded');
    await tab.until(pressed, (is) => is !== 'preset-bounded');
  });

  room.test('the reader’s system chooses between light and dark', async (tab) => {
    const brightness = `getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g)
      .slice(0, 3).reduce((sum, part) => sum + Number(part), 0)`;
    await tab.open(room.site.url);
    assert.equal(
      await tab.run(`return matchMedia('(prefers-color-scheme: dark)').matches;`),
      false,
    );
    assert.ok((await tab.run(`return ${brightness};`)) > 600);
    const dark = await launch(room.engine, { isDark: true });
    try {
      const other = new Tab(dark.browser);
      await other.open(room.site.url);
      assert.equal(
        await other.run(`return matchMedia('(prefers-color-scheme: dark)').matches;`),
        true,
      );
      assert.ok((await other.run(`return ${brightness};`)) < 150);
      await other.element('#clouds');
      await other.element('#clouds >>> .figure');
      assert.deepEqual(await other.end(), []);
    } finally {
      await dark.close();
    }
  });
}
