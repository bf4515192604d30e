/** The element in the pages of others, in an engine: other origins, sandboxes, strict policies. */

import assert from 'node:assert/strict';
import { ITERATION, LAB, TINY, tiny } from './room.js';

/** @typedef {import('./room.js').Room} Room */
/** @typedef {import('./tab.js').Tab} Tab */

const SETTINGS = `#device=cpu&config=${encodeURIComponent(JSON.stringify(TINY))}`;

/** @param {string} address */
const element = (address) => `<script type="module" src="${address}earth-mover.js"></script>`;

/** @param {Tab} tab */
const trains = (tab) => tab.until(ITERATION, (at) => at > 3);

/** The schemes of the addresses that workers were started by. @param {Tab} tab */
const schemes = (tab) =>
  tab.run(`return [...new Set(workers.map((url) => new URL(url).protocol))];`);

/** @param {Room} room */
export function hosts(room) {
  const { site, other } = room;

  room.test('under a strict policy of its own origin it starts workers by URL', async (tab) => {
    const policy =
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; base-uri 'none'";
    await tab.open(site.page(tiny(), { head: element('./'), policy }));
    await trains(tab);
    assert.deepEqual(await schemes(tab), ['http:']);
  });

  room.test('from another origin it starts Blob workers, as a policy may allow', async (tab) => {
    const { origin } = new URL(other.url);
    const policy = `default-src 'none'; script-src 'self' ${origin} 'wasm-unsafe-eval'; worker-src blob: ${origin}; connect-src ${origin}`;
    await tab.open(site.page(tiny(), { head: element(other.url), policy }));
    await trains(tab);
    assert.deepEqual(await schemes(tab), ['blob:']);
  });

  room.test('a frame of another origin trains', async (tab) => {
    await tab.open(
      site.page(
        `<iframe src="${other.url}embed.html${SETTINGS}&workers=1" width="900" height="700"></iframe>`,
      ),
    );
    await tab.enter('iframe');
    await trains(tab);
  });

  for (const workers of [1, 2]) {
    room.test(
      `a sandboxed frame trains, without an origin or storage: ${workers} at work`,
      async (tab) => {
        await tab.open(
          site.page(
            `<iframe sandbox="allow-scripts" src="${other.url}embed.html${SETTINGS}&workers=${workers}" width="900" height="700"></iframe>`,
          ),
        );
        await tab.enter('iframe');
        await trains(tab);
        assert.equal(await tab.run('return self.origin;'), 'null');
        await tab.until(`find('${LAB}').dataset.workers`, (count) => count === String(workers));
        assert.deepEqual(await schemes(tab), ['blob:']);
      },
    );
  }

  room.test('of two labs in a page one trains at a time', async (tab) => {
    await tab.open(
      site.page(tiny('id="first" height="300"') + tiny('id="second" height="300"'), {
        head: element('./'),
      }),
    );
    await tab.until(`customElements.get('earth-mover') !== undefined`);
    await tab.wait(`await find('#first').run();`);
    await tab.until(`find('#first').iteration`, (at) => at > 3);
    await tab.element('#second');
    await tab.wait(`await find('#second').run();`);
    await tab.until(`find('#second').iteration`, (at) => at > 3);
    await tab.until(`find('#first').state`, (state) => state === 'paused');
  });

  room.test('the hash of a frame is followed when it changes', async (tab) => {
    await tab.open(`${site.url}embed.html${SETTINGS}&workers=1&seed=4`);
    await trains(tab);
    await tab.run(`location.hash = location.hash.replace('seed=4', 'seed=6');`);
    await tab.until(`find('earth-mover >>> [data-control=seed]').value`, (seed) => seed === '6');
    await trains(tab);
  });
}
