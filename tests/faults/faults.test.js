/**
 * Every wait fails: each fault of rows.js in each of its ways, in each engine. ENGINES=firefox: that one; FAULTS=clipboard:
 * those whose name has it; WAYS=hang,throw: those; SHARD=2/4: the second of four parts; QUICK: the few that are tried with all
 * other tests.
 */

import { after, before, describe, test } from 'node:test';
import { chosen, launch } from '../../scripts/engines.mjs';
import { Tab } from '../engines/tab.js';
import { keepsLaws } from './laws.js';
import { FAULTS } from './rows.js';
import { FaultSite } from './server.js';

const { QUICK, FAULTS: named = '', WAYS = '', SHARD = '1/1' } = process.env;
const TIMEOUT_MS = 240_000;

/** @param {string} engine */
function tries(engine) {
  const site = new FaultSite();
  /** @type {Tab} */
  let tab;
  let end = async () => {};
  before(async () => {
    await site.open();
    const { browser, close } = await launch(engine);
    end = close;
    tab = new Tab(browser);
    await browser.manage().setTimeouts({ script: TIMEOUT_MS });
  });
  after(async () => {
    await end();
    site.close();
  });
  const [part, parts] = SHARD.split('/').map(Number);
  let place = 0;
  for (const fault of FAULTS.filter(({ name }) => new RegExp(named).test(name))) {
    for (const way of QUICK ? (fault.quick ?? []) : fault.ways) {
      if (WAYS !== '' && !WAYS.split(',').includes(way)) continue;
      place += 1;
      if (place % parts !== part % parts) continue;
      test(`${fault.name}: ${way}`, { timeout: TIMEOUT_MS }, async () => {
        await tab.begin(1280, 900);
        await keepsLaws(tab, site, fault, way);
      });
    }
  }
}

describe('every wait fails', { concurrency: 3 }, () => {
  for (const engine of QUICK && !process.env.ENGINES ? ['chromium'] : chosen()) {
    describe(engine, { concurrency: 1 }, () => tries(engine));
  }
});
