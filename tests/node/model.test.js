/**
 * Runs through whatever may happen to them, by chance: no promise unsettled, no step lost or done twice, no state that
 * lies, and at rest exactly what was asked. STORIES is how many, STORY the one to tell again.
 */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Clock } from './made-up/clock.js';
import { Story } from './made-up/story.js';

const COUNT = Number(process.env.STORIES ?? 20_000);
const ONE = process.env.STORY;

const clock = new Clock().install();
// Checksums take turns of the real clock; shards are made up.
Object.defineProperty(globalThis, 'crypto', { value: {} });

test(`${COUNT} runs come to rest as they were asked to`, async () => {
  const first = ONE === undefined ? 0 : Number(ONE);
  const end = ONE === undefined ? COUNT : first + 1;
  for (let seed = first; seed < end; seed++) {
    const story = new Story(seed, clock);
    const wrong = await story.tell();
    assert.deepEqual(wrong, [], `STORY=${seed}\n${story.log.join('\n')}`);
  }
});
