// Counts what a first visit to embed.html asks for until its first iteration, and times it over a slow line:
// node scripts/bench-visit.mjs [folder..., else dist target/site]
//
// The line is Chromium's own throttling, as its developer tools have it for a slow 4G: 1.6 Mbit/s down, 0.75 up, 150 ms
// a round trip. Workers fetch nothing but their own scripts, over a line that is not slowed.
import { launch } from './chromium.mjs';
import { staticServer } from './serve.mjs';

const SLOW_4G = {
  offline: false,
  latency: 150,
  downloadThroughput: (1.6e6 / 8) * 0.9,
  uploadThroughput: (750e3 / 8) * 0.9,
};

/**
 * @param {string} folder
 * @param {boolean} isSlow
 */
async function visit(folder, isSlow) {
  const server = staticServer(folder).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const browser = await launch(false);
  try {
    const page = await browser.newPage();
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    if (isSlow) await session.send('Network.emulateNetworkConditions', SLOW_4G);
    let asked = 0;
    page.on('request', () => asked++);
    let bytes = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(`http://127.0.0.1:${port}/embed.html#device=cpu&workers=1`, {
      waitUntil: 'commit',
    });
    const time = await page.waitForFunction(
      () => document.querySelector('earth-mover')?.iteration && performance.now(),
      undefined,
      { timeout: 120_000, polling: 20 },
    );
    return { asked, bytes, seconds: Number(await time.jsonValue()) / 1000 };
  } finally {
    await browser.close();
    server.close();
  }
}

const folders = process.argv.slice(2);
console.log(
  '| folder | line | requests | kB | first iteration, s |\n| --- | --- | ---: | ---: | ---: |',
);
for (const folder of folders.length > 0 ? folders : ['dist', 'target/site']) {
  for (const isSlow of [false, true]) {
    const { asked, bytes, seconds } = await visit(folder, isSlow);
    const row = [folder, isSlow ? 'slow 4G' : 'this machine', asked, (bytes / 1000).toFixed(0)];
    console.log(`| ${[...row, seconds.toFixed(2)].join(' | ')} |`);
  }
}
