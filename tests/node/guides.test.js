/** Who guides the images: whose turn it is, and how blurred images are. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Courses, greyOf, GUIDES } from '../../www/figures/guides/courses.js';
import { en } from '../../www/figures/guides/words/en.js';

/** @typedef {import('../../www/figures/guides/courses.js').GuideName} GuideName */

/** @param {...number} values of pixels @returns {Uint8Array} */
const pixels = (...values) => Uint8Array.from(values);
const [CRISP, GREY] = [pixels(255, 255, 255, 100), pixels(100, 120, 140, 255)];

/** @param {Partial<Record<GuideName, { steps: number, distance: number, images: Uint8Array }>>} found */
function coursesOf(found) {
  const courses = new Courses({ id: 1, real: CRISP, floor: 7.5 });
  for (const [name, { steps, distance, images }] of Object.entries(found)) {
    const grey = greyOf(images);
    const latest = { images, exactDistance: distance };
    Object.assign(courses.by[/** @type {GuideName} */ (name)], { steps, latest, grey });
  }
  return courses;
}

test('grey is the share of ink that is neither dark nor light; what is black is no ink', () => {
  assert.equal(greyOf(pixels(0, 10, 25, 40, 64, 191, 192, 255)), 0.4);
  assert.equal(greyOf(CRISP), 0.25);
  assert.equal(greyOf(GREY), 0.75);
  assert.ok(Number.isNaN(greyOf(pixels(0, 0, 12))));
});

test('who has not been looked at goes first, then who is behind, and none when all are done', () => {
  const images = CRISP;
  assert.equal(coursesOf({}).next, 'plan');
  const begun = coursesOf({ plan: { steps: 0, distance: 9, images } });
  assert.equal(begun.next, 'critic');
  const at = (/** @type {number[]} */ ...steps) =>
    coursesOf(
      Object.fromEntries(
        GUIDES.map((name, place) => [name, { steps: steps[place], distance: 9, images }]),
      ),
    );
  assert.equal(at(10, 5, 5).next, 'critic');
  assert.equal(at(10, 10, 5).next, 'alone');
  assert.equal(at(10, 10, 5).steps, 5);
  const done = at(500, 500, 500);
  assert.equal(done.next, undefined);
  done.goal += 500;
  assert.equal(done.next, 'plan');
  // One whose numbers are no longer finite holds nobody up.
  const broken = at(500, 20, 500);
  broken.by.critic.isOver = true;
  assert.equal(broken.next, undefined);
});

test('what is blurred is so beside real digits, and nearer than they are to each other', () => {
  const courses = coursesOf({
    plan: { steps: 50, distance: 6.4, images: GREY },
    critic: { steps: 50, distance: 8.1, images: CRISP },
    alone: { steps: 39, distance: 8.4, images: CRISP },
  });
  assert.deepEqual(
    GUIDES.map((name) => [courses.isNearer(name), courses.isBlurred(name)]),
    [
      [true, true],
      [false, false],
      [false, false],
    ],
  );
  assert.equal(courses.hasStrokes('plan'), false);
  assert.equal(courses.hasStrokes('critic'), true);
  // Between the two nothing is claimed.
  courses.by.critic.grey = 1.35 * courses.grey;
  assert.deepEqual([courses.isBlurred('critic'), courses.hasStrokes('critic')], [false, false]);
  assert.equal(courses.isEarly, true);
  courses.by.alone.steps = 40;
  assert.equal(courses.isEarly, false);
});

test('every guide has its names and its picture in words', () => {
  for (const name of ['real', ...GUIDES]) {
    for (const key of [`guides.${name}`, `guides.${name}.short`, `guides.picture.${name}`]) {
      assert.equal(typeof (/** @type {Record<string, unknown>} */ (en)[key]), 'string', key);
    }
  }
});
