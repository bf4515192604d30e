/** Settings: by attributes, by the page's address, and by properties of the element. */

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { setLab, targetOf } from '../../../www/figures/links.js';
import { PRESETS } from '../../../www/presets.js';
import {
  addressSource,
  isPlace,
  KEYS,
  readSettings,
  writeAddress,
} from '../../../www/run/settings.js';
import { reflect } from '../../../www/ui/reflect.js';
import { areNumbers } from '../asked.js';
import { others, spoiltValue } from '../edits/json.js';
import { anyText, spoiltText } from '../edits/text.js';
import { law } from '../trying.js';

/** @typedef {keyof typeof KEYS} Name */

/** Texts that are good for some key. */
const TEXTS = [
  '7',
  '8',
  'auto',
  'true',
  '',
  'webgpu',
  'wide',
  'batch:8',
  'chart,grid',
  'zh-CN',
  './a/',
];
const NAMES = /** @type {Name[]} */ (Object.keys(KEYS));
const text = fc.oneof(spoiltText([...TEXTS, ...NAMES]), anyText);
const HASHES = [
  '#seed=3&preset=wide',
  '#clouds?width=0',
  '#lab?preset=bounded',
  '#config=batch:8',
  '',
];

/** Nobody is to hear of what is ignored; how often it was said. @param {() => void} work */
function warned(work) {
  const { warn } = console;
  let count = 0;
  console.warn = () => (count += 1);
  try {
    work();
  } finally {
    console.warn = warn;
  }
  return count;
}

/** @param {(name: string) => string | null | undefined} source */
function read(source) {
  /** @type {any} */
  let settings;
  const count = warned(() => (settings = readSettings(source)));
  areNumbers(settings);
  assert.deepEqual(Object.keys(settings), [...NAMES, 'hasPreset']);
  assert.ok(PRESETS.includes(settings.preset));
  const refused = NAMES.filter((name) => {
    const given = source(name);
    const parsed = typeof given === 'string' ? KEYS[name].parse(given) : undefined;
    // A language has regions, and a preset suits its device.
    if (name === 'lang' || name === 'preset') return false;
    assert.deepEqual(settings[name], parsed ?? KEYS[name].fallback, name);
    return typeof given === 'string' && parsed === undefined;
  });
  const isPresetBad =
    typeof source('preset') === 'string' &&
    !PRESETS.includes(/** @type {any} */ (source('preset')));
  assert.equal(count, refused.length + Number(isPresetBad));
  return settings;
}

/** What a browser has of an element, as far as attributes go. */
class Bare {
  static observedAttributes = [...Object.keys(KEYS), 'address', 'base'];

  constructor() {
    /** @type {Map<string, string>} */
    this.attributes = new Map();
  }

  /** @param {string} name */
  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }

  /** @param {string} name @param {string} value */
  setAttribute(name, value) {
    this.attributes.set(name, String(value));
  }

  /** @param {string} name */
  removeAttribute(name) {
    this.attributes.delete(name);
  }
}
reflect(/** @type {any} */ (Bare), KEYS);

/** @type {import('../trying.js').Target} */
export const settings = {
  name: 'settings',
  laws: [
    law(
      'whatever is given, each setting is one that is allowed, and what is ignored is said',
      fc.dictionary(fc.constantFrom(...NAMES), text, { noNullPrototype: true }),
      (given) => void read((name) => given[name]),
      { few: 500 },
    ),
    law(
      'whatever the address is, it sets what is allowed, and a place sets nothing',
      fc.tuple(fc.oneof(spoiltText(HASHES), anyText), text),
      ([hash, search]) => {
        const found = read(addressSource({ search, hash }));
        if (!isPlace(hash)) return;
        const [, id] = /^#([^?]*)/.exec(hash) ?? [];
        assert.equal(targetOf({ hash }).id, id);
        const without = read(addressSource({ search, hash: '' }));
        assert.deepEqual(found, without);
      },
      { few: 500 },
    ),
    law(
      'what a reader chooses is what the address gives again',
      fc.record(
        {
          seed: fc.nat(Number.MAX_SAFE_INTEGER),
          preset: fc.constantFrom(...PRESETS),
          device: fc.constantFrom('auto', 'cpu', 'ndarray', 'webgpu'),
          data: fc.constantFrom('mnist', './a/b c/', 'https://a.b/?x=1&y=%2C#z', 'sets/mine'),
          workers: fc.constantFrom(1, 8),
          config: spoiltValue([{ batch: 8 }, { a: { kind: 'b,c' }, list: [1, 2] }])
            .map((value) => KEYS.config.parse(JSON.stringify(value) ?? '') ?? {})
            .filter((value) => Object.keys(value).length > 0),
        },
        { requiredKeys: [], noNullPrototype: true },
      ),
      (chosen) => {
        const place = { hash: '#seed=1', search: '' };
        const history = {
          state: null,
          replaceState: (/** @type {any} */ _, /** @type {any} */ __, /** @type {string} */ hash) =>
            (place.hash = hash),
        };
        Object.assign(globalThis, { location: place, history });
        writeAddress(/** @type {any} */ (chosen));
        const found = read(addressSource(place));
        for (const [name, value] of Object.entries(chosen)) {
          assert.equal(JSON.stringify(found[name]), JSON.stringify(value), place.hash);
        }
      },
      { few: 300 },
    ),
    law(
      'a property is one that is allowed, whatever is set, and is written as it is read',
      fc.tuple(fc.constantFrom(...NAMES), fc.oneof(text, others({ isCloned: true }))),
      ([name, value]) => {
        const bare = /** @type {any} */ (new Bare());
        bare[name] = value;
        const now = bare[name];
        areNumbers(now);
        bare[name] = now;
        assert.deepEqual(bare[name], now);
      },
      { few: 1_000 },
    ),
    law(
      'a link sets nothing of the lab but settings, and goes back',
      fc.dictionary(
        fc.oneof(fc.constantFrom(...NAMES, 'base', 'style', 'onclick', 'id', '<', ''), anyText),
        text,
      ),
      (patch) => {
        const lab = /** @type {any} */ (new Bare());
        lab.setAttribute('seed', '3');
        lab.run = async () => {};
        const { hash } = new URL(`#lab?${new URLSearchParams(patch)}`, 'https://a.b');
        const back = setLab(lab, targetOf({ hash }).patch);
        for (const name of lab.attributes.keys()) assert.ok(NAMES.includes(name), name);
        back();
        assert.deepEqual([...lab.attributes], [['seed', '3']]);
      },
      { few: 300, examples: [{ onclick: 'x' }, { base: 'https://a.b' }] },
    ),
  ],
};
