/** The picture that links to the page are shown with. */

import { expect, test } from './lab.js';

test('the card has the size that such cards have, and is light', async ({ request }) => {
  const response = await request.get('./card.png');
  expect(response.headers()['content-type']).toBe('image/png');
  const bytes = await response.body();
  // The width and the height that a PNG begins with.
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1200, 630]);
  expect(bytes.length).toBeLessThan(100_000);
});
