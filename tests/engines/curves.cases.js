/** One curve everywhere: an engine computes, bit for bit, what a native run does (docs/reproducible.json). */

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { LAB, SHA256 } from './room.js';

/** @typedef {import('./room.js').Room} Room */
/** @typedef {{ run: string, iteration: number, images: string, report: string }} Row */

/** @type {Row[]} */
const ROWS = JSON.parse(readFileSync('docs/reproducible.json', 'utf8'));
/** As `earthmover-cli reproducible` has them. */
const SEED = 7;
const IMAGES = 64;
/** Further on an engine would only repeat what a native run is held to. */
const ITERATIONS = [1, 5, 60];
const WHERE = [
  { device: 'cpu', workers: 1 },
  { device: 'cpu', workers: 2 },
  { device: 'cpu', workers: 3 },
  { device: 'ndarray', workers: 1 },
];

/** What the lab is told of a run. @param {string} run */
function settingsOf(run) {
  if (run === 'default') return {};
  if (run === 'mlp') return { config: { architecture: { kind: 'mlp' } } };
  return { preset: run };
}

/** Trains to iterations, one after another, and looks at what is there. */
const LOOK = `${SHA256}
  const [iterations, images] = given;
  const lab = document.querySelector('earth-mover');
  let last;
  lab.addEventListener('step', ({ detail }) => (last = detail.reports.at(-1)));
  const found = [];
  for (const iteration of iterations) {
    await lab.step(iteration - lab.iteration);
    const numbers = new DataView(new ArrayBuffer(20));
    const { criticLoss, gap, penalty, slope, generatorLoss } = last;
    [criticLoss, gap, penalty, slope, generatorLoss].forEach((number, place) =>
      numbers.setFloat32(4 * place, number, true),
    );
    found.push({
      iteration: last.iteration,
      images: await sha256(await lab.sample(images)),
      report: await sha256(numbers),
    });
  }
  return found;`;

/** @param {Room} room */
export function curves(room) {
  const rows = ROWS.filter(({ iteration }) => ITERATIONS.includes(iteration));
  for (const run of new Set(rows.map((row) => row.run))) {
    // The default's rows of `mlp` depend on each other, by batch normalisation: it has one worker.
    for (const { device, workers } of WHERE.filter(
      ({ workers }) => run !== 'mlp' || workers === 1,
    )) {
      const title = `${run} trains to the same bits as everywhere, on ${device}, workers: ${workers}`;
      room.test(title, async (tab) => {
        const expected = rows
          .filter((row) => row.run === run)
          .map(({ iteration, images, report }) => ({ iteration, images, report }));
        await room.openLab({ ...settingsOf(run), seed: SEED, device, workers, autostart: 'no' });
        const iterations = expected.map(({ iteration }) => iteration);
        assert.deepEqual(await tab.wait(LOOK, iterations, IMAGES), expected);
        assert.equal(await tab.run(`return find('${LAB}').dataset.workers;`), String(workers));
        assert.equal(await tab.run(`return find('${LAB}').dataset.device;`), device);
      });
    }
  }
}
