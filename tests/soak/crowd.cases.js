/** Twenty labs in one article, on a machine of two gigabytes: each trains when it is looked at, and the tab lives. */

import assert from 'node:assert/strict';
import { limitedTo } from './limited.js';
import { line } from './place.js';

/** @typedef {import('./place.js').Case} Case */
/** @typedef {import('./place.js').Place} Place */

const LABS = 20;
const BYTES = 2 ** 31;
/** The workers that a page keeps, by `www/run/crowd.js`: where memory is not told, and where it is. */
const ROOM = { told: 4, untold: 8 };

/** Chromium tells of the whole machine's memory, and not of the group's. */
const TELLS = `Object.defineProperty(Navigator.prototype, 'deviceMemory', { get: () => 2 });`;

/**
 * @param {string} attributes
 * @param {(place: Place, tell: (text: string) => void) => Promise<void>} reads
 * @returns {Case['soak']}
 */
const inTwoGigabytes = (attributes, reads) => async (place, tell, skip) => {
  const group = limitedTo(BYTES);
  if (typeof group === 'string') return skip(group);
  try {
    await place.open({ group: group.processes });
    const told = place.engine === 'chromium' ? `<script>${TELLS}</script>` : '';
    const lab = (/** @type {number} */ at) =>
      `<p style="margin: 30rem 0">${at + 1}</p><earth-mover device="cpu" seed="${at}" ${attributes}></earth-mover>`;
    await place.visit(told + Array.from({ length: LABS }, (_, at) => lab(at)).join(''));
    await reads(place, tell);
    tell(line(await place.sample()));
    assert.deepEqual(await place.tab.end(), [], 'errors');
  } finally {
    await place.close();
    await group.end();
  }
};

/** Scrolls to a lab until it has trained on. @param {Place} place @param {number} at */
async function looksAt({ tab }, at) {
  const lab = `document.querySelectorAll('earth-mover')[${at}]`;
  const before = await tab.run(`return ${lab}.iteration;`);
  await tab.run(`${lab}.scrollIntoView({ block: 'center', behavior: 'instant' });`);
  await tab.until(`${lab}.iteration`, (iteration) => iteration >= before + 5);
  return before;
}

/** @param {Place} place */
const crew = ({ tab }) =>
  tab.run('return [...soak.labs].reduce((sum, { run }) => sum + run.crew, 0);');

/** @type {Case[]} */
export const crowds = [
  {
    name: `${LABS} labs in one article, read from its beginning to its end and back, in 2 GB`,
    soak: inTwoGigabytes('', async (place, tell) => {
      for (let at = 0; at < LABS; at++) await looksAt(place, at);
      tell(line(await place.sample()));
      for (let at = LABS - 2; at >= 0; at--) {
        assert.ok((await looksAt(place, at)) >= 5, `lab ${at} has lost its run`);
      }
      const most = place.engine === 'chromium' ? ROOM.told : ROOM.untold;
      // Those in sight keep theirs.
      await place.tab.until(
        '[...soak.labs].reduce((sum, { run }) => sum + run.crew, 0)',
        (workers) => workers <= most + 2,
      );
      tell(`${await crew(place)} workers`);
    }),
  },
  {
    name: `${LABS} labs in one article that all begin at once, in 2 GB`,
    soak: inTwoGigabytes('loading="eager"', async (place, tell) => {
      await place.tab.until(
        `[...document.querySelectorAll('earth-mover')].every(({ state }) => /running|paused|failed/.test(state))`,
      );
      tell(`${await crew(place)} workers`);
      for (const at of [0, LABS - 1, LABS >> 1]) await looksAt(place, at);
    }),
  },
];
