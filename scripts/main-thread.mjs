// What a page's main thread costs, by the browser's own accounting.

/**
 * The share of the next `ms` milliseconds that the main thread takes of a core, and that it is busy: this counts what it
 * waits for a core, too, where others want one.
 * @param {import('@playwright/test').Page} page
 * @param {number} ms
 */
export async function busyShare(page, ms) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const now = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (/** @type {string} */ name) =>
      Number(metrics.find((metric) => metric.name === name)?.value);
    return { core: of('ThreadTime'), busy: of('TaskDuration'), at: of('Timestamp') };
  };
  const before = await now();
  await page.waitForTimeout(ms);
  const after = await now();
  const wall = after.at - before.at;
  return { core: (after.core - before.core) / wall, busy: (after.busy - before.busy) / wall };
}
