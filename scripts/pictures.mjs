// Makes the pictures that stand for the article's figures where there are no scripts, from the figures themselves:
// node scripts/pictures.mjs [figure...], on dist/, into www/figures/static/. Controls are left out of them.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from './chromium.mjs';
import { staticServer } from './serve.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/**
 * What is waited for before a figure is as it should be shown; `before` is set first, in a window so wide. Of the figure
 * `of`, where it has another name, and of it the canvas alone, where there is one.
 * @typedef {object} Picture
 * @property {(page: Page) => Promise<unknown>} [after]
 * @property {Record<string, string>} [before]
 * @property {number} [width]
 * @property {string} [of]
 * @property {string} [canvas]
 * @property {string} [beside] a canvas or several, in columns of four to the left of that one
 */

const OUT = 'www/figures/static';
const LANGUAGES = { en: 'index.html', zh: 'zh/index.html' };
const WIDTH = 1100;
/** Iterations after which the lab's digits are readable. */
const READABLE = 1500;

/** @param {number} seconds */
const rest = (seconds) => (/** @type {Page} */ page) => page.waitForTimeout(1000 * seconds);

/** @param {string} id @param {number} least */
const trained = (id, least) => async (/** @type {Page} */ page) => {
  // It may have been at rest for another picture.
  await page.evaluate((id) => void (/** @type {any} */ (document.getElementById(id)).run()), id);
  await page.waitForFunction(
    ([id, least]) =>
      Number(/** @type {any} */ (document.getElementById(String(id)))?.iteration) >= Number(least),
    [id, least],
    { timeout: 600_000 },
  );
};

/** Critics beside the truth, one after another, the last in sight. @param {string[]} constraints */
const scored = (constraints) => async (/** @type {Page} */ page) => {
  for (const constraint of constraints) {
    await page.evaluate((constraint) => {
      /** @type {any} */ (document.getElementById('truth')).set({ constraint });
    }, constraint);
    await page.waitForFunction(
      () => Number(document.getElementById('truth')?.dataset.steps) >= 300,
      undefined,
      { timeout: 600_000 },
    );
  }
};

/** What each guide has drawn when it rests. */
const guided = (/** @type {Page} */ page) =>
  page.waitForFunction(
    () => Number(document.getElementById('guides')?.dataset.steps) >= 500,
    undefined,
    { timeout: 600_000 },
  );

/** A run that is loaded, and rests. */
const untrained = (/** @type {Page} */ page) =>
  page.evaluate(async () => {
    const path = './earth-mover.js';
    await import(new URL(path, document.querySelector('script[src]')?.src).href);
    await /** @type {any} */ (document.getElementById('lab')).sample(1);
  });

const SHAPES = ['circle', 'cross', 'triangle', 'star', 'heart', 'a', 'b', 'c'];

/** Shapes of a reader's own, and a run that has learnt them. */
async function learntShapes(/** @type {Page} */ page) {
  const lab = page.locator('#lab');
  await lab.locator('#tab-panels-own').click();
  for (const shape of SHAPES) await lab.locator(`[data-control=own-ready-${shape}]`).click();
  await lab.locator('[data-control=own-train]').click();
  // Nobody judges them.
  await lab.locator('[data-control=judge]').waitFor({ state: 'detached' });
  await trained('lab', 600)(page);
  // What is out of sight is not drawn.
  await lab.locator('.grid canvas.digits').first().scrollIntoViewIfNeeded();
  await rest(2)(page);
}

/** @type {Record<string, Picture>} */
const PICTURES = {
  // On their way.
  hero: { canvas: '.stage canvas', after: rest(1) },
  digits: { of: 'hero', canvas: '.digits canvas', after: untrained },
  clouds: {},
  transport: { before: { all: 'true', ask: 'false' }, after: rest(2) },
  line: { before: { snap: 'true' }, after: rest(2) },
  plane: { after: rest(20) },
  game: { after: rest(20) },
  // As wide as its digits need to be as large as they are on most screens.
  lab: { after: trained('lab', READABLE), width: 1320 },
  own: {
    of: 'lab',
    after: learntShapes,
    canvas: '.grid canvas.digits',
    beside: '[data-control=own-remove] canvas.digits',
  },
  pairs: { before: { ask: 'false' }, after: rest(60) },
  // As wide as two stand beside each other.
  clipped: { after: trained('clipped', 150), width: 1320 },
  penalised: { after: trained('penalised', 150), width: 1320 },
  watch: { before: { ask: 'false' } },
  paradox: { before: { ask: 'false' }, after: rest(30) },
  guides: { after: guided },
  truth: { after: scored(['none', 'clipping', 'adversarial']) },
};

/** What only works with scripts; what says what is seen stays. */
const CONTROLS = `
  button:not(.handle, .legend button, .kinds button), label.slider, .choice, .bar, select, input, [role='tablist'],
  .top, .columns ~ *, .columns.two :is(.numbers, .machine), .hint, .where, .entropy, .tools, .scrub, .chart-controls, .zoom-note, .instrument.judge
  { display: none !important; }
  [data-symbol] { text-decoration: none !important; }
  /* No tab names the chart here. */
  .charts > .instrument > header { position: static !important; order: -1 !important; margin-bottom: 0.5rem; }
  .charts > .instrument > header h2
    { position: static !important; width: auto !important; height: auto !important; min-height: 0 !important;
      clip-path: none !important; }
  * { animation: none !important; transition: none !important; }`;

/**
 * @param {Page} page
 * @param {string} name
 * @param {Page} blank where pictures are put together
 */
