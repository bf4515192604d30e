/** Changes of a configuration: in links, laid over presets, taken back, and told. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { overlay, undoing } from '../../../www/recipe.js';
import { changesOf } from '../../../www/run/changes.js';
import { configText, hashText, parseConfig } from '../../../www/run/config-text.js';
import { KEYS } from '../../../www/run/settings.js';
import { areNumbers, isSaid } from '../asked.js';
import { spoiltValue } from '../edits/json.js';
import { anyText, spoiltText } from '../edits/text.js';
import { law } from '../trying.js';

const CONFIG = {
  seed: 7,
  batch: 64,
  nCritic: 5,
  order: 'criticFirst',
  architecture: { kind: 'mlp', generatorHidden: [16, 32], criticHidden: [8] },
  constraint: { kind: 'slopePenalty', lambda: 10, pairs: 'realFake' },
  criticAdam: { rate: 1e-4, beta1: 0.5 },
  averaging: null,
};
const PATCHES = [
  { batch: 8 },
  { architecture: { kind: 'mlp', generatorHidden: [16] } },
  { constraint: { kind: 'weightClipping', limit: 0.01 }, averaging: { decay: 0.99, from: 1e21 } },
  { averaging: { decay: 0.9 }, criticAdam: { beta1: 0 } },
];
const TEXTS = [
  'batch:8',
  'architecture.kind:mlp,architecture.generatorHidden:16;16,batch:8',
  'constraint.lambda:1e-7,averaging:null,criticHidden:16;',
  '{"batch":8,"architecture":{"kind":"mlp","generatorHidden":[]}}',
];
const DEEP = 100_000;

/** @param {unknown} value @returns {number} */
const depthOf = (value) =>
  typeof value === 'object' && value !== null
    ? 1 + Math.max(0, ...Object.values(value).map(depthOf))
    : 0;
/** Of its own: what it has besides is what all objects have. @param {unknown} value */
function isPlain(value) {
  if (typeof value !== 'object' || value === null) return;
  const kind = Array.isArray(value) ? Array.prototype : Object.prototype;
  assert.equal(Object.getPrototypeOf(value), kind, 'it has something that is not its own');
  for (const inner of Object.values(value)) isPlain(inner);
}

const patch = spoiltValue(PATCHES, { names: ['batch', 'architecture', 'averaging', 'lambda'] });
/** As it comes from a link. */
const given = patch.map((value) => JSON.parse(JSON.stringify(value) ?? '{}'));
const config = spoiltValue([CONFIG]).map((value) => JSON.parse(JSON.stringify(value) ?? '{}'));

/** @type {import('../trying.js').Target} */
export const configurations = {
  name: 'configurations',
  laws: [
    law(
      'a text is a change of a configuration that is written as it is read, or none',
      fc.oneof(
        spoiltText(TEXTS),
        anyText,
        patch.map((value) => JSON.stringify(value) ?? ''),
      ),
      (text) => {
        const found = parseConfig(text);
        if (found === undefined) return;
        areNumbers(found);
        isPlain(found);
        assert.ok(depthOf(found) < 10);
        const written = configText(found);
        assert.deepEqual(JSON.stringify(parseConfig(written)), JSON.stringify(found));
        // A link has it in its fragment.
        const hash = hashText(new URLSearchParams({ config: written }));
        assert.equal(new URLSearchParams(hash).get('config'), written);
        const taken = KEYS.config.parse(text);
        assert.equal(taken === undefined, Object.hasOwn(found, 'seed'));
      },
      {
        few: 1_000,
        examples: [
          'batch:1e999',
          '{"batch":-1e999}',
          `${'a.'.repeat(DEEP)}a:1`,
          `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
          '{"__proto__":{"seed":1}}',
          'constructor.prototype.x:1',
          '{"batch":[{"toString":0}]}',
        ],
      },
    ),
    law(
      'what is laid over a configuration is its own, changes neither, and twice is as once',
      fc.tuple(config, given),
      ([base, over]) => {
        const before = JSON.stringify([base, over]);
        const laid = overlay(base, over);
        isPlain(laid);
        assert.equal(JSON.stringify(overlay(laid, over)), JSON.stringify(laid));
        assert.equal(JSON.stringify([base, over]), before);
      },
      { few: 1_000, examples: [[CONFIG, JSON.parse('{"__proto__":{"batch":1}}')]] },
    ),
    law(
      'what a link has changed is changed back',
      fc.tuple(config, given),
      ([base, over]) => {
        const laid = overlay(base, over);
        const back = /** @type {any} */ (overlay(laid, undoing(base, over)));
        if (typeof base !== 'object' || base === null || Array.isArray(base)) {
          return assert.deepEqual(back, base);
        }
        for (const name of Object.keys(base)) {
          const [is, was] = [back[name], /** @type {any} */ (base)[name]];
          // A field that was not there before stays: nothing says that it should go.
          if (depthOf(was) === 0 || Array.isArray(was)) assert.deepEqual(is, was, name);
          else for (const inner of Object.keys(was)) assert.deepEqual(is[inner], was[inner], inner);
        }
      },
      {
        few: 1_000,
        examples: [
          [CONFIG, { averaging: { decay: 0.9 } }],
          [CONFIG, { architecture: { kind: 'conv' } }],
          [CONFIG, { nothing: { like: 'it' } }],
        ],
      },
    ),
    law(
      'what differs can be said in both languages',
      fc.tuple(config, given),
      ([base, over]) => {
        for (const change of changesOf(base, overlay(base, over))) isSaid(change);
        isSaid(['event.changed', ...changesOf(null, over)]);
      },
      { few: 300 },
    ),
  ],
};
