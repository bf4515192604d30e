/** Files over a network that fails or lies: what is asked for again, and what is said. */

import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isPage } from '../../www/load/beginning.js';
import { fetchClassifier, isWhole } from '../../www/load/classifier.js';
import { textOf } from '../../www/load/errors.js';
import { firstShards } from '../../www/figures/kit/first-digits.js';
import { fetchManifest, fetchShard } from '../../www/load/shards.js';
import { compileModule } from '../../www/load/wasm-module.js';
import { Strings } from '../../www/strings/strings.js';

/** @typedef {{ body?: BodyInit, status?: number, headers?: Record<string, string>, error?: Error }} Answer */

const PAGE = '<!DOCTYPE html>\n<html><body>Sign in to the network</body></html>';
const CLASSIFIER = readFileSync('crates/earthmover/assets/classifier.safetensors');
/** A module with one function. */
const WASM = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 4, 1, 2, 0, 11,
]);
const RAW = new Uint8Array(2 * 785).fill(7);
const SHARD = {
  file: 'train-00.gz',
  first: 0,
  count: 2,
  bytes: gzipSync(RAW).length,
  sha256: createHash('sha256').update(RAW).digest('hex'),
  fromIteration: 0,
};

/**
 * A network that gives these answers, one after another, the last for ever. Waiting takes no time.
 * @param {Answer[]} answers
 */
function network(...answers) {
  /** @type {{ file: string, cache: string | undefined }[]} */
  const asked = [];
  mock.method(globalThis, 'fetch', async (/** @type {string} */ url, /** @type {any} */ init) => {
    const { error, body, status, headers } = answers[Math.min(asked.length, answers.length - 1)];
    asked.push({ file: String(url).split('/').at(-1) ?? '', cache: init.cache });
    if (error) throw error;
    return new Response(body, { status, headers });
  });
  const wait = setTimeout;
  mock.method(
    globalThis,
    'setTimeout',
    (/** @type {() => void} */ then, /** @type {number} */ ms) => wait(then, ms < 10_000 ? 0 : ms),
  );
  return asked;
}

test.afterEach(() => mock.restoreAll());

/** @param {Promise<unknown>} promise @returns {Promise<string>} what is said, in English */
const saidBy = (promise) =>
  promise.then(
    () => assert.fail('it did not fail'),
    (error) => new Strings('en').text(textOf(error)),
  );

test('a web page is told from the files of the site by its first bytes', () => {
  const bytes = (/** @type {string} */ text) => new TextEncoder().encode(text);
  for (const page of [PAGE, '  \r\n<html>', '\ufeff<!doctype html>', '<?xml version="1.0"?>']) {
    assert.ok(isPage(bytes(page)), page);
  }
  const files = [
    bytes('{"format":2}'),
    gzipSync(RAW),
    WASM,
    CLASSIFIER,
    RAW,
    bytes('<'),
    bytes(''),
  ];
  for (const file of files) assert.ok(!isPage(file));
});

const FILES = /** @type {const} */ ([
  ['manifest.json', () => fetchManifest()],
  ['train-00.gz', () => fetchShard(SHARD, 784, () => {})],
  ['earthmover_web_bg.wasm', () => compileModule('cpu', () => {})],
  ['classifier.safetensors', () => fetchClassifier()],
]);