async function shoot(page, name, blank) {
  const { before, after, width = WIDTH, of = name, canvas, beside } = PICTURES[name];
  await page.setViewportSize({ width, height: 1000 });
  const element = page.locator(`#${of}`);
  await element.scrollIntoViewIfNeeded();
  await page.waitForFunction(
    (id) => document.getElementById(id)?.shadowRoot?.querySelector('.lab'),
    of,
  );
  if (before) {
    await element.evaluate((figure, patch) => /** @type {any} */ (figure).set(patch), before);
  }
  await rest(2)(page);
  await after?.(page);
  if (canvas && beside) return sideBySide(element.locator(beside), element.locator(canvas), blank);
  if (canvas) return drawn(element.locator(canvas));
  await element.evaluate((figure, text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    figure.shadowRoot?.adoptedStyleSheets.push(sheet);
    figure.style.minHeight = '0';
  }, CONTROLS);
  await rest(1)(page);
  return element.screenshot({ animations: 'disabled' });
}

/**
 * What is on canvases that lie over each other, pixel by pixel.
 * @param {import('@playwright/test').Locator} canvases
 */
async function drawn(canvases) {
  await canvases.first().waitFor();
  const url = await canvases.evaluateAll((all) => {
    const layers = /** @type {HTMLCanvasElement[]} */ (all);
    const [{ width, height }] = layers;
    const canvas = Object.assign(document.createElement('canvas'), { width, height });
    for (const layer of layers) canvas.getContext('2d')?.drawImage(layer, 0, 0, width, height);
    return canvas.toDataURL('image/png');
  });
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

/**
 * Small canvases in columns of four, and a large one to their right.
 * @param {import('@playwright/test').Locator} small
 * @param {import('@playwright/test').Locator} large
 * @param {Page} blank
 */
async function sideBySide(small, large, blank) {
  const HEIGHT = 448;
  const urlOf = (/** @type {Element} */ one) => /** @type {HTMLCanvasElement} */ (one).toDataURL();
  const shapes = await small.evaluateAll((all) =>
    all.map((one) => /** @type {HTMLCanvasElement} */ (one).toDataURL()),
  );
  const ground = await large.page().evaluate(() => getComputedStyle(document.body).backgroundColor);
  const url = await blank.evaluate(
    async ([shapes, grid, height, ground]) => {
      const load = async (/** @type {string} */ source) =>
        createImageBitmap(await (await fetch(source)).blob());
      const side = height / 4;
      const columns = Math.ceil(shapes.length / 4);
      const gap = side / 2;
      const canvas = Object.assign(document.createElement('canvas'), {
        width: columns * side + gap + height,
        height,
      });
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      context.imageSmoothingEnabled = false;
      context.fillStyle = ground;
      context.fillRect(0, 0, canvas.width, height);
      for (const [place, shape] of shapes.entries()) {
        const [x, y] = [(place % columns) * side, Math.floor(place / columns) * side];
        context.drawImage(await load(shape), x + 4, y + 4, side - 8, side - 8);
      }
      context.drawImage(await load(grid), columns * side + gap, 0, height, height);
      return canvas.toDataURL('image/png');
    },
    /** @type {const} */ ([shapes, await large.first().evaluate(urlOf), HEIGHT, ground]),
  );
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
}

/**
 * The same picture as WebP, packed by the browser.
 * @param {Page} page a blank one
 * @param {Buffer} png
 */
async function packed(page, png) {
  const bytes = await page.evaluate(
    async (source) => {
      const bitmap = await createImageBitmap(await (await fetch(source)).blob());
      const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
      canvas.getContext('2d', { alpha: false })?.drawImage(bitmap, 0, 0);
      const webp = await canvas.convertToBlob({ type: 'image/webp', quality: 0.82 });
      return [...new Uint8Array(await webp.arrayBuffer())];
    },
    `data:image/png;base64,${png.toString('base64')}`,
  );
  return Buffer.from(bytes);
}

/**
 * Refuses where characters are drawn as the same empty box.
 * @param {Page} page a blank one
 */
async function demandChinese(page) {
  const isThere = await page.evaluate(() => {
    const drawn = [...'评论'].map((character) => {
      const context = new OffscreenCanvas(40, 40).getContext('2d');
      if (!context) return '';
      context.font = '32px sans-serif';
      context.fillText(character, 4, 34);
      return context.getImageData(0, 0, 40, 40).data.join();
    });
    return drawn[0] !== drawn[1];
  });
  if (!isThere) throw new Error('there is no font of Chinese here: scripts/setup.sh fonts');
}

const asked = process.argv.slice(2);
const names = asked.length > 0 ? asked : Object.keys(PICTURES);
mkdirSync(OUT, { recursive: true });
const server = staticServer('dist', '/').listen(0, '127.0.0.1');
await new Promise((listening) => server.once('listening', listening));
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
const browser = await launch(false);
try {
  const blank = await browser.newPage();
  await demandChinese(blank);
  for (const [language, path] of Object.entries(LANGUAGES)) {
    for (const scheme of /** @type {const} */ (['light', 'dark'])) {
      const page = await browser.newPage({
        viewport: { width: WIDTH, height: 1000 },
        colorScheme: scheme,
      });
      await page.goto(`http://127.0.0.1:${port}/${path}`);
      for (const name of names) {
        const webp = await packed(blank, await shoot(page, name, blank));
        const file = `${name}-${language}${scheme === 'dark' ? '-dark' : ''}.webp`;
        writeFileSync(join(OUT, file), webp);
        console.log(`${file}: ${(webp.length / 1000).toFixed(1)} kB`);
      }
      await page.close();
    }
  }
} finally {
  await browser.close();
  server.close();
  server.closeAllConnections();
}
