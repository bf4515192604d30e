/** The reader's shapes: what is done to them, and what a browser has kept of them. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Collection } from '../../../www/own/collection.js';
import { keptOf } from '../../../www/own/kept.js';
import { MOST_MADE, MOST_SHAPES, MOST_STRENGTHS } from '../../../www/own/limits.js';
import { PIXELS } from '../../../www/shape.js';
import { areNumbers } from '../asked.js';
import { others, spoiltValue } from '../edits/json.js';
import { law } from '../trying.js';

const IMAGE = new Uint8Array(PIXELS).fill(3);
const KEPT = {
  images: new Uint8Array(2 * PIXELS),
  strengths: { shift: 2, turn: 12, stretch: 0.15 },
  count: 400,
};

/** @param {unknown} value */
function find(value) {
  const kept = keptOf(value);
  if (!kept) return;
  const { shapes, strengths, count } = kept;
  assert.ok(shapes.length <= MOST_SHAPES);
  assert.ok(shapes.every((shape) => shape instanceof Uint8Array && shape.length === PIXELS));
  areNumbers(strengths);
  assert.deepEqual(Object.keys(strengths).sort(), ['shift', 'stretch', 'turn']);
  for (const [name, most] of Object.entries(MOST_STRENGTHS)) {
    const strength = strengths[/** @type {keyof typeof strengths} */ (name)];
    assert.ok(strength >= 0 && strength <= most, `${name} is ${strength}`);
  }
  assert.ok(count === null || (Number.isInteger(count) && count > 0 && count <= MOST_MADE));
}

const act = fc.oneof(
  fc.record({ do: fc.constant(/** @type {const} */ ('add')), count: fc.nat(MOST_SHAPES + 2) }),
  fc.record({
    do: fc.constant(/** @type {const} */ ('remove')),
    id: fc.integer({ min: -1, max: 40 }),
  }),
  fc.record({ do: fc.constantFrom(/** @type {const} */ ('clear'), 'undo') }),
);

/** @param {readonly any[]} acts */
function obey(acts) {
  const collection = new Collection();
  /** @type {number[][]} */
  const before = [];
  let told = 0;
  collection.onChange(() => (told += 1));
  const ids = () => collection.shapes.map(({ id }) => id);
  for (const one of acts) {
    const [was, heard] = [ids(), told];
    if (one.do === 'add') {
      const taken = collection.add(Array(one.count).fill(IMAGE));
      assert.equal(taken, Math.min(one.count, MOST_SHAPES - was.length));
    } else if (one.do === 'remove') collection.remove(one.id);
    else if (one.do === 'clear') collection.clear();
    else {
      collection.undo();
      assert.deepEqual(ids(), before.length > 0 ? before.pop() : was);
    }
    const isOther = ids().join() !== was.join();
    assert.equal(
      told > heard,
      isOther,
      'who listens is told of what is another, and of nothing else',
    );
    if (isOther && one.do !== 'undo') before.push(was);
    assert.ok(collection.shapes.length <= MOST_SHAPES);
    assert.equal(collection.canUndo, before.length > 0);
    assert.equal(new Set(ids()).size, ids().length);
  }
}

/** @type {import('../trying.js').Target} */
export const shapes = {
  name: 'shapes',
  laws: [
    law(
      'what was kept is whole shapes and numbers within their limits, or nothing',
      fc.oneof(
        spoiltValue([KEPT], { isCloned: true, names: ['images', 'strengths', 'count'] }),
        others({ isCloned: true }),
        fc.nat(4 * PIXELS).map((length) => ({ ...KEPT, images: new Uint8Array(length) })),
      ),
      find,
      {
        few: 1_000,
        examples: [
          { ...KEPT, count: NaN },
          { ...KEPT, count: 1e9 },
          { ...KEPT, strengths: { shift: NaN, turn: 'a', stretch: 9 } },
          { ...KEPT, images: new Uint8Array((MOST_SHAPES + 1) * PIXELS) },
        ],
      },
    ),
    law(
      'what is kept is what is found',
      fc.record({
        shift: fc.double({ min: 0, max: MOST_STRENGTHS.shift, noNaN: true }),
        turn: fc.double({ min: 0, max: MOST_STRENGTHS.turn, noNaN: true }),
        stretch: fc.double({ min: 0, max: MOST_STRENGTHS.stretch, noNaN: true }),
      }),
      (strengths) => {
        const kept = keptOf({ images: KEPT.images, strengths, count: null });
        assert.deepEqual(kept?.strengths, { ...strengths });
        assert.equal(kept?.shapes.length, 2);
      },
    ),
    law('any steps can be taken back one by one', fc.array(act, { maxLength: 30 }), obey, {
      few: 200,
    }),
  ],
};
