/** Links in the prose: each sets what it names, and goes back. */

import { choosePreset, expect, Lab, test, TINY } from './lab.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/figures/kit/figure.js').Figure} Figure */

const QUICKLY = `device=cpu&workers=1&config=${encodeURIComponent(JSON.stringify(TINY))}`;

/** @param {Page} page @param {string} id @returns {Promise<Record<string, unknown>>} */
const valuesOf = (page, id) =>
  page.locator(`#${id}`).evaluate((figure) => /** @type {Figure} */ (figure).values);

/** What each link to figures names: its address, its figure, its settings. @param {Page} page */
async function linksToFigures(page) {
  const addresses = await page
    .locator('a.set')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  return addresses
    .map((address) => {
      const [id, query] = address.slice(1).split('?');
      return { address, id, patch: Object.fromEntries(new URLSearchParams(query)) };
    })
    .filter(({ id }) => id !== 'lab');
}

/** @param {Page} page @param {string} address */
const linkTo = (page, address) => page.locator(`a.set[href="${address}"]`).first();

/** Before its script is there, a link is a link. @param {import('@playwright/test').Locator} link */
const isLive = (link) => expect(link).toHaveAttribute('aria-pressed', 'false');

for (const path of ['./', './zh/']) {
  test(`every link to a figure of ${path} sets it, and a second press goes back`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(path);
    const links = await linksToFigures(page);
    expect(links.length).toBeGreaterThan(15);
    for (const { address, id, patch } of links) {
      const link = linkTo(page, address);
      await page.locator(`#${id}`).scrollIntoViewIfNeeded();
      await page.waitForFunction(
        (name) => document.getElementById(name)?.shadowRoot?.querySelector('.figure'),
        id,
      );
      const before = await valuesOf(page, id);
      await link.click();
      await expect(link, address).toHaveAttribute('aria-pressed', 'true');
      const { reset, ...rest } = patch;
      const after = await valuesOf(page, id);
      for (const [name, value] of Object.entries(rest)) {
        // What is only for a moment has passed.
        if (name === 'play' || name === 'run') continue;
        const is = name === 'show' ? after[value] : after[name];
        const wanted = typeof is === 'boolean' ? 'true' : value;
        expect(String(is), `${address}: ${name}`).toBe(wanted);
      }
      await link.click();
      await expect(link, address).toHaveAttribute('aria-pressed', 'false');
      const { play: _, run: __, ...again } = await valuesOf(page, id);
      const { play, run, ...first } = before;
      if (!reset) expect(again, address).toEqual(first);
    }
  });
}

test('by the keyboard a link sets its figure too, and what it says comes true', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./');
  const link = linkTo(page, '#clouds?lay=1&width=0');
  await isLive(link);
  await link.focus();
  await page.keyboard.press('Space');
  await expect(link).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('#clouds [aria-label]').first()).toBeInViewport();
  await expect(page.locator('#clouds')).toContainText(/Wasserstein-1\s*exact distance\s*0(\.0+)?/);
  await page.keyboard.press('Enter');
  await expect(link).toHaveAttribute('aria-pressed', 'false');
  await expect(page.locator('#clouds')).not.toContainText(/exact distance\s*0(\.0+)?\s/);
});

test('a second press before the figure is there does not lose the way back', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto('./');
  const link = linkTo(page, '#line?snap=1');
  await isLive(link);
  await link.evaluate((element) => {
    const pressed = /** @type {HTMLElement} */ (element);
    pressed.click();
    pressed.click();
  });
  await expect(link).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(async () => (await valuesOf(page, 'line')).snap).toBe(true);
  await link.click();
  await expect(link).toHaveAttribute('aria-pressed', 'false');
  expect((await valuesOf(page, 'line')).snap).toBe(false);
});

test('a link to the lab sets it, whatever its address says of it, and goes back', async ({
  page,
}) => {
  await page.goto(`./#preset=clipping&${QUICKLY}`);
  const lab = page.locator('#lab');
  const presetOf = () => lab.locator('[data-control^=preset-][aria-pressed=true]');
  await expect(presetOf()).toHaveAttribute('data-control', 'preset-clipping');
  const link = linkTo(page, '#lab?preset=bounded');
  await link.click();
  await expect(presetOf()).toHaveAttribute('data-control', 'preset-bounded');
  await expect(lab).toBeInViewport();
  await link.click();
  await expect(presetOf()).toHaveAttribute('data-control', 'preset-article');
});

