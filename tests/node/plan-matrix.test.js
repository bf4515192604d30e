/** The plan as a matrix, and entropy's slider. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { epsilonAt, LEAST, MOST, placeOf } from '../../www/figures/transport/entropy.js';
import { cellsOf, columnsOf, sumsOf } from '../../www/figures/transport/matrix.js';

const plan = {
  from: Uint32Array.of(0, 0, 1),
  to: Uint32Array.of(0, 2, 1),
  mass: Float64Array.of(0.25, 0.25, 0.5),
  distance: Float64Array.of(1, 1, 1),
  cost: 1,
};

test('columns run from left to right, whatever the order of the points', () => {
  assert.deepEqual(columnsOf(Float64Array.of(0.5, 0, -0.5, 0, 0, 9)), [2, 0, 1]);
});

test('cells are masses, and their columns sum to what arrives', () => {
  const cells = cellsOf(plan, 2, [2, 0, 1]);
  assert.deepEqual([...cells], [0, 0.25, 0.25, 0.5, 0, 0]);
  assert.deepEqual([...sumsOf(cells, 3)], [0.5, 0.25, 0.25]);
  assert.deepEqual([...sumsOf(cells, 3, 0)], [0, 0.25, 0.25]);
  assert.deepEqual([...sumsOf(cells, 3, 1)], [0.5, 0, 0]);
});

test('the slider begins with none, and then goes by equal factors; what it shows it gives back', () => {
  assert.equal(epsilonAt(0), 0);
  assert.equal(epsilonAt(1), LEAST);
  assert.equal(epsilonAt(40), MOST);
  for (let place = 0; place <= 40; place++) assert.equal(placeOf(epsilonAt(place)), place);
  assert.equal(placeOf(LEAST / 2), 0);
});
