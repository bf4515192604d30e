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

/** How bright the lab's ground is, and how large its text. */
const LOOKS = `
  const sum = (colour) =>
    colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
  const style = getComputedStyle(find(given[0]));
  return { paper: sum(style.backgroundColor), size: style.fontSize };`;

/** Whether most of what is drawn on a chart, the lines of its grid, is dark or light. */
const LINES = `
  const canvas = find(given[0] + ' .uplot canvas');
  const { width, height } = canvas;
  const { data } = canvas.getContext('2d').getImageData(0, 0, width, height);
  let [dark, light] = [0, 0];
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] < 250) continue;
    const sum = data[at] + data[at + 1] + data[at + 2];
    if (sum < 200) dark += 1;
    if (sum > 600) light += 1;
  }
  return dark > light ? 'dark' : 'light';`;

/** @param {Room} room */
export function hosts(room) {
  manners(room);
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

/** @param {Room} room */
function manners(room) {
  const { site } = room;
  const head = `${element('./')}<style>html { font-size: 62.5% }</style>`;

  room.test(
    'it has the page’s colours, canvases too, when they change, and the reader’s text',
    async (tab) => {
      await tab.open(site.page(tiny(), { head }));
      await trains(tab);
      const looks = await tab.run(LOOKS, LAB);
      assert.ok(looks.paper > 600, JSON.stringify(looks));
      assert.equal(looks.size, '16px');
      const lines = () => tab.run(LINES, LAB);
      assert.equal(await lines(), 'light');
      await tab.run(`document.documentElement.style.colorScheme = 'dark';`);
      const until = async (/** @type {() => Promise<boolean>} */ isSo) => {
        const end = Date.now() + 60_000;
        while (!(await isSo()))
          assert.ok(Date.now() < end, JSON.stringify(await tab.run(LOOKS, LAB)));
      };
      await until(async () => (await tab.run(LOOKS, LAB)).paper < 150);
      await until(async () => (await lines()) === 'dark');
    },
  );

  room.test('in another document it is dressed anew, and trains on', async (tab) => {
    await tab.open(
      site.page(`${tiny()}<iframe srcdoc="<p>there</p>" width="800" height="700"></iframe>`, {
        head,
      }),
    );
    await trains(tab);
    await tab.run(
      `find('iframe').contentDocument.body.append(document.querySelector('earth-mover'));`,
    );
    await tab.enter('iframe');
    const before = await tab.run(`return ${ITERATION};`);
    await tab.until(ITERATION, (at) => at > before + 3);
    const looks = await tab.run(LOOKS, LAB);
    assert.ok(looks.paper > 600, JSON.stringify(looks));
    assert.equal(looks.size, '16px');
  });
}
