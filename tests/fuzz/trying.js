/**
 * How a target is tried. Beside its own laws each input has three: nothing takes over a second, nothing is added to what
 * all objects have, and nothing is left of it in the next.
 */

import fc from 'fast-check';

/**
 * @typedef {object} Law
 * @property {string} says what must hold
 * @property {fc.Arbitrary<any>} inputs
 * @property {(input: any) => void | Promise<void>} holds throws where it does not
 * @property {readonly any[]} examples inputs that something was wrong with once
 * @property {number} few how many inputs it is tried on in each test
 */

/**
 * @typedef {object} Target
 * @property {string} name
 * @property {readonly Law[]} laws
 */

/** @typedef {{ seed: number, ms: number | null }} How `ms` for each law; null: on few inputs */

const MOST_MS = 1_000;
const FEW = 100;
/** Signs of an input. */
const MOST_PRINTED = 4_000;
/** Of an input that is shrunk no more than so many are tried, so that a fault is told soon. */
const SHRINKING_MS = 20_000;

/**
 * @template Input
 * @param {string} says
 * @param {fc.Arbitrary<Input>} inputs
 * @param {(input: Input) => void | Promise<void>} holds
 * @param {{ examples?: readonly Input[], few?: number }} [options]
 * @returns {Law}
 */
export const law = (says, inputs, holds, { examples = [], few = FEW } = {}) => ({
  says,
  inputs,
  holds,
  examples,
  few,
});

/** Of the process, so that a machine that is busy accuses nobody. */
function usedMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const SHARED = [Object.prototype, Array.prototype, Function.prototype, String.prototype];
const keysOf = () => SHARED.map((one) => Reflect.ownKeys(one).length).join();
const KEYS = keysOf();

/** @param {number} before */
function look(before) {
  const ms = usedMs() - before;
  if (ms > MOST_MS) throw new Error(`it took ${Math.round(ms)} ms`);
  if (keysOf() !== KEYS) throw new Error('all objects have got something more');
}

/** @param {Law} law */
const propertyOf = ({ inputs, holds }) =>
  fc.asyncProperty(inputs, async (input) => {
    const before = usedMs();
    await holds(input);
    look(before);
  });

/**
 * @param {Law} law
 * @param {How} how
 * @returns {Promise<number>} how many inputs it holds for
 * @throws what it does not hold for, as a test would have it
 */
async function tryLaw(law, { seed, ms }) {
  const { says, few } = law;
  const details = await fc.check(propertyOf(law), {
    seed,
    examples: law.examples.map((input) => [input]),
    numRuns: ms === null ? few + law.examples.length : 1e9,
    interruptAfterTimeLimit: ms === null ? SHRINKING_MS : ms,
  });
  if (!details.failed || details.counterexample === null) return details.numRuns;
  const [input] = /** @type {[unknown]} */ (details.counterexample);
  const error = /** @type {{ errorInstance?: unknown }} */ (details).errorInstance;
  const why = error instanceof Error ? error.stack : String(error);
  throw new Error(`${says} (seed ${seed}):\n${fc.stringify(input).slice(0, MOST_PRINTED)}\n${why}`);
}

/**
 * @param {Target} target
 * @param {How} how
 * @returns {Promise<number>} how many inputs all its laws hold for
 */
export async function tryTarget({ laws }, how) {
  let inputs = 0;
  for (const law of laws) inputs += await tryLaw(law, how);
  return inputs;
}
