/** A lab and figures on other images than digits. */

import { wordsOf } from './figure-host.js';
import { expect, Lab, NETWORK, SOON, test, TINY } from './lab.js';
import { FOLDER, serveShapes } from './made-up-set.js';

test('a lab learns the images that an address names, and says whose they are', async ({ page }) => {
  await serveShapes(page);
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY, data: FOLDER });
  await lab.reaches(50);
  await lab.main.getByRole('tab', { name: 'Images' }).click();
  const credit = lab.main.locator('[data-field=credit]');
  await expect(credit).toContainText('Rings and squares');
  await expect(credit).toContainText('Made up for a test. Licence: CC0 1.0.');
  await expect(credit).toContainText('Its classes: ring, square.');
  await expect(credit).toContainText('No classifier belongs to these images');
  await expect(credit.getByRole('link')).toHaveAttribute('href', 'https://example.org/shapes');
  // Nobody judges them, and they are no digits.
  await expect(lab.main.getByRole('tab', { name: 'Quality' })).toHaveCount(0);
  await expect(lab.main.locator('[data-control=judge]')).toHaveCount(0);
  await expect(lab.main.locator('[data-control=reals]')).toHaveText('Real images');
  // Distances tell what no classifier does.
  await lab.main.getByRole('tab', { name: 'Nearness' }).click();
  const chart = lab.main.locator('.instrument.neighbours');
  await expect(chart.locator('.legend')).toContainText(/to the nearest real\s*\d+\.\d/);
  await expect(chart).toContainText('fakes are copies');
  await lab.main.locator('[data-control=reals]').click();
  await expect(lab.main.locator('.reals canvas')).toHaveAttribute(
    'aria-label',
    /Sixteen real images in two rows: (ring|square)(, (ring|square)){15}\./,
  );
  await lab.main.getByRole('tab', { name: 'Share' }).click();
  await expect(lab.main.locator('[data-field=link]')).toHaveValue(
    /data=sets%2Fshapes%2F|data=sets\/shapes\//,
  );
});

test('the reader takes other images, and the run begins again on them', async ({ page }) => {
  await serveShapes(page);
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: TINY, data: FOLDER });
  await lab.reaches(30);
  await lab.main.getByRole('tab', { name: 'Images' }).click();
  await lab.main.getByLabel('MNIST: 0 to 9').check();
  await expect(lab.main.locator('[data-control=reals]')).toHaveText('Real digits');
  await expect(lab.main.getByRole('tab', { name: 'Quality' })).toBeVisible();
  await lab.reaches(30);
  expect(new URL(page.url()).hash).toContain('data=mnist');
});

test.describe('what cannot be had', () => {
  test.use({ allowed: [NETWORK] });

  test('other images that are not there leave the run as it is', async ({ page }) => {
    await page.route('**/data/fashion/**', (route) => route.fulfill({ status: 404 }));
    const lab = new Lab(page);
    await lab.open({ device: 'cpu', config: TINY });
    await lab.reaches(20);
    await lab.main.getByRole('tab', { name: 'Images' }).click();
    await lab.main.getByLabel('Fashion-MNIST').click();
    await expect(lab.notices).toContainText('The list of the images could not be read');
    await expect(lab.main.getByLabel('MNIST: 0 to 9')).toBeChecked();
    const at = Number(await lab.main.getAttribute('data-iteration'));
    await lab.reaches(at + 20);
  });

  for (const { what, changes, said } of [
    { what: 'a shape', changes: { width: 32 }, said: 'its images are 32 × 28 × 1' },
    { what: 'labels', changes: { labels: ['ring'] }, said: 'has an image of class 1' },
    { what: 'a format', changes: { format: /** @type {2} */ (3) }, said: 'format 3 is not known' },
  ]) {
    test(`a set with ${what} that cannot be used is said to be so`, async ({ page }) => {
      await serveShapes(page, changes);
      const lab = new Lab(page);
      await lab.open({ device: 'cpu', config: TINY, data: FOLDER });
      await expect(lab.main).toContainText(said);
      await expect(lab.main).toHaveAttribute('data-state', 'failed');
    });
  }
});

test('a figure shows the images that its attribute names', async ({ page }) => {
  await serveShapes(page);
  await page.goto('./embed.html?loading=click');
  await page.evaluate(async (folder) => {
    await import(new URL('em-pairs.js', document.baseURI).href);
    const pairs = document.createElement('em-pairs');
    for (const [name, value] of [
      ['data', folder],
      ['count', '16'],
    ]) {
      pairs.setAttribute(name, value);
    }
    document.body.replaceChildren(pairs);
  }, FOLDER);
  const figure = page.locator('em-pairs');
  await expect(figure.locator('canvas.digits').first()).toBeVisible();
  /** The exact distance of its minibatches, in the words of its picture. */
  const distance = async () =>
    /exact distance ([\d.]+)/.exec((await wordsOf(figure)) ?? '')?.[1] ?? null;
  await expect.poll(distance, SOON).not.toBeNull();
  const ofShapes = await distance();
  // Others are other minibatches, and the same are the same again.
  await figure.evaluate((element) => element.setAttribute('data', 'mnist'));
  await expect.poll(distance, SOON).not.toBe(ofShapes);
  await figure.evaluate((element, folder) => element.setAttribute('data', folder), FOLDER);
  await expect.poll(distance, SOON).toBe(ofShapes);
});
