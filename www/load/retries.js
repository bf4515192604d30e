/** What may come better another time is asked for again: after 0.5, 1 and 2 seconds. */

const TRIES = 4;

/** @param {number} ms */
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * @template T
 * @param {(tries: number) => Promise<T>} attempt is told how often it has been tried
 * @param {(error: unknown) => boolean} [isFinal] what another try would not change
 * @returns {Promise<T>}
 */
export async function withRetries(attempt, isFinal = () => false) {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt(tries);
    } catch (error) {
      if (isFinal(error) || tries === TRIES - 1) throw error;
      await sleep(500 * 2 ** tries);
    }
  }
}
