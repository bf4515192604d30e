// Prints how busy the page's main thread is while the lab of dist/ trains flat out, all its default instruments in
// sight, by the browser's own accounting: node scripts/page-cost.mjs
import { chromium } from '@playwright/test';
import { staticServer } from './serve.mjs';

const WARM_UP_MS = 6_000;
const MEASURED_MS = 10_000;

const server = staticServer('dist', '/');
await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--headless=new', '--no-sandbox', '--disable-dev-shm-usage'],
  ignoreDefaultArgs: ['--headless'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`http://127.0.0.1:${port}/embed.html?device=cpu&workers=1`);
  await page.waitForTimeout(WARM_UP_MS);
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  const now = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const of = (/** @type {string} */ name) =>
      Number(metrics.find((metric) => metric.name === name)?.value);
    return { busy: of('TaskDuration'), at: of('Timestamp') };
  };
  const before = await now();
  await page.waitForTimeout(MEASURED_MS);
  const after = await now();
  const share = (100 * (after.busy - before.busy)) / (after.at - before.at);
  console.log(`The main thread is busy ${share.toFixed(1)} % of the time.`);
} finally {
  await browser.close();
  server.close();
}
