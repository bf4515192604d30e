/** A run shared by several workers: they train as one, come, go and die, and the run goes on. */

import { expect, Lab, test, TINY } from './lab.js';
import { pace, patchGlue, pretendCores, trimManifest } from './network.js';

/** @typedef {import('../../www/protocol.js').StepReport} StepReport */

/** Rows do not depend on each other, so that several workers can share them. */
const SHARED = {
  ...TINY,
  batch: 12,
  nCritic: 2,
  order: 'criticFirst',
  constraint: { kind: 'slopePenalty', pairs: 'realFake', share: 1 },
};

/** Only in a follower, whose replica is not the first. */
const followersOnly = (/** @type {string} */ code) => `
  if (/follower\\.js/.test(location.href)) {
    const { criticPart, takeCritic } = Trainer.prototype;
    let calls = 0;
    ${code}
  }`;

/** @param {StepReport[]} reports */
const iterations = (reports) => reports.map(({ iteration }) => iteration);

/** @param {number} count */
const upTo = (count) => Array.from({ length: count }, (_, index) => index + 1);

for (const workers of [2, 3]) {
  test(`${workers} workers train as one, without gaps`, async ({ page }) => {
    const lab = new Lab(page);
    await lab.open({ device: 'cpu', config: SHARED, workers: 1 });
    const one = await lab.reports(5);
    await expect(lab.main).toHaveAttribute('data-workers', '1');

    await page.goto(
      `./embed.html?${new URLSearchParams({ config: JSON.stringify(SHARED), device: 'cpu' })}#workers=${workers}`,
    );
    await lab.reaches(50);
    await expect(lab.main).toHaveAttribute('data-workers', String(workers));
    await expect(page.locator('[data-field=workers]')).toHaveText(`· ${workers} workers.`);
    const reports = await lab.reports(50);
    expect(iterations(reports)).toEqual(upTo(50));
    expect(reports.slice(0, 5)).toEqual(one);
    await expect(lab.marks).toHaveCount(0);
    await expect(lab.notices.locator('li')).toHaveCount(0);
  });
}

test('a seed is one curve with one worker, two or three, also after a reset', async ({ page }) => {
  const lab = new Lab(page);
  /** @type {Awaited<ReturnType<Lab['reports']>> | null} */
  let first = null;
  for (const workers of [1, 2, 3]) {
    await lab.open({ device: 'cpu', config: SHARED, workers });
    const reports = await lab.reports(30);
    first ??= reports;
    expect(reports, `${workers} workers`).toEqual(first);
    await expect(lab.main).toHaveAttribute('data-workers', String(workers));
  }
  await lab.reset.click();
  expect(await lab.reports(30, 1)).toEqual(first);
  await expect(lab.main).toHaveAttribute('data-workers', '3');
  await expect(lab.marks).toHaveCount(0);
});

test('a generator whose batch is normalised has one worker', async ({ page }) => {
  const config = { ...SHARED, architecture: { ...SHARED.architecture, normalisation: 'batch' } };
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config, workers: 2 });
  await lab.reaches(30);
  await expect(lab.main).toHaveAttribute('data-workers', '1');
});

test('replicas stay alike while shards join', { tag: '@sources' }, async ({ page }) => {
  await trimManifest(page, [0, 7, 20]);
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: SHARED, workers: 1 });
  const one = await lab.reports(25);
  await lab.open({ device: 'cpu', config: SHARED, workers: 2 });
  const two = await lab.reports(25);
  expect(two).toEqual(one);
  await expect(lab.main).toHaveAttribute('data-workers', '2');
});

test('a team pauses and takes single steps', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: SHARED, workers: 2 });
  await lab.reaches(3);
  const paused = await lab.pause();
  await lab.step.click();
  await expect.poll(() => lab.iteration()).toBe(paused + 1);
  await lab.step.click();
  await lab.step.click();
  await expect.poll(() => lab.iteration()).toBe(paused + 3);
  await lab.rests();
  expect(await lab.iteration()).toBe(paused + 3);
  await expect(lab.main).toHaveAttribute('data-workers', '2');
  await lab.run.click();
  await lab.reaches(paused + 10);
});

