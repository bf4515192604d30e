/** Frames at beats: few are asked for, and none too late. */

import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { atBeat, BEAT_MS } from '../../www/ui/beat.js';

let now = 0;
/** @type {(() => void)[]} frames that were asked for and have not come */
let frames = [];
let asked = 0;

/** Time goes on by `ms`, and the browser gives each frame that is asked for within 16. @param {number} ms */
function wait(ms) {
  for (let left = ms; left > 0; left--) {
    now += 1;
    mock.timers.tick(1);
    if (now % 16 === 0) for (const frame of frames.splice(0)) frame();
  }
}

beforeEach(() => {
  mock.timers.enable({ apis: ['setTimeout'] });
  mock.method(performance, 'now', () => now);
  now = 1_000_000;
  frames = [];
  asked = 0;
  Object.assign(globalThis, {
    requestAnimationFrame: (/** @type {() => void} */ call) => {
      asked += 1;
      frames.push(call);
    },
  });
});
afterEach(() => {
  mock.timers.reset();
  mock.restoreAll();
});

test('what is due is called in the next frame, what is not at the next beat', () => {
  /** @type {[string, number][]} */
  const called = [];
  const began = now;
  atBeat(now - 1, () => called.push(['due', now - began]));
  atBeat(now + 100, () => called.push(['later', now - began]));
  wait(400);
  const [[first, at], [second, later]] = called;
  assert.deepEqual([first, second, called.length], ['due', 'later', 2]);
  assert.ok(at <= 16, `${at}`);
  assert.ok(later <= BEAT_MS + 16, `${later}`);
});

test('things with periods of their own share their frames', () => {
  const counts = [0, 0, 0];
  [BEAT_MS, 2 * BEAT_MS, 4 * BEAT_MS].forEach((period, index) => {
    const again = () => {
      counts[index] += 1;
      atBeat(now + period, again);
    };
    wait(37);
    atBeat(now, again);
  });
  const before = asked;
  wait(64 * BEAT_MS);
  assert.ok(asked - before <= 64 + 2, `${asked - before} frames`);
  assert.ok(counts[0] >= 60 && counts[1] >= 30 && counts[2] >= 15, counts.join());
});

test('what is asked for in a frame and due is called in that frame', () => {
  /** @type {number[]} */
  const at = [];
  const before = now - 1;
  atBeat(now, () => atBeat(before, () => at.push(asked)));
  wait(20);
  assert.deepEqual(at, [1]);
  // Who asks again at once has a frame each time.
  const again = () => {
    if (at.push(asked) < 4) atBeat(now, again);
  };
  atBeat(now, again);
  wait(100);
  assert.deepEqual(at, [1, 2, 3, 4]);
});

test('what is taken back is not called, and an error keeps nothing else', () => {
  const reported = mock.fn();
  Object.assign(globalThis, { reportError: reported });
  const called = mock.fn();
  atBeat(now, () => {
    throw new Error('of one');
  });
  const takeBack = atBeat(now, called);
  takeBack();
  wait(20);
  assert.equal(called.mock.callCount(), 0);
  const again = mock.fn();
  atBeat(now, again);
  wait(20);
  assert.equal(again.mock.callCount(), 1);
  assert.equal(reported.mock.callCount(), 1);
});
