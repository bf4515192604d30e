/** The laws that hold whatever fails, seen to in a page under WebDriver. */

import assert from 'node:assert/strict';
import { SCENES } from './scenes.js';
import { SOUND } from './server.js';

/** @typedef {import('../engines/tab.js').Tab} Tab */
/** @typedef {import('./rows.js').Fault} Fault */
/** @typedef {import('./rows.js').Way} Way */
/** @typedef {import('./server.js').FaultSite} FaultSite */

/** Ten seconds by the page's clock, and what a machine that has other things to do may take. */
const saysWithin = (/** @type {number} */ speed) => 10_000 / speed + 14_000;
/** Three minutes by the page's clock, four times over: no wait is longer, and one may follow another. */
const settlesWithin = (/** @type {number} */ speed) => (4 * 180_000) / speed;
const GOES_ON_WITHIN_MS = 40_000;

/** What there is to read of troubles, in the whole page. */
const WORDS = `(() => {
  const texts = [];
  const look = (root) => {
    for (const element of root.querySelectorAll('*')) {
      const isSaid = element.matches('[role=status], [role=alert], [aria-label=Notices], .failure, [data-field=reason], [data-field=said], [data-field=kept], output, earth-mover > p');
      if (isSaid && element.checkVisibility?.() !== false) texts.push(element.innerText ?? '');
      if (element.shadowRoot) look(element.shadowRoot);
    }
  };
  look(document);
  return texts.filter(Boolean).join(' | ');
})()`;
/** How sentences of troubles are known. */
const TROUBLE =
  /10 seconds|within|could not|have not come|cannot|can’t|did not|does not|do not let|not let|refused|missing|lost|no longer|stopped|ended|broken|cut short|failed|panicked|is gone|instead|came|copy|not finite|no room|nothing is kept|not loaded|still being read|no shape|not defined|worked|not work|forgets|The lab is being opened/i;

/** @param {Tab} tab @param {string} expression @param {number} ms @returns {Promise<boolean>} whether it came to hold */
export async function comes(tab, expression, ms) {
  const end = Date.now() + ms;
  for (;;) {
    if (await tab.run(`try { return Boolean(${expression}); } catch { return false; }`))
      return true;
    if (Date.now() > end) return false;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** @param {Tab} tab */
const words = async (tab) => /** @type {string} */ (await tab.run(`return ${WORDS};`));

/** Whether it has gone on, or says in words what is the matter. @param {Tab} tab @param {string} goal @param {number} ms */
async function goesOnOrSays(tab, goal, ms) {
  const end = Date.now() + ms;
  let said = '';
  for (;;) {
    if (await comes(tab, goal, 0)) return;
    said = await words(tab);
    if (TROUBLE.test(said)) return;
    assert.ok(Date.now() < end, `it neither goes on nor says why; it says: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** The next press of Run works. @param {Tab} tab */
export async function runs(tab) {
  const run = `find('earth-mover >>> [data-control=run]')`;
  const at = `document.querySelector('earth-mover').iteration`;
  const before = await tab.run(`faults.forgive?.(); return ${at};`);
  // What is shown follows in a frame or two.
  await new Promise((resolve) => setTimeout(resolve, 500));
  if ((await tab.run(`return ${run}.dataset.shows;`)) === 'pause') await tab.run(`${run}.click();`);
  if (await comes(tab, `${run}.dataset.shows === 'run'`, 3_000)) await tab.run(`${run}.click();`);
  const goesOn = await comes(
    tab,
    `Math.abs(${at} - ${before}) >= 3 && /running|waiting/.test(document.querySelector('earth-mover').state)`,
    GOES_ON_WITHIN_MS,
  );
  const state = await tab.run(`return document.querySelector('earth-mover').state;`);
  assert.ok(
    goesOn,
    `after Run it is ${state} at ${await tab.run(`return ${at};`)}, from ${before}; ${await words(tab)}`,
  );
}

/** What was heard that nobody has said would be. @param {Tab} tab */
async function errors(tab) {
  const heard = /** @type {string[]} */ (await tab.run('return window.heard ?? [];'));
  return heard.filter((one) => !/fault/.test(one));
}

/**
 * @param {Tab} tab
 * @param {FaultSite} site
 * @param {Fault} fault
 * @param {Way} way
 */
export async function keepsLaws(tab, site, { scene, plan }, way) {
  const { open, ready, act, goal, hasLab } = SCENES[scene];
  site.isSound = false;
  site.plan = { ...SOUND, ...plan, way };
  const isServed = plan.script !== undefined;
  const url = open(site);
  await tab.browser.get(url).catch(() => {});
  await tab.until('document.readyState !== "loading"');
  if (ready) {
    const isReady = await comes(tab, ready, plan.when === 'later' ? 60_000 : 15_000);
    assert.ok(isReady || plan.when !== 'later', `it does not begin: ${await words(tab)}`);
  }
  if (plan.when === 'later') await tab.run('faults.on();');
  await comes(
    tab,
    `!document.querySelector('earth-mover') || customElements.get('earth-mover')`,
    3_000,
  );
  // It may be that what is to be pressed is not there: that is said, too.
  if (act)
    await tab.run(`(async () => { ${act} })().catch((error) => console.warn('act: ' + error));`);
  const isHit = isServed || (await comes(tab, 'faults.hits > 0', 20_000));
  assert.ok(isHit, `nothing failed; ${await words(tab)}`);
  await goesOnOrSays(tab, goal, saysWithin(site.plan.speed));
  assert.equal(await tab.run('return 1 + 1;'), 2, 'the page lives');
  await comes(
    tab,
    `Object.values(faults.promises).every((one) => one !== 'open')`,
    settlesWithin(site.plan.speed),
  );
  const promises = await tab.run('return faults.promises;');
  const open_ = Object.entries(promises)
    .filter(([, is]) => is === 'open')
    .map(([name]) => name);
  assert.deepEqual(open_, [], 'promises that stay unsettled');
  site.heal();
  await tab.run('faults.off();');
  if (
    hasLab &&
    (await tab.run(`return Boolean(document.querySelector('earth-mover').shadowRoot);`))
  ) {
    await runs(tab);
  }
  assert.deepEqual(await tab.run('return faults.violations;'), [], 'what was kept is lost');
  assert.deepEqual(await errors(tab), [], 'errors');
}
