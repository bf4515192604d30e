/** What a run is remembered by, within budgets: its grids, its curves, and the checkpoints that a browser keeps. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inOrder, surplus } from '../../../www/lab/keep/rule.js';
import { Timeline } from '../../../www/lab/timeline.js';
import { Rows } from '../../../www/ui/plots/history.js';
import { law } from '../trying.js';

const BYTES = 64;
const IMAGES = new Uint8Array(BYTES);

/** An iteration that is far from the last, near to it, or before it; or the run goes back. */
const act = fc.record({
  by: fc.oneof(fc.integer({ min: -5, max: 5 }), fc.integer({ min: -1000, max: 100_000 })),
  isBack: fc.boolean(),
  times: fc.integer({ min: 1, max: 40 }),
});

/** @param {readonly { by: number, isBack: boolean, times: number }[]} acts @param {{ add: (iteration: number) => void, rewind: (iteration: number) => void, look: (last: number | null) => void }} obeyed */
function obey(acts, { add, rewind, look }) {
  let last = 0;
  for (const { by, isBack, times } of acts) {
    if (isBack) {
      last = Math.max(0, last - Math.abs(by));
      rewind(last);
      look(null);
    } else {
      for (let time = 0; time < times; time++) {
        last = Math.max(0, last + by);
        add(last);
        look(last);
      }
    }
  }
}

/** @param {readonly number[]} iterations */
const rise = (iterations) =>
  iterations.forEach((iteration, at) => assert.ok(at === 0 || iteration > iterations[at - 1]));

const entry = fc.record(
  {
    key: fc.string({ maxLength: 3 }),
    base: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
    iteration: fc.nat(9),
    saved: fc.nat(9),
    used: fc.nat(9),
  },
  { noNullPrototype: true },
);

/** @type {import('../trying.js').Target} */
export const budgets = {
  name: 'budgets',
  laws: [
    law(
      'grids stay within their bytes, in their order, with the newest and what was asked for',
      fc.tuple(fc.integer({ min: 1, max: 40 }), fc.array(act, { maxLength: 12 })),
      ([room, acts]) => {
        const timeline = new Timeline(room * BYTES);
        obey(acts, {
          add: (iteration) => timeline.add({ iteration, images: IMAGES }),
          rewind: (iteration) => timeline.rewind(iteration),
          look: (last) => {
            const iterations = timeline.snapshots.map(({ iteration }) => iteration);
            rise(iterations);
            assert.equal(timeline.bytes, iterations.length * BYTES);
            assert.ok(timeline.bytes <= Math.max(BYTES, timeline.budget));
            if (last !== null) assert.equal(iterations.at(-1), last);
          },
        });
      },
      { few: 200 },
    ),
    law(
      'rows stay within their number, in their order, each with its own values',
      fc.tuple(fc.integer({ min: 16, max: 60 }), fc.array(act, { maxLength: 12 })),
      ([most, acts]) => {
        const rows = new Rows(/** @type {const} */ (['iteration', 'gap']), most);
        obey(acts, {
          add: (iteration) => rows.put({ iteration, gap: iteration % 7 }),
          rewind: (iteration) => rows.rewind(iteration),
          look: (last) => {
            const iterations = [...rows.column('iteration')];
            rise(iterations);
            assert.ok(rows.length <= most, `${rows.length} rows of ${most}`);
            assert.deepEqual(
              [...rows.column('gap')],
              iterations.map((one) => one % 7),
            );
            if (last !== null) assert.equal(iterations.at(-1), last);
          },
        });
      },
      { few: 300 },
    ),
    law(
      'of what is kept the furthest and the newest stay, two a page, of five pages',
      fc.array(entry, { maxLength: 24 }),
      (entries) => {
        const over = surplus(entries);
        const stay = entries.filter((one) => !over.includes(one));
        assert.equal(over.length + stay.length, entries.length);
        const bases = new Set(stay.map(({ base }) => base));
        assert.ok(bases.size <= 5);
        for (const base of bases) {
          const of = stay.filter((one) => one.base === base);
          const all = entries.filter((one) => one.base === base);
          assert.equal(of.length, Math.min(2, all.length));
          const [first] = inOrder(of);
          assert.equal(first.iteration, Math.max(...all.map(({ iteration }) => iteration)));
        }
        assert.equal(stay.length === 0, entries.length === 0);
      },
      { few: 300 },
    ),
  ],
};
