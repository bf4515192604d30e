/** What may happen to a run, in any order: `transition`, whose state and orders must fit each other. */

import fc from 'fast-check';
import { DEVICES, RunStory } from '../run-story.js';
import { law } from '../trying.js';

/** @typedef {import('../../../www/run/run-events.js').Event} Event */

/** How often each is tried: oftener what gets a run on, so that there is one that things can happen to. @type {Record<Event['type'], number>} */
const OFTEN = {
  ...{ begin: 4, ready: 4, started: 4, checkpoint: 4, choose: 4, probed: 2, error: 2, step: 2 },
  ...{ steps: 1, owed: 1, paid: 1, pause: 1, resume: 1, slow: 1, limit: 1, settings: 1, reset: 1 },
  ...{ configured: 1, loaded: 1, offer: 1, explain: 1, end: 1, waiting: 1, shardLost: 1 },
  ...{ ranAway: 1, team: 1, late: 1, silent: 1, sleep: 3, slept: 2, wake: 1 },
};
const TYPES = Object.entries(OFTEN).flatMap(([type, times]) =>
  Array(times).fill(/** @type {Event['type']} */ (type)),
);

const act = fc.record(
  {
    type: fc.constantFrom(...TYPES),
    which: fc.nat(30),
    count: fc.nat(9),
    isSo: fc.boolean(),
  },
  { noNullPrototype: true },
);

/** @param {readonly Event['type'][]} types */
const oneByOne = (types) => types.map((type) => ({ type, which: 0, count: 0, isSo: false }));

/** There is a run, whatever device was asked for. */
const BEGUN = oneByOne(['begin', 'probed', 'ready', 'started']);
/** Who has the run says twice that it has begun, while the run waits for its state. */
const TWICE = oneByOne(['begin', 'started', 'offer', 'started']);
/** A worker is offered while the browser is asked of another device, which it has. */
const MEANWHILE = [
  ...BEGUN,
  {
    type: /** @type {const} */ ('choose'),
    which: DEVICES.indexOf('webgpu'),
    count: 0,
    isSo: false,
  },
  ...oneByOne(['offer']),
  { type: /** @type {const} */ ('probed'), which: 0, count: 0, isSo: true },
];

/** @type {import('../trying.js').Target} */
export const transitions = {
  name: 'transitions',
  laws: [
    law(
      'whatever happens, no worker is lost, no step is forgotten, and the state fits the orders',
      fc.tuple(
        fc.constantFrom(...DEVICES),
        fc
          .tuple(fc.constantFrom([], BEGUN, BEGUN), fc.array(act, { maxLength: 60, size: 'max' }))
          .map(([first, then]) => [...first, ...then]),
      ),
      ([device, acts]) => {
        const story = new RunStory(device);
        for (const one of acts) story.happen(one);
      },
      {
        few: 400,
        examples: [
          ['cpu', TWICE],
          ['cpu', MEANWHILE],
        ],
      },
    ),
  ],
};
