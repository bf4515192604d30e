/** Every place that waits on what is not the page's own is found by its types, and is listed with what makes it fail. */

import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { complaints, placesOf } from '../../scripts/waits.mjs';
import { PLACES } from '../faults/places.js';
import { FAULTS } from '../faults/rows.js';
import { SCENES } from '../faults/scenes.js';

/** What a script of a page waits on. @param {string} text */
function placesIn(text) {
  const folder = mkdtempSync(join(tmpdir(), 'waits-'));
  try {
    mkdirSync(join(folder, 'www'));
    writeFileSync(join(folder, 'www/new.js'), text);
    const options = {
      allowJs: true,
      checkJs: true,
      noEmit: true,
      lib: ['ES2022', 'DOM'],
      types: [],
    };
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: options, include: ['www/*.js'] }),
    );
    return placesOf(folder).map(({ api }) => api);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('what comes later is found, whatever it is called and whoever thought of it', () => {
  assert.deepEqual(
    placesIn(`
      export const estimate = async () => (await navigator.storage.estimate()).quota;
      export const fonts = () => document.fonts.ready;
      const locks = navigator.locks;
      void locks.request('a', () => {});
      const { open } = indexedDB;
      open.call(indexedDB, 'a');
      new PerformanceObserver(() => {}).observe({ type: 'longtask' });
      addEventListener('pageshow', () => {});
      export const socket = new WebSocket('wss://a.b');
      socket.onmessage = () => {};
      void import('./other.js');
      requestIdleCallback(() => {});
      const { foreign } = /** @type {any} */ (globalThis);
      foreign.asked().then(() => {});`),
    [
      'FontFaceSet.ready',
      'LockManager.request',
      'StorageManager.estimate',
      'WebSocket.onmessage',
      'asked of any',
      'import()',
      'new PerformanceObserver',
      'new WebSocket',
      'on pageshow',
      'open',
      'requestIdleCallback',
    ],
  );
});

test('what a reader does is not waited on, nor the page’s own clock, nor what is called at once', () => {
  assert.deepEqual(
    placesIn(`
      addEventListener('click', () => {});
      setTimeout(() => {}, 10);
      document.querySelectorAll('p').forEach((one) => one.remove());
      export const later = new Promise((resolve) => setTimeout(resolve, 1));`),
    [],
  );
});

test('a place that the list lacks is said, one that is gone, and one more of what there is', () => {
  const [first, more, ...rest] = PLACES;
  const isNew = { file: 'www/new.js', api: 'fetch', times: 1 };
  const twice = { ...more, times: more.times + 1 };
  assert.deepEqual(complaints([twice, ...rest, isNew], PLACES), [
    `${more.file}: ${more.api} is waited on ${twice.times} times, and tests/faults/places.js has faults for ${more.times}`,
    'www/new.js: fetch is waited on, and no line of tests/faults/places.js says which fault covers it',
    `${first.file}: ${first.api} is in tests/faults/places.js, and no longer waited on`,
  ]);
});

test('each line of the list names faults that there are, and each fault a scene', () => {
  const names = FAULTS.map(({ name }) => name);
  assert.deepEqual(
    names.filter((name, at) => names.indexOf(name) !== at),
    [],
  );
  const named = PLACES.flatMap(({ by }) => (typeof by === 'string' ? [] : by));
  assert.deepEqual(
    named.filter((name) => !names.includes(name)),
    [],
  );
  assert.deepEqual(
    names.filter((name) => !named.includes(name)),
    [],
    'faults of no place',
  );
  for (const { scene } of FAULTS) assert.ok(scene in SCENES, scene);
});
