/** Labs of a page that take turns: one trains at a time, but for those that were told to train beside others. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { claimTurn, joinTurns, leaveTurns, memberOf, settleTurns } from '../../www/run/turns.js';

/** @typedef {import('../../www/run/turns.js').Member} Member */

/** Labs that have joined, and which of them train. @param {...Partial<Member>} given */
function labsOf(...given) {
  /** @type {boolean[]} */
  const trains = [];
  const members = given.map((own, at) => {
    /** @type {Member} */
    const member = {
      isWilling: true,
      isConcurrent: false,
      take: (isItsTurn) => (trains[at] = isItsTurn),
      ...own,
    };
    joinTurns(member);
    return member;
  });
  return { members, trains, leave: () => members.forEach(leaveTurns) };
}

test('the first trains, until another is claimed', () => {
  const { members, trains, leave } = labsOf({}, {}, {});
  assert.deepEqual(trains, [true, false, false]);
  claimTurn(members[1]);
  assert.deepEqual(trains, [false, true, false]);
  claimTurn(members[2]);
  claimTurn(members[0]);
  assert.deepEqual(trains, [true, false, false]);
  leave();
});

test('where the one that was claimed last is not willing, the one before it trains', () => {
  const { members, trains, leave } = labsOf({}, {}, {});
  claimTurn(members[1]);
  claimTurn(members[2]);
  Object.assign(members[2], { isWilling: false });
  settleTurns();
  assert.deepEqual(trains, [false, true, false]);
  leaveTurns(members[1]);
  assert.deepEqual([trains[0], trains[2]], [true, false]);
  leave();
});

test('those that train beside others take nobody’s turn', () => {
  const { members, trains, leave } = labsOf({}, { isConcurrent: true }, {});
  assert.deepEqual(trains, [true, true, false]);
  claimTurn(members[1]);
  assert.deepEqual(trains, [true, true, false]);
  claimTurn(members[2]);
  assert.deepEqual(trains, [false, true, true]);
  leave();
});

test('where none is willing all may begin, and the first that does has the turn', () => {
  const { members, trains, leave } = labsOf({ isWilling: false }, { isWilling: false });
  assert.deepEqual(trains, [true, true]);
  Object.assign(members[1], { isWilling: true });
  settleTurns();
  assert.deepEqual(trains, [false, true]);
  leave();
});

test('one that has left is not claimed', () => {
  const { members, trains, leave } = labsOf({}, {});
  leaveTurns(members[1]);
  claimTurn(members[1]);
  assert.deepEqual(trains, [true, false]);
  leave();
});

/** @param {object} run */
const memberOfRun = (run) =>
  memberOf(
    /** @type {any} */ ({
      pauses: new Set(),
      settings: { concurrent: false, together: '' },
      ...run,
    }),
  );

test('a run is willing while it is there and nothing but another’s turn holds it', () => {
  const phases = ['idle', 'opening', 'live', 'asleep', 'failed'];
  const willing = phases.filter((phase) => memberOfRun({ phase }).isWilling);
  assert.deepEqual(willing, ['opening', 'live', 'asleep']);
  const held = (/** @type {string[]} */ ...pauses) =>
    memberOfRun({ phase: 'live', pauses: new Set(pauses) }).isWilling;
  assert.deepEqual([held('other'), held('reader'), held('other', 'away')], [true, false, false]);
});

test('it trains beside others where it is told to, and in company', () => {
  const beside = (/** @type {object} */ settings) => memberOfRun({ settings }).isConcurrent;
  assert.equal(beside({ concurrent: false, together: '' }), false);
  assert.equal(beside({ concurrent: true, together: '' }), true);
  assert.equal(beside({ concurrent: false, together: 'pair' }), true);
});

test('whose turn it is, is a reason to pause, and to go on', () => {
  /** @type {string[]} */
  const told = [];
  const member = memberOfRun({
    pause: (/** @type {string} */ reason) => told.push(`pause ${reason}`),
    resume: (/** @type {string} */ reason) => told.push(`resume ${reason}`),
  });
  member.take(false);
  member.take(true);
  assert.deepEqual(told, ['pause other', 'resume other']);
});
