/** Scripts that come when they are wanted. */

/** What engines say of scripts that did not come, or were none, so that another try may bring them. */
const LOST = /dynamically imported module|module script failed|MIME/i;

/** Whether scripts did not come: else they began, and threw. @param {unknown} error */
export const areLost = (error) => error instanceof TypeError && LOST.test(error.message);

/**
 * What has thrown while it began throws again when it is asked for again, as the standard has it: WebKit would give out
 * what is left of it, as though nothing had been the matter.
 * @template T
 * @param {() => Promise<T>} load by `import`, always the same
 * @returns {() => Promise<T>}
 */
export function scripts(load) {
  /** @type {{ error: unknown } | null} */
  let thrown = null;
  return async () => {
    if (thrown) throw thrown.error;
    try {
      return await load();
    } catch (error) {
      if (!areLost(error)) thrown = { error };
      throw error;
    }
  };
}
