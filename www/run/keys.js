/** What a setting may be: its text checked, and what is allowed said in words. */

/**
 * One setting: `parse` answers undefined for what it refuses, `allowed` says in words what it takes.
 * @template T
 * @typedef {object} Key
 * @property {T} fallback
 * @property {string} allowed
 * @property {(text: string) => T | undefined} parse
 */

/**
 * @template {string} T
 * @param {readonly T[]} values the first is the default
 * @returns {Key<T>}
 */
export const oneOf = (values) => ({
  fallback: values[0],
  allowed: `one of ${values.join(', ')}`,
  parse: (text) => values.find((value) => value === text),
});

/**
 * @param {number} fallback
 * @param {number} max
 * @param {number} [min]
 * @returns {Key<number>}
 */
export const whole = (fallback, max, min = 0) => ({
  fallback,
  allowed: `a whole number from ${min} to ${max}`,
  parse: (text) => {
    const value = Number(text);
    return /^\d{1,16}$/.test(text) && value >= min && value <= max ? value : undefined;
  },
});

const FLAGS = new Map([
  ['', true],
  ['true', true],
  ['false', false],
]);

/** As HTML has it: there is nothing, or its own name, or "true". @param {string} name @returns {Key<boolean>} */
export const flag = (name) => ({
  fallback: false,
  allowed: 'true, false, its own name, or nothing for true',
  parse: (text) => FLAGS.get(text.toLowerCase() === name ? '' : text.toLowerCase()),
});

/**
 * @param {RegExp} [pattern]
 * @param {string} [allowed]
 * @returns {Key<string>}
 */
export const text = (pattern = /^/, allowed = 'any text') => ({
  fallback: '',
  allowed,
  parse: (given) => (pattern.test(given) ? given : undefined),
});
