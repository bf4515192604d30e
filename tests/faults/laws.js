/** The laws that hold whatever fails, seen to in a page under WebDriver by what `witness.js` has seen in it. */

import assert from 'node:assert/strict';
import { SCENES } from './scenes.js';
import { SOUND } from './server.js';

/** @typedef {import('../engines/tab.js').Tab} Tab */
/** @typedef {import('./rows.js').Fault} Fault */
/** @typedef {import('./rows.js').Plan} Plan */
/** @typedef {import('./rows.js').Way} Way */
/** @typedef {import('./server.js').FaultSite} FaultSite */

/** What is late is later than the ten seconds after which a page says what it waits for. */
const LATE_S = 30;
/** Ten seconds without progress by the page's clock, and as much again for frames and whoever else has to answer. */
const SAYS_WITHIN_S = 20;
/** However much there is to see meanwhile. */
const SEEN_WITHIN_MS = 90_000;
/** Three minutes by the page's clock, four times over: no wait is longer, and one may follow another. */
const settlesWithin = (/** @type {number} */ speed) => (4 * 180_000) / speed;
const GOES_ON_WITHIN_MS = 40_000;
const LAB = `document.querySelector('earth-mover')`;

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

/** All that was said in the page. @param {Tab} tab */
const words = async (tab) =>
  /** @type {string} */ (await tab.run(`return [...(faults.texts ?? [])].join(' | ');`));

/** The next press of Run works, and goes on from the newest state that was kept. @param {Tab} tab */
export async function runs(tab) {
  const run = `find('earth-mover >>> [data-control=run]')`;
  assert.ok(await comes(tab, `${run} !== null`, GOES_ON_WITHIN_MS), 'there is no Run to press');
  // What is shown follows in a frame or two.
  await new Promise((resolve) => setTimeout(resolve, 500));
  if ((await tab.run(`return ${run}.dataset.shows;`)) === 'pause') await tab.run(`${run}.click();`);
  if (await comes(tab, `${run}.dataset.shows === 'run'`, 3_000)) await tab.run(`${run}.click();`);
  await tab.run('faults.least = Infinity;');
  const goesOn = await comes(
    tab,
    `${LAB}.iteration >= faults.least + 3 && /running|waiting/.test(${LAB}.state)`,
    GOES_ON_WITHIN_MS,
  );
  const [state, at, least] = await tab.run(
    `return [${LAB}.state, ${LAB}.iteration, faults.least];`,
  );
  assert.ok(goesOn, `after Run it is ${state} at ${at}, from ${least}; ${await words(tab)}`);
}

/** Where an error is not what was thrown by a fault, nor what the page tells of it: nobody has caught it. */
const THROWN = /^(error|unhandled rejection|worker): /;
const FROM_A_FAULT = /fault: (the test says so|no script|no module)/;

/** What was heard that nobody has said would be. @param {Tab} tab @returns {Promise<string[]>} */
export async function errors(tab) {
  const heard = await tab.run('return window.heard;');
  assert.ok(Array.isArray(heard), 'errors are heard');
  return heard.filter((one) => THROWN.test(one) && !FROM_A_FAULT.test(one));
}

/**
 * Opens the page of a scene, does what is done in it, and says which promises an author has of it.
 * @param {Tab} tab
 * @param {FaultSite} site
 * @param {string} scene
 * @param {Partial<Plan>} plan
 * @param {() => Promise<void>} [begun] before anything is done
 */
