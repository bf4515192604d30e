/** The straight way of Q through P that the curves of the first figure are over, and the jump at its middle. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SCENE } from '../../www/figures/kit/scene.js';
import { Sweep } from '../../www/figures/clouds/sweep.js';
import { jumpOf } from '../../www/figures/clouds/trace.js';
import { movedTo, placeOf, placesOf, reachOf } from '../../www/figures/clouds/way.js';

const p = SCENE.p.fallback;
const q = SCENE.q.fallback;

/** @param {readonly number[]} found @param {readonly number[]} wanted */
const near = (found, wanted) =>
  found.forEach((value, at) => assert.ok(Math.abs(value - wanted[at]) < 1e-12, `${value}`));

test('a place is how far Q is from P, and on which side', () => {
  const above = p.map((value, at) => (at % 2 ? value + 0.25 : value));
  assert.equal(placeOf(p, p), 0);
  assert.ok(Math.abs(placeOf(p, above) - 0.25) < 1e-12);
  assert.ok(placeOf(p, q) < -0.8);
});

test('the way goes through where Q is and over the spine, and on to as far above', () => {
  const place = placeOf(p, q);
  near(movedTo(p, q, place), q);
  near(movedTo(p, q, 0), p);
  near(
    movedTo(p, q, -place),
    p.map((value, at) => 2 * value - q[at]),
  );
  assert.ok(Math.abs(placeOf(p, movedTo(p, q, 0.3)) - 0.3) < 1e-12);
  // From the spine itself it goes straight up.
  near(
    movedTo(p, p, 0.5),
    p.map((value, at) => (at % 2 ? value + 0.5 : value)),
  );
});

test('its places are in order, the same on both sides, closer where curves fall', () => {
  const places = placesOf(reachOf(p, q), 0.05);
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
  assert.deepEqual(places.map((place) => 0 - place).reverse(), places);
  assert.equal(places[(places.length - 1) / 2], 0);
  assert.ok(places.filter((place) => Math.abs(place) < 0.15).length > 10);
  assert.equal(placesOf(1.2, 0).length, 17);
});

test('a number that is another at the middle alone jumps there', () => {
  const points = [-1, 0, 1].map((place) => ({ place, value: place === 0 ? 0 : Math.LN2 }));
  assert.deepEqual(jumpOf(points), { beside: Math.LN2, at: 0 });
  assert.equal(jumpOf(points.map((point) => ({ ...point, value: Infinity }))), null);
  assert.equal(jumpOf([]), null);
});

test('a sweep asks again for what is another, and for nothing else', async () => {
  /** @type {Record<string, number>} */
  const asked = { wasserstein: 0, divergences: 0 };
  let found = () => {};
  const sweep = new Sweep(
    {
      wasserstein: async () => ({ wasserstein: ++asked.wasserstein }),
      divergences: async () => {
        asked.divergences += 1;
        return { jensenShannon: 0.5, totalVariation: 0.25 };
      },
    },
    () => found(),
  );
  const next = () => new Promise((resolve) => (found = () => resolve(undefined)));
  const first = next();
  sweep.follow({ p, q, width: 0, blur: 0 });
  await first;
  assert.deepEqual(asked, { wasserstein: 17, divergences: 17 });
  assert.equal(sweep.curves.totalVariation.length, 17);
  assert.ok(Math.abs(sweep.curves.wasserstein[8].place) === 0);
  const second = next();
  sweep.follow({ p, q, width: 0, blur: 0.05 });
  await second;
  assert.equal(asked.wasserstein, 17);
  assert.ok(asked.divergences > 17);
  sweep.dispose();
});
