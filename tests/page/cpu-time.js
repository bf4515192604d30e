/** What a page's processes have computed so far, whatever else the machine is at. */

/** @typedef {import('@playwright/test').Page} Page */

/**
 * Seconds of processor time of all that renders pages: main threads and workers.
 * @param {Page} page
 */
export async function cpuSeconds(page) {
  const browser = page.context().browser();
  if (!browser) throw new Error('the page has no browser');
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo
    .filter(({ type }) => type === 'renderer')
    .reduce((sum, { cpuTime }) => sum + cpuTime, 0);
}