for (const [file, get] of FILES) {
  test(`a web page in the place of ${file} is named as one, after four tries`, async () => {
    const asked = network({ body: PAGE, headers: { 'content-type': 'text/html' } });
    const said = await saidBy(get());
    assert.match(said, new RegExp(`a web page came instead of the file ${file}; a filter`));
    assert.doesNotMatch(said, /token|DOCTYPE|magic/);
    assert.deepEqual(
      asked.map((one) => one.file),
      Array(4).fill(file),
    );
    // The first copy may be a stale one.
    assert.deepEqual(
      asked.slice(1).map(({ cache }) => cache),
      Array(3).fill('reload'),
    );
  });

  test(`${file} cut short is asked for past the cache, and then said to be broken`, async () => {
    const whole = {
      'manifest.json': Buffer.from(
        '{"format":2,"width":28,"height":28,"channels":1,"train":[],"test":[]}',
      ),
      'train-00.gz': gzipSync(RAW),
      'earthmover_web_bg.wasm': Buffer.from(WASM),
      'classifier.safetensors': CLASSIFIER,
    }[file];
    const cut = /** @type {any} */ (whole.subarray(0, whole.length - 3));
    const once = network({ body: cut }, { body: /** @type {any} */ (whole) });
    await get();
    assert.deepEqual(
      once.slice(1).map(({ cache }) => cache),
      ['reload'],
    );
    mock.restoreAll();
    const ever = network({ body: cut });
    assert.match(await saidBy(get()), new RegExp(`the file ${file} came cut short or broken`));
    assert.equal(ever.length, 4);
  });

  test(`where ${file} does not come, it is said which file, and what the browser said`, async () => {
    network({ error: new TypeError('fetch failed') });
    assert.match(
      await saidBy(get()),
      new RegExp(`the file ${file} did not come \\(fetch failed\\)`),
    );
    mock.restoreAll();
    network({ status: 503 });
    assert.match(await saidBy(get()), new RegExp(`answered 503 for the file ${file}`));
  });
}

test('what is not there is asked for once', async () => {
  const asked = network({ status: 404 });
  assert.equal(
    await saidBy(compileModule('figures', () => {})),
    'The figures’ module is not part of this copy.',
  );
  assert.equal(asked.length, 1);
});

test('a policy that forbids modules is no broken file, and is asked no more', async () => {
  const refuse = async () => {
    throw new WebAssembly.CompileError('refused by Content Security Policy');
  };
  mock.method(WebAssembly, 'compileStreaming', refuse);
  mock.method(WebAssembly, 'compile', refuse);
  const asked = network({ body: WASM });
  assert.match(await saidBy(compileModule('cpu', () => {})), /refused by Content Security Policy/);
  assert.equal(asked.length, 1);
});

test('a shard with another pixel is told by its checksum, in both languages', async () => {
  const raw = gunzipSync(gzipSync(RAW));
  raw[100] ^= 0xff;
  network({ body: gzipSync(raw) });
  const error = await fetchShard(SHARD, 784, () => {}).catch((one) => one);
  assert.equal(new Strings('en').text(textOf(error)), 'its checksum is wrong');
  assert.equal(new Strings('zh').text(textOf(error)), '它的校验和不符');
});

test('a host that unpacks .gz files itself is no trouble', async () => {
  network({ body: RAW });
  const blob = await fetchShard(SHARD, 784, () => {});
  assert.deepEqual(new Uint8Array(await blob.arrayBuffer()), RAW);
});

test('progress is told in bytes, and ends with all of them', async () => {
  network({ body: gzipSync(RAW) });
  /** @type {number[]} */
  const told = [];
  await fetchShard(SHARD, 784, (loaded) => told.push(loaded));
  assert.equal(told.at(-1), SHARD.bytes);
});

test('a safetensors file says how long it is', () => {
  const copy = new Uint8Array(CLASSIFIER);
  assert.ok(isWhole(copy));
  assert.ok(!isWhole(copy.slice(0, -1)));
  assert.ok(!isWhole(copy.slice(0, 4)));
  assert.ok(!isWhole(new Uint8Array(64)));
});

test('figures take as many shards as have the digits they need, and no more', () => {
  const shards = [500, 1500, 7250].map((count) => ({ ...SHARD, count }));
  const of = (/** @type {number} */ count) => firstShards(shards, count).length;
  assert.deepEqual([1, 500, 501, 2000, 2001, 100_000].map(of), [1, 1, 2, 2, 3, 3]);
});
