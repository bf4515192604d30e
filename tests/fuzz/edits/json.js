/** Values that were good once: fields are exchanged, lost, renamed and put in. */

import fc from 'fast-check';

/** Names that mean something to the language, and to what is read here. */
export const NAMES = ['__proto__', 'constructor', 'toString', 'kind', 'seed', 'length', 'x', ''];

/** What stands in the place of a value: what JSON has, and, where `isCloned`, what passes between threads beside. */
export const others = ({ isCloned = false } = {}) =>
  fc.oneof(
    fc.constantFrom(null, true, false, '', 'NaN', '__proto__', 'constructor', 0, -1, 0.5, 1e21),
    fc.maxSafeInteger(),
    fc.double({ noNaN: !isCloned, noDefaultInfinity: !isCloned }),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.array(fc.oneof(fc.integer(), fc.string({ maxLength: 4 }), fc.constant(null)), {
      maxLength: 4,
    }),
    fc.constantFrom('{}', '{"kind":"mlp"}', '{"__proto__":{"seed":1}}', '[[[]]]').map(fresh),
    ...(isCloned
      ? [
          fc.constant(undefined),
          fc.bigInt(),
          fc.uint8Array({ maxLength: 8 }),
          fc.constantFrom(new Map([[1, 2]]), new Date(0), new Float32Array(3)),
        ]
      : []),
  );

/** @param {string} text @returns {unknown} */
const fresh = (text) => JSON.parse(text);

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isTree = (value) =>
  typeof value === 'object' && value !== null && !ArrayBuffer.isView(value) && !isOwnKind(value);
/** @param {object} value */
const isOwnKind = (value) => value instanceof Map || value instanceof Date || value instanceof Set;

/** Parents of all values within, and their names there. @param {unknown} value @returns {[Record<string, unknown>, string][]} */
const placesOf = (value) =>
  isTree(value)
    ? Object.entries(value).flatMap(([name, inner]) => [
        /** @type {[Record<string, unknown>, string]} */ ([value, name]),
        ...placesOf(inner),
      ])
    : [];

/** A field of any name is the object's own. @param {object} object @param {string} name @param {unknown} value */
const put = (object, name, value) =>
  Object.defineProperty(object, name, {
    // What is made for one input is changed by later edits, and may be an input once more.
    value: structuredClone(value),
    writable: true,
    enumerable: true,
    configurable: true,
  });

/** @typedef {{ how: 'set' | 'drop' | 'add', at: number, name: string, other: unknown }} Edit */

/** @param {{ root: any }} tree @param {Edit} edit */
function apply(tree, { how, at, name, other }) {
  const places = placesOf(tree);
  const [parent, own] = places[at % places.length];
  if (how === 'set') put(parent, own, other);
  else if (how === 'drop' && Array.isArray(parent)) parent.splice(Number(own), 1);
  else if (how === 'drop' && parent !== tree) delete parent[own];
  else if (how === 'add') {
    const inner = parent[own];
    if (Array.isArray(inner)) inner.push(structuredClone(other));
    else if (isTree(inner)) put(inner, name, other);
    else if (!Array.isArray(parent)) put(parent, name, other);
  }
}

/**
 * What was good once.
 * @param {readonly unknown[]} goods
 * @param {{ isCloned?: boolean, names?: readonly string[] }} [options]
 * @returns {fc.Arbitrary<any>}
 */
export const spoiltValue = (goods, { isCloned = false, names = [] } = {}) =>
  fc
    .tuple(
      fc.constantFrom(...goods),
      fc.array(
        fc.record({
          how: fc.constantFrom(/** @type {const} */ ('set'), 'drop', 'add'),
          at: fc.nat(500),
          name: fc.constantFrom(...NAMES, ...names),
          other: others({ isCloned }),
        }),
        { maxLength: 3 },
      ),
    )
    .map(([good, edits]) => {
      const tree = { root: structuredClone(good) };
      for (const edit of edits) apply(tree, /** @type {Edit} */ (edit));
      return tree.root;
    });
