/** The lab in other people's pages: frames, other origins, sandboxes, strict policies; and how workers start there. */

import { labOf, Site, tiny } from './host.js';
import { expect, Lab, SOON, test, TINY } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Frame} Frame */

const SETTINGS = `#device=cpu&workers=1&config=${encodeURIComponent(JSON.stringify(TINY))}`;
const STRICT =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; base-uri 'none'";

/** @param {Page | Frame} page @param {number} [index] */
const trains = (page, index) =>
  expect.poll(async () => (await labOf(page, index)).iteration, SOON).toBeGreaterThan(3);

/** @param {Page} page @returns {Promise<Frame>} the frame of the page's one iframe */
async function frameOf(page) {
  const element = await page.locator('iframe').elementHandle();
  return /** @type {Frame} */ (await element?.contentFrame());
}

/** The schemes of the URLs that the page's workers run. @param {Page} page */
const schemes = (page) => page.workers().map((worker) => new URL(worker.url()).protocol);

/** Policies that were broken, as the page heard of them. @param {Page} page */
const watchPolicy = (page) =>
  page.addInitScript(() => {
    /** @type {string[]} */
    const broken = [];
    Object.assign(window, { broken });
    addEventListener('securitypolicyviolation', (event) =>
      broken.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });

/** @param {Page | Frame} page */
const broken = (page) => page.evaluate(() => /** @type {any} */ (window).broken);

const [own, other] = [new Site(), new Site()];
test.beforeAll(() => Promise.all([own.open(), other.open()]).then(() => {}));
test.afterAll(() => [own, other].forEach((site) => site.close()));

test('embed.html is the lab, full-bleed', async ({ page }) => {
  await page.setViewportSize({ width: 700, height: 900 });
  await watchPolicy(page);
  await page.goto(`./embed.html${SETTINGS}&lang=zh`);
  await trains(page);
  const box = await page.locator('.lab').boundingBox();
  expect(box).toMatchObject({ x: 0, y: 0, width: 700 });
  expect(box?.height).toBeGreaterThanOrEqual(900);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh');
  await expect(page.getByRole('button', { name: '暂停' })).toBeVisible();
  expect(schemes(page)).toEqual(['http:']);
  expect(await broken(page)).toEqual([]);
});

for (const path of ['embed.html', 'index.html']) {
  test.describe(`the policy of ${path}`, () => {
    test.use({ allowed: [/TrustedHTML|TrustedScriptURL|trusted-types/i] });

    test('lets no text become a script, a page or the address of a worker', async ({ page }) => {
      await page.goto(`./${path}?loading=click`);
      const refused = await page.evaluate(() => {
        const said = (/** @type {() => unknown} */ act) => {
          try {
            act();
            return 'done';
          } catch (error) {
            return /** @type {Error} */ (error).name;
          }
        };
        return [
          said(() => (document.createElement('p').innerHTML = '<b>text</b>')),
          said(() => new Worker('./worker/cpu.js')),
          said(() => /** @type {any} */ (window).trustedTypes.createPolicy('another', {})),
        ];
      });
      expect(refused).toEqual(['TypeError', 'TypeError', 'TypeError']);
    });
  });
}

test('the hash of a frame is followed when it changes', async ({ page }) => {
  await page.goto(`./embed.html${SETTINGS}&seed=4`);
  await trains(page);
  const seed = page.getByLabel('Seed', { exact: true });
  await expect(seed).toHaveValue('4');
  await page.evaluate(() => (location.hash = location.hash.replace('seed=4', 'seed=6')));
  await expect(seed).toHaveValue('6');
  await trains(page);
});

test('a frame of another origin trains', async ({ page }) => {
  await own.host(page, `<iframe src="${other.url}embed.html${SETTINGS}" height="800"></iframe>`, {
    script: '',
  });
  await trains(await frameOf(page));
});

test('a sandboxed frame, without an origin or storage, trains by a Blob worker', async ({
  page,
}) => {
  await watchPolicy(page);
  await own.host(
    page,
    `<iframe sandbox="allow-scripts" src="${other.url}embed.html${SETTINGS}&workers=2" height="800"></iframe>`,
    { script: '' },
  );
  const frame = await frameOf(page);
  await trains(frame);
  expect(await frame.evaluate(() => self.origin)).toBe('null');
  await expect(frame.locator('.lab')).toHaveAttribute('data-workers', '1');
  expect(await broken(frame)).toEqual([]);

  // What the reader chooses is no trouble without a history of its own.
  await frame.getByRole('tab', { name: 'Settings' }).click();
  await frame.getByRole('button', { name: 'A random seed' }).click();
  await trains(frame);
});

test('followers start in a sandboxed frame, too', async ({ page }) => {
  const config = encodeURIComponent(
    JSON.stringify({ ...TINY, constraint: { kind: 'slopePenalty', pairs: 'realFake', share: 1 } }),
  );
  await own.host(
    page,
    `<iframe sandbox="allow-scripts" src="${other.url}embed.html#device=cpu&workers=2&config=${config}" height="800"></iframe>`,
    { script: '' },
  );
  const frame = await frameOf(page);
  await trains(frame);
  await expect(frame.locator('.lab')).toHaveAttribute('data-workers', '2');
});

test('under a strict policy of our own origin it starts workers by URL', async ({ page }) => {
  await watchPolicy(page);
  await own.host(page, tiny(), { policy: STRICT });
  await trains(page);
  for (const tab of await page.getByRole('tab').all()) await tab.click();
  await page.getByRole('gridcell').first().click();
  await expect(page.locator('[data-field=real-distance]')).toHaveText(/\d/);
  await page.getByRole('button', { name: 'Judge these digits' }).click();
  await expect(page.locator('[data-field=judged-score]')).toHaveText(/\d/);
  expect(schemes(page)).toEqual(['http:']);
  expect(await broken(page)).toEqual([]);
});

test('the element from another origin starts Blob workers, as a policy may allow', async ({
  page,
}) => {
  await watchPolicy(page);
  const origin = new URL(other.url).origin;
  await own.host(page, tiny(), {
    script: `${other.url}earth-mover.js`,
    policy: `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; worker-src blob: ${origin}; connect-src ${origin}`,
  });
  await trains(page);
  expect(schemes(page)).toEqual(['blob:']);
  expect(await broken(page)).toEqual([]);
});

test.describe('a policy that forbids Blob workers', () => {
  test.use({ allowed: [/Content Security Policy|worker-src/] });

  test('is said to be the trouble, and the page lives', async ({ page }) => {
    const origin = new URL(other.url).origin;
    await own.host(page, tiny(), {
      script: `${other.url}earth-mover.js`,
      policy: `default-src 'none'; script-src ${origin} 'wasm-unsafe-eval'; worker-src 'self'; connect-src ${origin}`,
    });
    await expect.poll(async () => (await labOf(page)).state).toBe('failed');
    await expect(page.getByLabel('Notices')).toContainText('could not be loaded');
  });
});

test.describe('a policy that asks for trusted addresses', () => {
  test.use({ allowed: [/TrustedScriptURL|trusted-types/i] });
  const trusted = (/** @type {string} */ names) =>
    `require-trusted-types-for 'script'; trusted-types ${names}`;

  test('lets workers start where it names ours', async ({ page }) => {
    await watchPolicy(page);
    await own.host(page, tiny('controls="run"'), { policy: trusted('earthmover') });
    await trains(page);
    expect(await broken(page)).toEqual([]);
  });

  test('is said to be the trouble where it does not, and nobody waits', async ({ page }) => {
    await page.addInitScript(() => {
      /** @type {string[]} */
      const errors = [];
      Object.assign(window, { errors });
      const note = (/** @type {Event} */ event) =>
        event instanceof CustomEvent && errors.push(event.detail.message);
      document.addEventListener('error', note, { capture: true });
    });
    await own.host(page, tiny('controls="run"'), { policy: trusted("'none'") });
    await expect.poll(async () => (await labOf(page)).state).toBe('failed');
    await expect(page.getByLabel('Notices')).toContainText('does not let a worker start');
    const ended = await page
      .locator('earth-mover')
      .evaluate((element) =>
        /** @type {any} */ (element).run().catch((/** @type {Error} */ { name }) => name),
      );
    expect(ended).toBe('RunError');
    const errors = await page.evaluate(() => /** @type {any} */ (window).errors);
    expect(errors[0]).toContain('does not let a worker start');
  });
});

test('the copied link and codes reproduce the run', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY, seed: 31 });
  const first = await lab.reports(15);
  await expect(page.locator('[data-field=link]')).toHaveValue(/digits=[0-9a-f]+/);
  await page.getByRole('tab', { name: 'Share' }).click();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/embed\.html#.*seed=31/);
  const [element, frame] = await Promise.all(
    ['element', 'frame'].map((name) => page.locator(`[data-field=${name}]`).inputValue()),
  );

  await page.goto(link);
  expect(await lab.reports(15)).toEqual(first);
  await own.host(page, element, { script: '' });
  expect(await lab.reports(15)).toEqual(first);
  await own.host(page, frame, { script: '' });
  await trains(await frameOf(page));
  await expect((await frameOf(page)).getByLabel('Seed', { exact: true })).toHaveValue('31');
});

test('a link made with other digits says so', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY, digits: 'abcdef' });
  await expect(lab.notices).toContainText('made with other digits');
});

test('a link made by another version says so, and one of this says nothing', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY, version: '0.0.9' });
  await expect(lab.notices).toContainText('made by Earthmover 0.0.9');
  await expect(page.locator('[data-field=link]')).toHaveValue(/version=0\.1\.0/);
  await page.goto(await page.locator('[data-field=link]').inputValue());
  await lab.reaches(3);
  await expect(lab.notices).toBeEmpty();
});
