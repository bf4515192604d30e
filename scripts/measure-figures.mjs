// How soon the article's figures are there, and how soon they answer a hand.

/** @typedef {import('@playwright/test').Page} Page */

const FIGURES = ['clouds', 'transport', 'line', 'plane', 'pairs', 'paradox'];
/** A calm reader's pace: pixels, and milliseconds from one to the next. */
const SCROLL = { by: 120, every: 60 };

/**
 * Milliseconds from when each figure is first in view to when it is drawn; 0 where it was drawn before.
 * @param {Page} page
 * @param {string} url
 * @returns {Promise<Record<string, number>>}
 */
export async function starts(page, url) {
  await page.goto(url);
  // Nobody scrolls before anything is there.
  await page.waitForTimeout(1_000);
  await page.evaluate((ids) => {
    /** @type {Record<string, { seen?: number, drawn?: number }>} */
    const times = Object.fromEntries(ids.map((id) => [id, {}]));
    Object.assign(window, { times });
    const observer = new IntersectionObserver((entries) => {
      for (const { isIntersecting, target } of entries) {
        if (isIntersecting) times[target.id].seen ??= performance.now();
      }
    });
    for (const id of ids) observer.observe(/** @type {Element} */ (document.getElementById(id)));
    const look = () => {
      for (const id of ids) {
        // Controls have their names at once; the picture has its words when it is drawn.
        const { picture } = /** @type {any} */ (document.getElementById(id));
        if (picture?.hasAttribute('aria-label')) times[id].drawn ??= performance.now();
      }
      requestAnimationFrame(look);
    };
    look();
  }, FIGURES);
  await page.evaluate(async ({ by, every }) => {
    const last = /** @type {Element} */ (document.getElementById('paradox'));
    while (last.getBoundingClientRect().top > 200) {
      scrollBy({ top: by, behavior: 'instant' });
      await new Promise((resolve) => setTimeout(resolve, every));
    }
  }, SCROLL);
  await page.waitForTimeout(3_000);
  const times = await page.evaluate(() => /** @type {any} */ (window).times);
  const missing = FIGURES.filter((id) => !(times[id].drawn && times[id].seen));
  if (missing.length > 0) throw new Error(`never seen and drawn: ${missing.join(', ')}`);
  return Object.fromEntries(
    FIGURES.map((id) => [id, Math.max(0, times[id].drawn - times[id].seen)]),
  );
}

/**
 * Milliseconds from a move of the hand to the numbers that follow it, in the middle of many.
 * @param {Page} page with the article
 * @param {string} id of a figure
 * @param {string} handle
 */
export async function answers(page, id, handle) {
  const grip = page.locator(`#${id} [data-handle="${handle}"]`);
  await grip.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await page.waitForTimeout(1_500);
  await grip.evaluate((element) => {
    /** @type {number[]} */
    const waits = [];
    Object.assign(window, { waits });
    let moved = 0;
    element.addEventListener('pointermove', () => (moved = performance.now()));
    new MutationObserver(() => {
      if (moved) waits.push(performance.now() - moved);
      moved = 0;
    }).observe(element.getRootNode(), { characterData: true, childList: true, subtree: true });
  });
  const box = /** @type {{ x: number, y: number, width: number, height: number }} */ (
    await grip.boundingBox()
  );
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 40; step++) {
    await page.mouse.move(x + (step % 2), y - step);
    await page.waitForTimeout(60);
  }
  await page.mouse.up();
  const waits = await page.evaluate(() => /** @type {any} */ (window).waits);
  waits.sort((/** @type {number} */ a, /** @type {number} */ b) => a - b);
  return waits[Math.floor(waits.length / 2)];
}
