/** A page that a browser freezes, or keeps while the reader is elsewhere, as the browser itself does it. */

import assert from 'node:assert/strict';
import { comes, errors, runs } from './laws.js';
import { SCENES } from './scenes.js';
import { SOUND } from './server.js';

/** @typedef {import('../engines/tab.js').Tab} Tab */
/** @typedef {import('./server.js').FaultSite} FaultSite */

const TRAINS = `document.querySelector('earth-mover')?.iteration >= 3`;
const WAITS_MS = 60_000;

/** @param {Tab} tab @param {FaultSite} site */
async function opened(tab, site) {
  site.plan = { ...SOUND, speed: 1 };
  site.isSound = false;
  const url = SCENES.keep.open(site);
  await tab.browser.get(url);
  assert.ok(await comes(tab, TRAINS, WAITS_MS), 'it begins');
}

/** The reader goes elsewhere and comes back: to the page as it was, or to one that begins anew. @param {Tab} tab @param {FaultSite} site */
export async function comesBack(tab, site) {
  await opened(tab, site);
  await tab.browser.get(`${site.url}icon.svg`);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await tab.browser.navigate().back();
  assert.ok(await comes(tab, TRAINS, WAITS_MS), 'it goes on, or begins');
  await runs(tab);
  assert.deepEqual(await errors(tab), []);
}

/**
 * For longer than a wait may last, by its clock: what slept accuses nobody. Chromium alone can be told to.
 * @param {Tab} tab
 * @param {FaultSite} site
 */
export async function thaws(tab, site) {
  await opened(tab, site);
  const browser = /** @type {any} */ (tab.browser);
  const at = await tab.run(`return document.querySelector('earth-mover').iteration;`);
  await browser.sendDevToolsCommand('Page.setWebLifecycleState', { state: 'frozen' });
  await new Promise((resolve) => setTimeout(resolve, 12_000));
  await browser.sendDevToolsCommand('Page.setWebLifecycleState', { state: 'active' });
  // It is hidden until its tab is in front again.
  const [front] = await tab.browser.getAllWindowHandles();
  await tab.browser.switchTo().newWindow('tab');
  await tab.browser.close();
  await tab.browser.switchTo().window(front);
  assert.ok(await comes(tab, '!document.hidden', WAITS_MS), 'it is seen');
  const isFurther = `document.querySelector('earth-mover').iteration > ${at}`;
  assert.ok(await comes(tab, isFurther, WAITS_MS), 'it goes on');
  await runs(tab);
  assert.deepEqual(await errors(tab), []);
  assert.deepEqual(await tab.run('return faults.violations;'), []);
}