async function plays(tab, site, scene, plan, begun = async () => {}) {
  const { open, ready, act = '' } = SCENES[scene];
  site.isSound = false;
  site.spoilt = 0;
  site.plan = { ...SOUND, ...plan };
  site.goal = SCENES[scene].goal;
  await tab.browser.get(open(site)).catch(() => {});
  await tab.until('document.readyState !== "loading"');
  const isOn = plan.when === 'later' || plan.when === 'never';
  if (ready) {
    const isReady = await comes(tab, ready, isOn ? 60_000 : 15_000);
    assert.ok(isReady || !isOn, `it does not begin: ${await words(tab)}`);
  }
  await comes(tab, `!${LAB} || customElements.get('earth-mover')`, 3_000);
  await begun();
  // It may be that what is to be pressed is not there: that is said, too.
  await tab.run(`(async () => { ${act} })().catch((error) => (faults.undone = String(error)));`);
  return [...act.matchAll(/faults\.watch\('(\w+)'/g)].map(([, name]) => name);
}

/** What scenes say where nothing fails, by their names and what stands in for the browser's own in them. */
export class Calm {
  /** @private @type {Map<string, string[]>} */
  texts = new Map();

  /**
   * That a scene goes on where nothing fails, and had not before; and what the page says meanwhile, which is no word of
   * what is the matter.
   * @param {Tab} tab
   * @param {FaultSite} site
   * @param {Fault} fault
   */
  async of(tab, site, { scene, plan }) {
    const standIn = /^(adapter|device|clipboard|files)$/.test(plan.api ?? '') ? plan.api : null;
    const key = `${scene} ${standIn} ${plan.member}`;
    const found = this.texts.get(standIn ? key : scene);
    if (found) return found;
    const sound = standIn ? { ...plan, when: /** @type {const} */ ('never') } : {};
    await plays(tab, site, scene, sound, async () => {
      assert.equal(await tab.run('return faults.hasGoneOn();'), false, `${scene}: before it does`);
    });
    const goesOn = await comes(tab, 'faults.hasGoneOn()', GOES_ON_WITHIN_MS);
    assert.ok(goesOn, `${scene}, where nothing fails, does not come to its goal`);
    assert.equal(await tab.run('return faults.undone ?? null;'), null, `${scene}: what is done`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.deepEqual(await errors(tab), [], `${scene}: errors where nothing fails`);
    const texts = /** @type {string[]} */ (await tab.run('return [...faults.texts];'));
    this.texts.set(standIn ? key : scene, texts);
    return texts;
  }
}

/** It has gone on, or says in words what is the matter, soon after the last that was new to see. @param {Tab} tab */
async function goesOnOrSays(tab) {
  const end = Date.now() + SEEN_WITHIN_MS;
  for (;;) {
    const [wentOn, said, still] = await tab.run(
      'return [faults.wentOn, faults.said, faults.still];',
    );
    if (wentOn !== null || said !== null) return;
    const isLate = still > SAYS_WITHIN_S || Date.now() > end;
    assert.ok(
      !isLate,
      `still for ${still} s, it neither goes on nor says why: ${await words(tab)}`,
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/**
 * @param {Tab} tab
 * @param {FaultSite} site
 * @param {Fault} fault
 * @param {Way} way
 * @param {Calm} calm
 */
export async function keepsLaws(tab, site, fault, way, calm) {
  const { scene, plan } = fault;
  const earlier = await calm.of(tab, site, fault);
  const { speed = SOUND.speed, when = 'start' } = plan;
  const failing = { ...plan, when, way, earlier, speed, late: (1000 * LATE_S) / speed };
  const promised = await plays(tab, site, scene, failing, async () => {
    if (when === 'later') await tab.run('faults.on();');
  });
  const isHit = await (plan.script !== undefined
    ? site.spoilt > 0
    : comes(tab, 'faults.hits > 0', 20_000));
  assert.ok(isHit, `nothing failed; ${await words(tab)}`);
  await goesOnOrSays(tab);
  assert.equal(await tab.run('return 1 + 1;'), 2, 'the page lives');
  const isSettled = `Object.values(faults.promises).every((one) => one !== 'open')`;
  await comes(tab, isSettled, settlesWithin(speed));
  const [promises, undone] = await tab.run('return [faults.promises, faults.undone ?? null];');
  const open = promised.filter((name) => promises[name] === undefined || promises[name] === 'open');
  assert.deepEqual(open, [], `promises that stay unsettled, or were not given: ${undone}`);
  site.heal();
  await tab.run('faults.off();');
  if (SCENES[scene].hasLab) await runs(tab);
  assert.deepEqual(await tab.run('return faults.violations;'), [], 'what was kept is lost');
  assert.deepEqual(await errors(tab), [], 'errors');
}
