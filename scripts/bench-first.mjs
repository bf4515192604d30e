// Times the first iterations of embed.html after it is asked for, with an empty cache, in each engine and of each folder
// in turns: node scripts/bench-first.mjs [--rounds n] [--engines firefox,webkit,chromium] [folder..., else dist]
import { parseArgs } from 'node:util';
import { chosen, launch } from './engines.mjs';
import { staticServer } from './serve.mjs';

const MARKS = [1, 100, 1000];
const DEADLINE_MS = 300_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, engines: { type: 'string' } },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  throw new Error(`--rounds must be 1 or more, but is ${values.rounds}`);
}
const folders = positionals.length > 0 ? positionals : ['dist'];

/** In the page: seconds since navigation at which the lab is first seen to have come to each mark. */
const WATCH = `
  const [marks, within, done] = arguments;
  const times = [];
  const look = () => {
    const iteration = Number(document.querySelector('earth-mover')?.iteration ?? 0);
    while (times.length < marks.length && iteration >= marks[times.length]) {
      times.push(performance.now() / 1000);
    }
    if (times.length === marks.length || performance.now() > within) return done(times);
    setTimeout(look, 10);
  };
  look();`;

/** @param {string} engine @param {string} folder @returns {Promise<number[]>} */
async function visit(engine, folder) {
  const server = staticServer(folder).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const { browser, close } = await launch(engine);
  try {
    await browser.manage().setTimeouts({ script: DEADLINE_MS + 10_000 });
    // One worker, so that no trial of more falls into it.
    await browser.get(`http://127.0.0.1:${port}/embed.html#device=cpu&workers=1`);
    return await browser.executeAsyncScript(WATCH, MARKS, DEADLINE_MS);
  } finally {
    await close();
    server.close();
  }
}

/** @param {number[]} numbers */
function cell(numbers) {
  const sorted = numbers.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return 'not within five minutes';
  const middle = sorted[Math.floor(sorted.length / 2)];
  return `${middle.toFixed(1)} (${sorted[0].toFixed(1)}–${sorted.at(-1)?.toFixed(1)})`;
}

/** @type {Map<string, number[][]>} */
const found = new Map();
const engines = chosen(values.engines);
for (let round = 0; round < rounds; round++) {
  for (const engine of engines) {
    for (const folder of folders) {
      const times = await visit(engine, folder);
      const key = `${engine} | ${folder}`;
      found.set(key, [...(found.get(key) ?? []), times]);
      console.error(`${key}: ${times.map((time) => time.toFixed(2)).join(', ')} s`);
    }
  }
}
console.log(`| engine | folder | ${MARKS.map((mark) => `iteration ${mark}, s`).join(' | ')} |`);
console.log(`| --- | --- |${' ---: |'.repeat(MARKS.length)}`);
for (const engine of engines) {
  for (const folder of folders) {
    const key = `${engine} | ${folder}`;
    const all = found.get(key) ?? [];
    console.log(
      `| ${key} | ${MARKS.map((_, at) => cell(all.map((times) => times[at]))).join(' | ')} |`,
    );
  }
}
