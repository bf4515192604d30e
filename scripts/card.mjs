// Draws the card that links to the page are shown with: node scripts/card.mjs [www/card.png]
// Its digits are those that the reference run's generator draws after 1,000 iterations, all of the grid.
import { readFileSync } from 'node:fs';
import { launch } from './chromium.mjs';

const [out = 'www/card.png'] = process.argv.slice(2);

const GRID = new URL('../docs/reference-run/grid-001000.png', import.meta.url);

/** In the light colours of www/page.css. */
const HTML = `<!doctype html>
<style>
  body { margin: 0; padding: 60px 72px; color: #1c1f26; background: #fbfaf8;
    font: 32px/1.4 'Noto Sans CJK SC', system-ui, sans-serif; }
  h1 { margin: 0; font-size: 96px; line-height: 1; letter-spacing: -0.03em; }
  p { margin: 20px 0 36px; color: #5c6270; }
  b { color: #b84a00; }
  b + b { color: #0a7a5c; }
  canvas { width: 1056px; border-radius: 12px; image-rendering: pixelated; }
  small { display: block; font-size: 22px; color: #5c6270; }
  svg { position: absolute; top: 54px; right: 72px; }
</style>
<svg width="260" height="104" viewBox="0 0 260 104" fill="none" stroke-width="9" stroke-linecap="round">
  <path d="M6 98c45 0 45-92 90-92s45 92 90 92" stroke="#0b63b5" />
  <path d="M74 98c45 0 45-92 90-92s45 92 90 92" stroke="#b84a00" />
</svg>
<h1>Earthmover</h1>
<p>In your browser, a <b>generator</b> learns from its <b>critic</b> to write digits.</p>
<canvas width="528" height="132"></canvas>
<small>Its digits after 1,000 iterations.</small>`;

/**
 * The grid, eight by eight digits of 28 pixels with lines of two between them, as sixteen by four, in the colours of
 * the lab: from paper through the accent of fakes to ink.
 * @param {string} url
 */
async function draw(url) {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector('canvas'));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('there is no canvas');
  const { width, height } = canvas;
  const paper = context.createLinearGradient(0.5, 0, 255.5, 0);
  ['#17130f', '#c4672a', '#fff4e6'].forEach((colour, at) => paper.addColorStop(at / 2, colour));
  context.fillStyle = paper;
  context.fillRect(0, 0, 256, 1);
  const colours = context.getImageData(0, 0, 256, 1).data;
  context.fillStyle = 'black';
  context.fillRect(0, 0, width, height);
  for (let at = 0; at < 64; at++) {
    const [left, top] = [2 + 30 * (at % 8), 2 + 30 * Math.floor(at / 8)];
    const [x, y] = [2 + 33 * (at % 16), 2 + 33 * Math.floor(at / 16)];
    context.drawImage(image, left, top, 28, 28, x, y, 28, 28);
  }
  const pixels = context.getImageData(0, 0, width, height);
  for (let at = 0; at < pixels.data.length; at += 4) {
    const grey = 4 * pixels.data[at];
    pixels.data.set(colours.subarray(grey, grey + 4), at);
  }
  context.putImageData(pixels, 0, 0);
}

const browser = await launch(false);
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 630 } });
  await page.setContent(HTML);
  await page.evaluate(draw, `data:image/png;base64,${readFileSync(GRID).toString('base64')}`);
  await page.screenshot({ path: out });
} finally {
  await browser.close();
}
