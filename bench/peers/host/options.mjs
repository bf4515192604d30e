/** What the bench is asked for on the command line. */

export const USAGE = `usage: bench-peers [--only TEXT] [--rounds N] [--quick] [--webgpu] [--anyway]
  --only TEXT  only candidates whose name, or name and net, holds this text, in any case
  --rounds N   rounds in which each candidate is timed once; else 5
  --quick      one short round, to see that all of it works
  --webgpu     WebGPU too, on a processor's imitation of a GPU
  --anyway     report although others use the machine, and say so`;

/**
 * @typedef {object} Options
 * @property {string} only In lower case.
 * @property {number} rounds
 * @property {boolean} quick
 * @property {boolean} webgpu
 * @property {boolean} anyway
 */

/**
 * @param {string[]} words
 * @returns {Options}
 */
export function parseOptions(words) {
  const options = { only: '', rounds: 0, quick: false, webgpu: false, anyway: false };
  // Who is used to cargo puts `--` before the options of others.
  const rest = words.filter((word, at) => at > 0 || word !== '--');
  const value = (/** @type {string} */ name) => {
    const word = rest.shift();
    if (word === undefined) throw new Error(`${name} needs a value`);
    return word;
  };
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--quick') options.quick = true;
    else if (word === '--webgpu') options.webgpu = true;
    else if (word === '--anyway') options.anyway = true;
    else if (word === '--only') options.only = value(word).toLowerCase();
    else if (word === '--rounds') {
      options.rounds = Number(value(word));
      if (!Number.isInteger(options.rounds) || options.rounds < 1 || options.rounds > 100) {
        throw new Error('--rounds needs a whole number from 1 to 100');
      }
    } else throw new Error(`there is no option ${word}`);
  }
  options.rounds ||= options.quick ? 1 : 5;
  return options;
}
