/** The picture that links to the page are shown with. */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

test('the card is a PNG of the size that such cards have, and is light', () => {
  const bytes = readFileSync('www/card.png');
  assert.equal(bytes.toString('latin1', 1, 4), 'PNG');
  // The width and the height that a PNG begins with.
  assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], [1200, 630]);
  assert.ok(bytes.length < 100_000);
});
