/**
 * Every wait fails: each fault of rows.js in each of its ways, in each engine. ENGINES=firefox: that one; FAULTS=clipboard:
 * those whose name has it; WAYS=hang,throw: those; SHARD=2/4: the second of four parts; DONE=file: but for those
 * that a run has said there to be green; QUICK: the few that are tried with all other tests.
 */

import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { chosen, launch } from '../../scripts/engines.mjs';
import { Tab } from '../engines/tab.js';
import { Calm, keepsLaws } from './laws.js';
import { comesBack, thaws } from './life.js';
import { FAULTS } from './rows.js';
import { FaultSite } from './server.js';

const { QUICK, FAULTS: named = '', WAYS = '', SHARD = '1/1', DONE } = process.env;
const done = DONE ? readFileSync(DONE, 'utf8') : '';
const TIMEOUT_MS = 240_000;
/** A page whose script hangs has no end of loading. */
const PAGE_MS = 20_000;

/** @param {string} engine */
function tries(engine) {
  const site = new FaultSite();
  const calm = new Calm();
  /** @type {Tab} */
  let tab;
  let end = async () => {};
  const open = async () => {
    const { browser, close } = await launch(engine, { isUnseen: true });
    end = close;
    tab = new Tab(browser);
    await browser.manage().setTimeouts({ script: TIMEOUT_MS, pageLoad: PAGE_MS });
  };
  /** An empty page, of another browser where the one before has crashed. */
  const begin = async () => {
    try {
      await tab.begin(1280, 900);
    } catch {
      await end();
      await open();
      await tab.begin(1280, 900);
    }
  };
  before(async () => {
    await site.open();
    await open();
  });
  after(async () => {
    await end();
    site.close();
  });
  const isWhole = !QUICK && WAYS === '';
  const lives = [
    { name: 'a page that is left and come back to', tries: comesBack, is: true },
    { name: 'a page that is frozen', tries: thaws, is: engine === 'chromium' },
  ];
  for (const { name, tries: lived, is } of lives) {
    if (!is || !isWhole || !new RegExp(named).test(name)) continue;
    test(name, { timeout: TIMEOUT_MS }, async () => {
      await begin();
      await lived(tab, site);
    });
  }
  const [part, parts] = SHARD.split('/').map(Number);
  let place = 0;
  for (const fault of FAULTS.filter(({ name }) => new RegExp(named).test(name))) {
    for (const way of QUICK ? (fault.quick ?? []) : fault.ways) {
      if (WAYS !== '' && !WAYS.split(',').includes(way)) continue;
      place += 1;
      if (place % parts !== part % parts) continue;
      if (done.includes(`✔ ${fault.name}: ${way} (`)) continue;
      test(`${fault.name}: ${way}`, { timeout: TIMEOUT_MS }, async () => {
        await begin();
        await keepsLaws(tab, site, fault, way, calm);
      });
    }
  }
}

describe('every wait fails', { concurrency: 3 }, () => {
  for (const engine of QUICK && !process.env.ENGINES ? ['chromium'] : chosen()) {
    describe(engine, { concurrency: 1 }, () => tries(engine));
  }
});
