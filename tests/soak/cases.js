/** What is soaked, and what must hold after it. Bounds are of what grows, so that they are those of any machine. */

import assert from 'node:assert/strict';
import { tiny, TINY } from '../engines/room.js';
import { crowds } from './crowd.cases.js';
import { line } from './place.js';

/** @typedef {import('./place.js').Place} Place */
/** @typedef {import('./place.js').Sample} Sample */
/** @typedef {import('./place.js').Tell} Tell */
/** @typedef {import('./place.js').Case} Case */

/** A share of what is asked for in full: SHARE=0.01 sees that the cases work. */
const SHARE = Number(process.env.SHARE ?? 1);
const part = (/** @type {number} */ count) => Math.max(1, Math.round(count * SHARE));
const PAUSE_MS = 5_000;

/** What may be more in the end than when all that is ever there is there. */
const MORE = { wasm: 0.5, heap: 12, nodes: 60, held: 2_000, all: 120 };
/** Of `History` and `Timeline`, each of which has a budget. */
const MOST = { rows: 131_072, pictures: 16 };
/** By then all shards of digits are there, the timeline is full, and the classifier was asked for. */
const SETTLED_TENTHS = 2;
const FRECHET_OF = 5_000;

/** @param {Sample} early @param {Sample} late */
function hasNotGrown(early, late) {
  // A part of a case does not come to rest.
  for (const [name, more] of SHARE < 1 ? [] : Object.entries(MORE)) {
    const [before, after] = [early, late].map((one) => one[/** @type {keyof Sample} */ (name)]);
    // What an engine does not tell is no number.
    assert.ok(!(after > before + more), `${name}: ${after}, and ${before} before\n${line(late)}`);
  }
  assert.ok(late.rows <= MOST.rows && late.pictures <= MOST.pictures, line(late));
}

/** @param {Place} place */
async function isSound({ tab }) {
  assert.equal(await tab.run('return soak.spoilt;'), 0, 'numbers that are none');
  assert.deepEqual(await tab.end(), [], 'errors');
}

/**
 * Until a lab has done so many iterations; what it has after a fifth of them, and in the end.
 * @param {Place} place
 * @param {number} iterations
 * @param {Tell} tell
 * @param {(iteration: number) => Promise<void>} [at] at each tenth
 */
