/** Scripts that come when they are wanted. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areLost, scripts } from '../../www/load/scripts.js';

/** What engines say of a script that did not come, and of one that was a web page. */
const SAID = [
  'Failed to fetch dynamically imported module: https://a.b/c.js',
  'error loading dynamically imported module: https://a.b/c.js',
  'Importing a module script failed.',
  "'text/html' is not a valid JavaScript MIME type.",
];

test('what did not come is asked for again, and is there when it came', async () => {
  for (const said of SAID) {
    assert.ok(areLost(new TypeError(said)));
    let tries = 0;
    const load = scripts(async () => {
      if (++tries < 3) throw new TypeError(said);
      return tries;
    });
    for (let times = 0; times < 2; times++) await assert.rejects(load, new TypeError(said));
    assert.equal(await load(), 3);
    assert.equal(await load(), 4);
  }
});

test('what threw while it began is not taken for whole, whatever an engine says the next time', async () => {
  for (const error of [new Error('bad'), new TypeError('x is not a function')]) {
    let tries = 0;
    const load = scripts(async () => {
      if (++tries === 1) throw error;
      return 'what is left of it';
    });
    for (let times = 0; times < 3; times++) {
      const said = await load().catch((caught) => ({ caught }));
      assert.deepEqual(said, { caught: error });
    }
    assert.equal(tries, 1);
  }
});
