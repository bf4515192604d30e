/** The means that the gap on the line is the difference of. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { meanUnder } from '../../www/figures/line/means.js';

test('a mean weighs each score by the mass that is there', () => {
  const f = new Float64Array([-1, 0, 3]);
  assert.equal(meanUnder(new Float64Array([0.5, 0.25, 0.25]), f), 0.25);
  assert.equal(meanUnder(new Float64Array([0, 0, 1]), f), 3);
});