test('another device dissolves the team, and the CPU has it again', async ({ page }) => {
  const lab = new Lab(page);
  await lab.open({ device: 'cpu', config: SHARED, workers: 2 });
  await lab.reaches(3);
  await lab.openSettings();
  await lab.device.selectOption('ndarray');
  await expect(lab.main).toHaveAttribute('data-device', 'ndarray');
  await expect(lab.main).toHaveAttribute('data-workers', '1');
  const moved = await lab.iteration();
  await lab.reaches(moved + 5);
  await expect.poll(() => page.workers().length).toBe(1);
  await expect(page).toHaveURL(/#device=ndarray.*workers=2/);

  await lab.device.selectOption('cpu');
  await expect(lab.main).toHaveAttribute('data-device', 'cpu');
  await expect(lab.main).toHaveAttribute('data-workers', '2');
  await lab.reaches(moved + 10);
  const reports = await lab.reports(moved + 10);
  expect(iterations(reports)).toEqual(upTo(moved + 10));
});

test('a number of workers that cannot be is ignored with a warning', async ({ page }) => {
  /** @type {string[]} */
  const warnings = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  const lab = new Lab(page);
  for (const workers of ['0', '9', '1.5', 'many']) {
    await lab.open({ device: 'cpu', config: TINY, workers });
    await expect.poll(() => warnings.at(-1)).toMatch(`workers=${workers} is ignored`);
  }
});

test.describe('a follower', { tag: '@sources' }, () => {
  /** @type {[string, string, RegExp][]} */
  const ends = [
    ['throws', `if (calls === 4) throw new Error('the test says so');`, /the test says so/],
    ['ends', `if (calls === 4) close();`, /no longer answers/],
  ];
  for (const [what, code, why] of ends) {
    test(`that ${what} leaves the team, and the run goes on`, async ({ page }) => {
      await patchGlue(
        page,
        'cpu',
        followersOnly(`Trainer.prototype.criticPart = async function () {
          calls += 1;
          ${code}
          return criticPart.call(this);
        };`),
      );
      const lab = new Lab(page);
      await lab.open({ device: 'cpu', config: SHARED, workers: 2 });
      await expect(lab.notices).toContainText('One of the workers is gone');
      await expect(lab.notices).toContainText(why);
      await expect(lab.notices).toContainText('goes on with 1 worker');
      await expect(lab.marks).toHaveCount(0);
      await expect(lab.main).toHaveAttribute('data-workers', '1');
      await lab.reaches(30);
      const reports = await lab.reports(30);
      expect(iterations(reports)).toEqual(upTo(30));
      await expect.poll(() => page.workers().length).toBe(1);
      await lab.isIn('running');
    });
  }

  test('of three that dies leaves two', async ({ page }) => {
    await patchGlue(
      page,
      'cpu',
      followersOnly(`let of = 0;
        const { split, generatorPart } = Trainer.prototype;
        Trainer.prototype.split = function (index, count) {
          of = index === 1 ? count : 0;
          return split.call(this, index, count);
        };
        Trainer.prototype.generatorPart = async function () {
          calls += of === 3 ? 1 : 0;
          if (calls === 5) throw new Error('the test says so');
          return generatorPart.call(this);
        };`),
    );
    const lab = new Lab(page);
    await lab.open({ device: 'cpu', config: SHARED, workers: 1 });
    const one = await lab.reports(8);
    await lab.open({ device: 'cpu', config: SHARED, workers: 3 });
    await expect(lab.notices).toContainText('goes on with 2 workers');
    await expect(lab.main).toHaveAttribute('data-workers', '2');
    const reports = await lab.reports(40);
    expect(iterations(reports)).toEqual(upTo(40));
    // The half step was repeated with all rows of the batch, so the curve is that of one worker still.
    for (const [index, { gap }] of one.entries()) {
      expect(Math.abs(reports[index].gap - gap), `gap of ${index + 1}`).toBeLessThan(1e-3);
    }
  });

  test.describe('that panics', () => {
    test.use({ allowed: [/panicked at/] });

    test('leaves the team with its last words', async ({ page }) => {
      await patchGlue(
        page,
        'cpu',
        followersOnly(`Trainer.prototype.takeCritic = async function (sum) {
          calls += 1;
          if (calls < 4) return takeCritic.call(this, sum);
          console.error("panicked at crates/earthmover/src/replica.rs:1:1:\\nthe test says so\\n\\nStack:\\n\\nError");
          throw new WebAssembly.RuntimeError('unreachable');
        };`),
      );
      const lab = new Lab(page);
      await lab.open({ device: 'cpu', config: SHARED, workers: 2 });
      await expect(lab.notices).toContainText('the test says so');
      await expect(lab.main).toHaveAttribute('data-workers', '1');
      await lab.reaches(30);
      expect(iterations(await lab.reports(30))).toEqual(upTo(30));
    });
  });

  test.describe('whose script is not there', () => {
    test.use({ allowed: [/./] });

    test('is done without', async ({ page }) => {
      await page.route('**/follower.js', (route) => route.fulfill({ status: 404 }));
      const lab = new Lab(page);
      await lab.open({ device: 'cpu', config: SHARED, workers: 2 });
      await expect(lab.notices).toContainText('One of the workers is gone');
      await lab.reaches(10);
      await expect(lab.main).toHaveAttribute('data-workers', '1');
      await lab.isIn('running');
    });
  });
});

test.describe('a leader that panics', { tag: '@sources' }, () => {
  test.use({ allowed: [/panicked at/] });

  test('is replaced by one worker alone', async ({ page }) => {
    await patchGlue(
      page,
      'cpu',
      `if (!/follower\\.js/.test(location.href)) {
        const { takeCritic } = Trainer.prototype;
        let calls = 0;
        Trainer.prototype.takeCritic = async function (sum) {
          calls += 1;
          if (calls < 4) return takeCritic.call(this, sum);
          console.error("panicked at crates/earthmover/src/replica.rs:1:1:\\nthe test says so\\n\\nStack:\\n\\nError");
          throw new WebAssembly.RuntimeError('unreachable');
        };
      }`,
    );
    const lab = new Lab(page);
    await lab.open({ device: 'cpu', config: SHARED, workers: 2 });
    await expect(lab.notices).toContainText('the test says so');
    await lab.reaches(20);
    await expect(lab.main).toHaveAttribute('data-workers', '1');
    await expect.poll(() => page.workers().length).toBe(1);
  });
});

test.describe('by itself', () => {
  test(
    'the page tries more workers without a word, as long as each is worth it',
    { tag: '@timed' },
    async ({ page }) => {
      await pretendCores(page, 4);
      const config = { ...SHARED, batch: 16, nCritic: 1 };
      const lab = new Lab(page);
      await lab.open({ device: 'cpu', config });
      const one = await lab.reports(25);

      await pace(page, [400, 200, 300, 100]);
      await lab.open({ device: 'cpu', config, workers: 'auto' });
      // A third is tried, and let go.
      for (const workers of ['2', '3', '2']) {
        await expect(lab.main).toHaveAttribute('data-workers', workers);
      }
      await expect.poll(() => page.workers().length).toBe(2);
      await expect(lab.team).toHaveText('');
      await expect(lab.marks).toHaveCount(0);
      await expect(lab.notices.locator('li')).toHaveCount(0);
      const before = await lab.iteration();
      await lab.reaches(before + 3);
      const reports = await lab.reports(25);
      expect(iterations(reports)).toEqual(upTo(25));
      // Whoever joins late goes on from the same state.
      expect(reports).toEqual(one);
      expect(page.url()).not.toContain('#');

      // The next run begins with those found.
      await lab.reset.click();
      await expect(lab.main).toHaveAttribute('data-workers', '2');
      expect(iterations(await lab.reports(3, 1))).toEqual([1, 2, 3]);
    },
  );

  test('with one core there is one worker', async ({ page }) => {
    await pretendCores(page, 1);
    const lab = new Lab(page);
    await lab.open({ device: 'cpu', config: TINY, workers: 'auto' });
    await lab.reaches(3);
    await expect(lab.team).toHaveText('This browser offers one core, so one worker trains.');
  });

  test('batches that cannot be shared are not', async ({ page }) => {
    await pretendCores(page, 4);
    const lab = new Lab(page);
    const constraint = { kind: 'slopePenalty', pairs: 'realReal' };
    await lab.open({ device: 'cpu', config: { ...TINY, constraint }, workers: 'auto' });
    await lab.reaches(3);
    await expect(lab.team).toContainText('cannot be shared out');
    await expect(lab.main).toHaveAttribute('data-workers', '1');
  });
});
