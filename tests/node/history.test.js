/** The curves of a run: kept within a budget, thinned by age, and saved as a table. */

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { History, MOST_ROWS, Rows } from '../../www/ui/plots/history.js';
import { csvOf } from '../../www/lab/keep/csv.js';
import { Smoothing } from '../../www/ui/plots/smoothing.js';
import { rowsOf } from '../../www/lab/charts/table.js';

const NAMES = /** @type {const} */ (['iteration', 'gap']);

/**
 * @param {Rows<'gap'>} rows
 * @param {number} from
 * @param {number} to
 * @param {(iteration: number) => number} [gapOf]
 */
function fill(rows, from, to, gapOf = Math.sin) {
  for (let iteration = from; iteration <= to; iteration++)
    rows.put({ iteration, gap: gapOf(iteration) });
}

test('all of it is kept while there is room', () => {
  const rows = new Rows(NAMES);
  fill(rows, 1, MOST_ROWS);
  assert.equal(rows.length, MOST_ROWS);
  assert.equal(rows.era, 0);
});

test('a run of days takes no more than its budget, with its beginning, its newest and its peaks', () => {
  const most = 4_096;
  const rows = new Rows(NAMES, most);
  const peaks = [3, 700, 50_001, 400_000, 990_000];
  const last = 1_000_000;
  fill(rows, 1, last, (at) => (peaks.includes(at) ? 99 : Math.sin(at)));
  assert.ok(rows.length <= most, `${rows.length} rows`);
  assert.ok(rows.length > most / 2, `${rows.length} rows`);
  const kept = Array.from(rows.column('iteration'));
  assert.equal(kept[0], 1);
  const newest = kept.slice(-most / 4);
  assert.deepEqual(
    newest,
    Array.from(newest, (_, at) => last - most / 4 + 1 + at),
  );
  // Rising, and each with its own value.
  kept.forEach((iteration, row) => {
    if (row > 0) assert.ok(iteration > kept[row - 1]);
    const gap = rows.column('gap')[row];
    assert.equal(gap, peaks.includes(iteration) ? 99 : Math.sin(iteration));
  });
  for (const peak of peaks) assert.ok(kept.includes(peak), `the peak at ${peak} is lost`);
  // Nowhere a hole: a few hundredths of what lies before it.
  const holes = kept
    .slice(1)
    .filter((at, row) => at - kept[row] > 20 + 0.05 * Math.min(at, last - kept[row]));
  assert.deepEqual(holes, []);
  // The columns themselves are no longer than that.
  assert.ok(rows.column('gap').buffer.byteLength <= 8 * most);
});

test('what is thinned is another era, so that what was derived from it is derived anew', () => {
  const rows = new Rows(NAMES, 1_000);
  const smoothing = new Smoothing();
  fill(rows, 1, 1_000, () => 1);
  smoothing.of(rows, 'gap', 30);
  fill(rows, 1_001, 1_400, () => 7);
  assert.ok(rows.era > 0);
  const smooth = smoothing.of(rows, 'gap', 30);
  assert.equal(smooth.length, rows.length);
  assert.ok(Math.abs(Number(smooth.at(-1)) - 7) < 0.01);
});

test('a run that has gone back forgets what came after, also of what was thinned', () => {
  const rows = new Rows(NAMES, 1_000);
  fill(rows, 1, 5_000);
  rows.rewind(2_000);
  assert.ok(Number(rows.column('iteration').at(-1)) <= 2_000);
  fill(rows, 2_001, 2_010);
  assert.equal(rows.column('iteration').at(-1), 2_010);
  // A row at an iteration that was there takes its place.
  rows.put({ iteration: 2_005, gap: 5 });
  assert.equal(rows.column('iteration').at(-1), 2_005);
});

test('columns of numbers that are none are thinned, too', () => {
  const rows = new Rows(NAMES, 1_000);
  fill(rows, 1, 5_000, () => NaN);
  assert.ok(rows.length <= 1_000);
});

test('smoothing calms a curve, and begins anew where the run has gone back', () => {
  const rows = new Rows(NAMES);
  const smoothing = new Smoothing();
  fill(rows, 1, 400, (at) => 5 + (at % 2 ? 1 : -1));
  const calm = Array.from(smoothing.of(rows, 'gap', 30)).slice(50);
  assert.ok(Math.max(...calm.map((value) => Math.abs(value - 5))) < 0.1);
  rows.rewind(200);
  fill(rows, 201, 400, () => 50);
  assert.ok(Number(smoothing.of(rows, 'gap', 30).at(-1)) > 49);
});

test('all curves are one table', () => {
  const history = new History();
  const report = { criticLoss: 1, gap: 2, penalty: 3, slope: 4, generatorLoss: 5 };
  history.add([1, 2, 4].map((iteration) => ({ iteration, ...report })));
  const transport = new Rows(/** @type {const} */ (['iteration', 'exactDistance', 'gap']));
  const quality = new Rows(/** @type {const} */ (['iteration', 'frechet']));
  transport.put({ iteration: 0, exactDistance: 9, gap: 7 });
  transport.put({ iteration: 2, exactDistance: 8, gap: 6 });
  quality.put({ iteration: 3, frechet: 100 });
  const lab = /** @type {any} */ ({ history, measurements: { transport, quality } });
  const { columns, rows: all } = rowsOf(lab);
  const rows = [...all];
  assert.deepEqual(columns.slice(0, 3), ['iteration', 'criticLoss', 'gap']);
  assert.equal(new Set(columns).size, columns.length);
  assert.deepEqual(
    rows.map(([iteration]) => iteration),
    [0, 1, 2, 3, 4],
  );
  const cell = (/** @type {number} */ row, /** @type {string} */ name) =>
    rows[row][columns.indexOf(name)];
  const cells = (/** @type {number} */ row, /** @type {string[]} */ ...names) =>
    names.map((name) => cell(row, name));
  assert.deepEqual(cells(0, 'gap', 'measuredGap', 'exactDistance'), [null, 7, 9]);
  assert.deepEqual(cells(2, 'gap', 'measuredGap', 'exactDistance'), [2, 6, 8]);
  assert.deepEqual(cells(3, 'frechet', 'gap'), [100, null]);
});

test('a table’s cells are quoted where they must be', () => {
  const text = [...csvOf({ columns: ['a,b', 'say "c"', 'd\ne'], rows: [[0.1, NaN, 1e-21]] })].join(
    '',
  );
  assert.equal(text, '"a,b","say ""c""","d\ne"\r\n0.1,NaN,1e-21\r\n');
});

test('a long table comes in parts, which are it', () => {
  const rows = Array.from({ length: 10_000 }, (_, row) => [row, row / 3, null]);
  const parts = [...csvOf({ columns: ['iteration', 'a', 'b'], rows })];
  assert.ok(parts.length > 2);
  const lines = parts.join('').trimEnd().split('\r\n');
  assert.equal(lines.length, 10_001);
  assert.equal(lines[10_000], `9999,${9_999 / 3},`);
});