/** @param {Page} page */
async function followToLab(page) {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(`./?${QUICKLY}`);
  const link = linkTo(page, '#lab?preset=bounded');
  await isLive(link);
  await link.evaluate((one) => one.scrollIntoView({ block: 'center', behavior: 'instant' }));
  await link.focus();
  const back = page.getByRole('button', { name: 'Back to the text' });
  await expect(back).toHaveCount(0);
  const top = async () => (await link.boundingBox())?.y ?? NaN;
  const stood = await top();
  await page.keyboard.press('Enter');
  await expect(page.locator('#lab')).toBeInViewport();
  await expect(link).not.toBeInViewport();
  return { link, back, top, stood };
}

test('from the lab a button leads back to the link, by keyboard too', async ({ page }) => {
  const { link, back, top, stood } = await followToLab(page);
  await expect(back).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(back).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(link).toBeFocused();
  await expect(back).toHaveCount(0);
  await expect.poll(async () => Math.abs((await top()) - stood)).toBeLessThan(2);
  // Who scrolls back has no need of it either.
  await page.keyboard.press('Enter');
  await expect(back).toBeVisible();
  await link.evaluate((one) => one.scrollIntoView({ block: 'center', behavior: 'instant' }));
  await expect(back).toHaveCount(0);
});

test('Back leads to the link, and keeps what was set at the lab', async ({ page }) => {
  const { link, top, stood } = await followToLab(page);
  const lab = new Lab(page);
  await choosePreset(page, 'spectral');
  await expect(page).toHaveURL(/#.*preset=spectral/);
  await lab.reaches(3);
  await page.goBack();
  await expect(link).toBeInViewport();
  await expect.poll(async () => Math.abs((await top()) - stood)).toBeLessThan(2);
  await expect(page).toHaveURL(/#.*preset=spectral/);
  const now = await lab.iteration();
  expect(now).toBeGreaterThanOrEqual(3);
  const chosen = page.locator('#lab [data-control^=preset-][aria-pressed=true]');
  await expect(chosen).toHaveAttribute('data-control', 'preset-spectral');
  await page.waitForTimeout(300);
  expect(await lab.iteration()).toBeGreaterThanOrEqual(now);
});

test('a link to the lab sets it though the way there is stopped', async ({ page }) => {
  await page.addInitScript(() => {
    Element.prototype.scrollIntoView = () => {};
  });
  await page.goto(`./?${QUICKLY}`);
  const link = linkTo(page, '#lab?preset=bounded');
  await expect(link).toHaveAttribute('aria-pressed', 'false');
  await link.evaluate((element) => /** @type {HTMLElement} */ (element).click());
  const preset = page.locator('#lab [data-control^=preset-][aria-pressed=true]');
  await expect(preset).toHaveAttribute('data-control', 'preset-bounded');
});

const CHANGES = /** @type {const} */ ([
  ['λ = 0', 'constraint.lambda:0', 0, 10],
  ['five critic steps', 'nCritic:5', 5, 1],
]);
for (const [what, config, wanted, usual] of CHANGES) {
  test(`${what}: a change of the run that goes on`, async ({ page }) => {
    await page.goto(`./?device=cpu&workers=1`);
    await page.locator('#lab').scrollIntoViewIfNeeded();
    const lab = new Lab(page);
    await lab.reaches(3);
    const link = linkTo(page, `#lab?config=${config}`);
    await link.click();
    const value = () =>
      page.locator('#lab').evaluate((element, path) => {
        const { currentConfig } = /** @type {import('../../www/lab/element.js').EarthMover} */ (
          element
        );
        return path.reduce((/** @type {any} */ within, name) => within?.[name], currentConfig);
      }, config.split(':')[0].split('.'));
    await expect.poll(value).toBe(wanted);
    expect(await lab.iteration()).toBeGreaterThanOrEqual(3);
    await link.click();
    await expect.poll(value).toBe(usual);
  });
}
