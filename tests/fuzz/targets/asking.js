/** Questions to workers and their answers: both ends, whatever is asked, answered or thrown. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { reply } from '../../../www/asking/answering.js';
import { isReply, Questions } from '../../../www/asking/questions.js';
import { serve } from '../../../www/asking/serving.js';
import { Calculator } from '../../../www/run/calculator.js';
import { breathe } from '../../node/made-up/world.js';
import { isSaid } from '../asked.js';
import { others, spoiltValue } from '../edits/json.js';
import { law } from '../trying.js';

const REPLIES = [
  { type: 'answer', id: 1, value: 3 },
  { type: 'refusal', id: 2, name: 'ArgumentError', message: 'no' },
];
const WORDS = [...REPLIES, { type: 'hello' }, { type: 'error', kind: 'panic', message: 'no' }];
const anything = fc.oneof(
  others({ isCloned: true }),
  fc.constantFrom(Symbol('a'), () => {}, Object.create(null), new Error('no'), new (class {})()),
  fc.constantFrom('own').map(() => {
    /** @type {{ self?: unknown }} */
    const round = {};
    round.self = round;
    return round;
  }),
  fc.anything(),
);

const act = fc.oneof(
  fc.record({ do: fc.constantFrom(/** @type {const} */ ('ask'), 'pass', 'drop', 'fail') }),
  fc.record({
    do: fc.constant(/** @type {const} */ ('settle')),
    said: spoiltValue(REPLIES, { isCloned: true, names: ['id', 'name', 'message'] }),
  }),
  fc.record({ do: fc.constant(/** @type {const} */ ('answer')), id: fc.nat(8) }),
);

/** @param {readonly any[]} acts */
async function ask(acts) {
  const questions = new Questions();
  let [count, ended] = [0, 0];
  const end = () => (ended += 1);
  for (const { do: what, said, id } of acts) {
    if (what === 'ask') {
      questions.ask((own) => assert.ok(own > count)).then(end, end);
      count += 1;
    } else if (what === 'fail') {
      const asked = questions.ask(() => {
        throw new Error('it cannot be said');
      });
      await assert.rejects(asked, /cannot be said/);
    } else if (what === 'pass') questions.pass(1);
    else if (what === 'drop') questions.drop(new Error('over'));
    else if (what === 'answer') questions.settle({ type: 'answer', id, value: id });
    else if (isReply(said)) questions.settle(said);
    await breathe();
    assert.equal(questions.count + ended, count, 'one is lost, or has ended twice');
  }
  questions.drop(new Error('over'));
  await breathe();
  assert.equal(ended, count);
}

/** @type {import('../trying.js').Target} */
export const asking = {
  name: 'asking',
  laws: [
    law(
      'each question ends once, whatever is said of it',
      fc.array(act, { maxLength: 20 }),
      async (acts) => ask(acts),
      { few: 300 },
    ),
    law(
      'whatever is found or thrown, there is one answer or refusal, which can be sent',
      fc.tuple(anything, fc.boolean(), fc.nat()),
      async ([value, isThrown, id]) => {
        /** @type {any[]} */
        const said = [];
        const find = () => {
          if (isThrown) throw value;
          return value;
        };
        await reply(id, find, (one, transfer) => {
          structuredClone(one);
          assert.ok(Array.isArray(transfer));
          said.push(one);
        });
        assert.equal(said.length, 1);
        assert.ok(isReply(said[0]));
        assert.equal(said[0].id, id);
        if (isThrown) assert.equal(said[0].type, 'refusal');
      },
      {
        few: 500,
        examples: [
          [Object.create(null), true, 1],
          [Object.assign(new Error('no'), { name: Symbol('a') }), true, 1],
        ],
      },
    ),
    law(
      'a worker answers what it can, and refuses what it cannot by name',
      fc.array(
        fc.record({
          name: fc.constantFrom('double', 'constructor', '__proto__', 'toString', 'nothing', ''),
          ask: fc.array(others({ isCloned: true }), { maxLength: 2 }),
        }),
        { maxLength: 6 },
      ),
      async (asked) => {
        /** @type {any[]} */
        const said = [];
        const answers = { double: (/** @type {any} */ _, /** @type {any} */ value) => value };
        const hear = serve(answers, {
          post: (event) => said.push(event),
          instantiate: async () => ({}),
        });
        hear({ type: 'open', module: 'figures', compiled: /** @type {any} */ ({}) });
        asked.forEach(({ name, ask: given }, id) => hear({ type: 'ask', id, name, ask: given }));
        await breathe();
        await breathe();
        const replies = said.filter(isReply);
        assert.deepEqual(
          replies.map(({ id }) => id),
          asked.map((_, at) => at),
        );
        replies.forEach((one, at) => {
          assert.equal(one.type, asked[at].name === 'double' ? 'answer' : 'refusal');
          if (one.type === 'refusal') assert.ok(one.message.includes(asked[at].name));
        });
      },
      { few: 100 },
    ),
    law(
      'a worker of figures that says anything else is left, in words',
      spoiltValue(WORDS, { isCloned: true, names: ['id', 'message', 'type'] }),
      async (said) => {
        const calculator = /** @type {any} */ (new Calculator('figures', 'figures'));
        let isLeft = false;
        /** @type {any} */
        const worker = { terminate: () => (isLeft = true) };
        calculator.live = worker;
        /** @type {Promise<unknown>} */
        const asked = calculator.questions.ask(() => {});
        const ended = asked.then(
          () => null,
          (/** @type {any} */ error) => error,
        );
        calculator.hear(worker, said, () => {});
        if (!isLeft) return;
        const error = await ended;
        assert.ok('text' in error, String(error));
        isSaid(error.text);
      },
      { few: 1_000 },
    ),
  ],
};
