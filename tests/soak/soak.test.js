/**
 * The page for long: each case in each engine, in a browser of its own. ENGINES=firefox: that one; SOAKS=labs: those whose
 * name has it; SHARE=0.01: that part of each. What is seen on the way is written to target/soak/.
 */

import { appendFileSync, mkdirSync } from 'node:fs';
import { describe, test } from 'node:test';
import { chosen } from '../../scripts/engines.mjs';
import { CASES } from './cases.js';
import { Place } from './place.js';

const { SOAKS = '' } = process.env;
const FOLDER = 'target/soak';
mkdirSync(FOLDER, { recursive: true });

describe('soak', { concurrency: 1 }, () => {
  for (const engine of chosen()) {
    for (const one of CASES) {
      const { name, engines = [engine] } = one;
      if (!engines.includes(engine) || !new RegExp(SOAKS).test(name)) continue;
      test(`${engine}: ${name}`, async (context) => {
        const place = new Place(engine);
        const tell = (/** @type {string} */ text) => {
          context.diagnostic(text);
          appendFileSync(`${FOLDER}/${engine}.txt`, `${name}: ${text}\n`);
        };
        try {
          await one.soak(place, tell, (why) => context.skip(why));
        } finally {
          await place.close();
        }
      });
    }
  }
});
