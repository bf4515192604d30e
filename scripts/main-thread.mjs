// What a page's main thread costs, by the browser's own accounting.

/**
 * The share of the next `ms` milliseconds that the main thread is busy.
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
    return { busy: of('TaskDuration'), at: of('Timestamp') };
  };
  const before = await now();
  await page.waitForTimeout(ms);
  const after = await now();
  return (after.busy - before.busy) / (after.at - before.at);
}
