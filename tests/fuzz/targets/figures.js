/** What figures are set to: by attributes, links and programs, and what is written of it for another page. */

import assert from 'node:assert/strict';
import { register } from 'node:module';
import fc from 'fast-check';
import { codeOf } from '../../../www/figures/kit/embed-line.js';
import { allowed, check, checked } from '../../../www/figures/kit/parameters.js';
import { targetOf } from '../../../www/figures/links.js';
import { others } from '../edits/json.js';
import { anyText, spoiltText } from '../edits/text.js';
import { law } from '../trying.js';

/** @typedef {import('../../../www/figures/kit/parameters.js').Parameter} Parameter */

// What is put beside the page's own scripts when it is assembled draws charts, and sets nothing.
const NOTHING = 'data:text/javascript,export default ""';
register(
  `data:text/javascript,${encodeURIComponent(`
    export const resolve = (name, context, next) =>
      name.includes('/vendor/') ? { url: ${JSON.stringify(NOTHING)}, shortCircuit: true } : next(name, context);
  `)}`,
);

const FOLDERS = [
  'clouds',
  'game',
  'guides',
  'line',
  'pairs',
  'paradox',
  'plane',
  'transport',
  'truth',
  'watch',
];
/** @type {{ parameters: Record<string, Parameter>, passing: readonly string[], needsLab: boolean }[]} */
const KINDS = await Promise.all(
  FOLDERS.map(async (name) => (await import(`../../../www/figures/${name}/${name}.js`)).default),
);
const PLACES = KINDS.flatMap(({ parameters }, kind) =>
  Object.keys(parameters).map((name) => ({ kind, name })),
);

/** @param {() => unknown} work */
function quietly(work) {
  const { warn } = console;
  console.warn = () => {};
  try {
    return work();
  } finally {
    console.warn = warn;
  }
}

/** @param {any} value @param {any} parameter */
function isAllowed(value, parameter) {
  const { fallback, least, most, choices, isWhole } = parameter;
  if (choices) return assert.ok(choices.includes(value));
  assert.equal(typeof value, typeof fallback);
  if (typeof fallback === 'number' || Array.isArray(fallback)) {
    const list = [value].flat();
    assert.equal(list.length, [fallback].flat().length);
    for (const one of list) {
      assert.ok(Number.isFinite(one) && one >= least && one <= most, `${one}`);
      if (isWhole) assert.ok(Number.isInteger(one), `${one}`);
    }
  }
}

/** A value that a parameter may have. @param {any} parameter @returns {fc.Arbitrary<any>} */
function valuesOf({ fallback, least, most, choices, isWhole, fits }) {
  if (choices) return fc.constantFrom(...choices);
  if (fits) return fc.constant(fallback);
  if (typeof fallback === 'boolean') return fc.boolean();
  const number = isWhole
    ? fc.integer({ min: least, max: most })
    : fc.double({ min: least, max: most, noNaN: true });
  const { length } = [fallback].flat();
  return Array.isArray(fallback)
    ? fc.array(number, { minLength: length, maxLength: length })
    : number;
}

const given = fc.oneof(
  spoiltText([
    '0.5',
    '1',
    'true',
    'optimal',
    '0.1,0.2,0.3',
    '-0.8,0.05,-0.4,0.5,0.15,0.55,0.7,0.2',
  ]),
  anyText,
  others({ isCloned: true }),
  fc.array(fc.double({ noNaN: true, min: -1, max: 1 }), { maxLength: 9 }),
  fc.constantFrom(Array(8), Symbol('a'), Object.create(null), () => {}),
);

/** @type {Record<string, string>} */
const SIGNS = { '&amp;': '&', '&quot;': '"', '&lt;': '<', '&gt;': '>' };

/** @type {import('../trying.js').Target} */
export const figures = {
  name: 'figures',
  laws: [
    law(
      'a parameter is one that is allowed, or stays what it is',
      fc.tuple(fc.constantFrom(...PLACES), given),
      ([{ kind, name }, value]) => {
        const parameter = KINDS[kind].parameters[name];
        const found = quietly(() => check(name, value, parameter));
        if (found !== undefined) isAllowed(found, parameter);
        assert.doesNotMatch(allowed(parameter), /undefined|NaN/);
      },
      {
        few: 2_000,
        examples: [
          [{ kind: 0, name: 'p' }, Array(8)],
          [{ kind: 0, name: 'p' }, ',,,,,,,'],
          [{ kind: 0, name: 'width' }, null],
          [{ kind: 7, name: 'seed' }, '1.5'],
          [{ kind: 0, name: 'width' }, Symbol('a')],
          [{ kind: 7, name: 'plan' }, Object.create(null)],
        ],
      },
    ),
    law(
      'a link sets parameters that there are, and nothing else',
      fc.tuple(
        fc.constantFrom(...KINDS),
        fc.dictionary(
          fc.oneof(
            fc.constantFrom(...PLACES.map(({ name }) => name), '__proto__', 'constructor'),
            anyText,
          ),
          fc.oneof(spoiltText(['0', '1', 'true']), anyText),
        ),
      ),
      ([{ parameters }, patch]) => {
        const { hash } = new URL(`#id?${new URLSearchParams(patch)}`, 'https://a.b');
        /** @type {string[]} */
        const said = [];
        const { warn } = console;
        console.warn = (/** @type {string} */ words) => said.push(words);
        const found = checked(targetOf({ hash }).patch, parameters);
        console.warn = warn;
        assert.equal(Object.getPrototypeOf(found), Object.prototype);
        for (const [name, value] of Object.entries(found)) isAllowed(value, parameters[name]);
        for (const words of said) assert.doesNotMatch(words, /must be .*(undefined|native code)/);
      },
      { few: 500, examples: [[KINDS[0], { constructor: '1' }]] },
    ),
    law(
      'what is written for another page is what the figure shows there',
      fc
        .constantFrom(...KINDS)
        .chain((kind) =>
          fc.tuple(
            fc.constant(kind),
            fc.record(
              Object.fromEntries(
                Object.entries(kind.parameters).map(([name, one]) => [name, valuesOf(one)]),
              ),
              { noNullPrototype: true },
            ),
          ),
        ),
      ([kind, values]) => {
        const { parameters } = kind;
        const figure = { localName: 'em-x', values, parameters, kind, getAttribute: () => null };
        const tag =
          codeOf(/** @type {any} */ (figure))
            .split('\n')
            .at(-1) ?? '';
        const attributes = new Map(
          [...tag.matchAll(/ ([a-z]+)="([^"]*)"/g)].map(([, name, text]) => [
            name,
            text.replace(/&\w+;/g, (sign) => SIGNS[sign]),
          ]),
        );
        for (const [name, parameter] of Object.entries(parameters)) {
          if (kind.passing.includes(name)) continue;
          const text = attributes.get(name.toLowerCase());
          const shown = text === undefined ? parameter.fallback : check(name, text, parameter);
          assert.notEqual(shown, undefined, `${name}=${text}`);
          const [now, then] = [[values[name]].flat(), [shown].flat()];
          now.forEach((value, at) => {
            if (typeof value !== 'number') assert.equal(then[at], value);
            else assert.ok(Math.abs(value - Number(then[at])) <= 1e-4, `${name}: ${value}`);
          });
        }
      },
      { few: 300 },
    ),
  ],
};