async function trains(place, iterations, tell, at = async () => {}) {
  /** @type {Sample | null} */
  let early = null;
  let tenth = 0;
  for (;;) {
    const sample = await place.sample();
    const { iteration } = sample;
    if (iteration >= (tenth * iterations) / 10) {
      tell(line(sample));
      await at(iteration);
      if (tenth <= SETTLED_TENTHS) early = sample;
      tenth += 1;
    }
    if (iteration >= iterations) return hasNotGrown(/** @type {Sample} */ (early), sample);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** @type {Case} */
const long = {
  name: 'the default for 100,000 iterations',
  async soak(place, tell) {
    await place.open();
    await place.visit(
      `<earth-mover device="cpu" workers="1" seed="7" loading="eager" background></earth-mover>`,
    );
    /** @type {Map<number, number>} */
    const judged = new Map();
    await trains(place, part(100_000), tell, async (iteration) => {
      if (iteration === 0) return;
      const frechet = await place.tab.wait(
        `const [lab] = soak.labs; return (await lab.run.quality(given[0])).frechet;`,
        FRECHET_OF,
      );
      judged.set(iteration, frechet);
      tell(`${iteration}: Fréchet distance ${frechet.toFixed(1)}`);
    });
    const found = [...judged];
    const [, early] = found.find(([iteration]) => iteration >= part(20_000)) ?? [0, 0];
    const [, late] = found[found.length - 1];
    assert.ok(late <= early, `the Fréchet distance is ${late}, and was ${early}`);
    await isSound(place);
  },
};

/** @type {Case} */
const gpu = {
  name: 'a small run on WebGPU for 20,000 iterations',
  engines: ['chromium'],
  async soak(place, tell) {
    await place.open({ needsGpu: true });
    const config = JSON.stringify(TINY).replaceAll('"', '&quot;');
    await place.visit(
      `<earth-mover device="webgpu" config="${config}" loading="eager" background></earth-mover>`,
    );
    await trains(place, part(20_000), tell);
    const device = await place.tab.run(
      `return document.querySelector('earth-mover').currentDevice;`,
    );
    assert.equal(device, 'webgpu');
    await isSound(place);
  },
};

/** What a browser, and the page, hold of the last. */
const FEW = 3;

/** @type {Case} */
const many = {
  name: '1,000 labs made and removed',
  async soak(place, tell) {
    await place.open();
    const { tab } = place;
    await place.visit('<main></main>');
    await tab.wait(`await customElements.whenDefined('earth-mover');`);
    /** @param {number} count */
    const make = (count) =>
      tab.wait(
        `for (let times = 0; times < given[0]; times++) {
          document.querySelector('main').innerHTML = given[1];
          const lab = document.querySelector('earth-mover');
          await new Promise((resolve) => lab.addEventListener('step', resolve, { once: true }));
        }
        document.querySelector('main').innerHTML = '';`,
        count,
        tiny('loading="eager"'),
      );
    const tenth = part(100);
    /** @type {Sample[]} */
    const samples = [];
    for (let count = tenth; count <= 10 * tenth; count += tenth) {
      await make(tenth);
      samples.push(await place.sample());
      tell(`${count} labs: ${line(samples[samples.length - 1])}`);
    }
    // Browsers give memory back when they want to: by half of them one has come to its rest.
    hasNotGrown(samples[4], samples[9]);
    const left = await tab.wait('return soak.forgets(given[0], 60_000);', FEW);
    tell(`${left} not collected`);
    assert.ok(left <= FEW, `${left} of ${10 * tenth} labs are held by something`);
    await isSound(place);
  },
};

const HOURS = 8;
/** Half-steps of 1.5 s, as the slowest stop of the lab has them. */
const DELAY = 1_500;

/** @type {Case} */
const slow = {
  name: 'eight hours of slow motion, by a clock that is sixty times as fast',
  async soak(place, tell) {
    place.speed = 60;
    await place.open();
    const { tab } = place;
    await place.visit(
      `<earth-mover device="cpu" workers="1" seed="7" loading="eager"></earth-mover>`,
    );
    await tab.until('globalThis.soak?.labs.size === 1 && [...soak.labs][0].run.phase === "live"');
    await tab.run('const [lab] = soak.labs; lab.run.slow(given[0]);', DELAY);
    const seconds = part(HOURS * 3_600);
    const begun = await tab.run('return performance.now();');
    /** @type {Sample | null} */
    let early = null;
    for (let hour = 1; ;) {
      const passed = ((await tab.run('return performance.now();')) - begun) / 1_000;
      if (passed >= (hour * seconds) / HOURS) {
        const sample = await place.sample();
        early ??= sample;
        tell(`${(passed / 3_600).toFixed(1)} hours: ${line(sample)}`);
        hour += 1;
        if (passed >= seconds) {
          hasNotGrown(early, sample);
          break;
        }
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * Math.min(1, SHARE)));
    }
    const [iteration, halves] = await tab.run(
      'const [{ run }] = soak.labs; return [run.iteration, run.config.nCritic + 1];',
    );
    // A half-step takes as long as it rests and as it is computed, which is no small part by such a clock.
    const most = (seconds * 1_000) / (DELAY * halves);
    assert.ok(
      iteration > most / 4 && iteration <= most + 60,
      `${iteration} iterations of ${most} at most`,
    );
    await isSound(place);
  },
};

const TIMES = 100;
const FIGURES = ['clouds', 'line', 'plane', 'transport'];

/** @type {Case} */
const hidden = {
  name: 'two labs and four figures, hidden and shown a hundred times',
  async soak(place, tell) {
    await place.open();
    const { tab } = place;
    const { browser } = tab;
    const scripts = FIGURES.map((name) => `<script type="module" src="./em-${name}.js"></script>`);
    const figures = FIGURES.map((name) => `<em-${name}></em-${name}>`);
    const lab = tiny('loading="eager" concurrent');
    await place.visit(`${scripts.join('')}${lab}${figures.join('')}${lab}`);
    /** @type {Sample | null} */
    let early = null;
    const least = [2, 2];
    for (let time = 0; time <= part(TIMES); time++) {
      // From one end to the other and back, so that all are seen.
      await tab.wait(
        `scrollTo(0, given[0] % 2 ? document.body.scrollHeight : 0);
        await new Promise((resolve) => setTimeout(resolve, 300));`,
        time,
      );
      const [front] = await browser.getAllWindowHandles();
      await browser.switchTo().newWindow('tab');
      await new Promise((resolve) => setTimeout(resolve, 300));
      await browser.close();
      await browser.switchTo().window(front);
      await tab.until('!document.hidden');
      if (time % part(10)) continue;
      // Both, though each rests while it is far away.
      for (const end of [0, 1]) {
        await tab.run('scrollTo(0, given[0] ? document.body.scrollHeight : 0);', end);
        const iteration = `[...soak.labs][${end}]?.run.iteration`;
        least[end] = await tab.until(iteration, (at) => at > least[end]);
      }
      const sample = await place.sample();
      tell(`${time} times: ${line(sample)}`);
      if (time >= part(TIMES) / 2) early ??= sample;
      if (time === part(TIMES)) hasNotGrown(/** @type {Sample} */ (early), sample);
    }
    await isSound(place);
  },
};

export const CASES = [many, hidden, ...crowds, slow, gpu, long];
