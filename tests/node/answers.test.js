/** What a worker answers of a run that goes on while it is asked. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer } from '../../www/worker/answers.js';
import { breathe } from './made-up/world.js';

test('digits are said to be judged at the iteration that drew them, however late the classifier comes', async () => {
  /** @type {(classifier: object) => void} */
  let arrive = () => {};
  const said = /** @type {any[]} */ ([]);
  const trainer = { iteration: 3, quality: async () => ({ score: 9 }) };
  const session = /** @type {any} */ ({
    trainer,
    classifierOf: () => new Promise((resolve) => (arrive = resolve)),
    reply: (/** @type {unknown} */ message) => said.push(message),
    failed: assert.fail,
  });
  const ask = { count: 512, classifier: new Blob() };
  await answer(session, /** @type {any} */ ({ id: 1, name: 'quality', ask }));
  trainer.iteration = 40;
  assert.equal(said.length, 0);
  arrive({});
  await breathe();
  assert.equal(said.length, 1);
  assert.equal(said[0].value.iteration, 40);
});
