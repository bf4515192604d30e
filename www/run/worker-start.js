/**
 * How workers are started. From its own origin a worker has a URL, which a strict policy allows
 * (`worker-src 'self'`). A page of another origin, or a frame of none, may not start a worker from ours: there a
 * Blob imports it, for which our host sends `Access-Control-Allow-Origin: *`, and a policy of the embedder
 * allows `worker-src blob:` and our origin.
 */

import { addressOf } from '../load/files.js';

/** Their scripts; one that trains has the name of its module. */
const SCRIPTS = {
  cpu: 'worker/cpu.js',
  ndarray: 'worker/ndarray.js',
  webgpu: 'worker/webgpu.js',
  follower: 'worker/follower.js',
  figures: 'figures/worker/figures.js',
  critics: 'figures/worker/critics.js',
};

/** @type {Map<string, string>} */
const blobs = new Map();

/**
 * A classic script, since Chromium refuses module workers of Blobs in frames without an origin. Messages that come
 * before our file has been imported are kept for it.
 * @param {string} url
 */
const sourceOf = (url) => `
  const early = [];
  const keep = ({ data }) => early.push(data);
  addEventListener('message', keep);
  import(${JSON.stringify(url)}).then(
    () => {
      removeEventListener('message', keep);
      for (const data of early) dispatchEvent(new MessageEvent('message', { data }));
    },
    (error) => setTimeout(() => { throw error; }),
  );`;

/** @param {string} url */
function blobOf(url) {
  const known = blobs.get(url);
  if (known) return known;
  const blob = new Blob([sourceOf(url)], { type: 'text/javascript' });
  const made = URL.createObjectURL(blob);
  blobs.set(url, made);
  return made;
}

/**
 * A page may ask that addresses of scripts come from policies that it names (`trusted-types earthmover`): ours passes
 * those of our own workers.
 * @typedef {{ createScriptURL(url: string): string }} Policy
 * @type {Policy | null}
 */
let policy = null;
/** The addresses of our own workers. @type {Set<string>} */
const ours = new Set();

/** @param {string} url @returns {string} as the page's policies want it */
function trusted(url) {
  const { trustedTypes } =
    /** @type {{ trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }} */ (
      /** @type {unknown} */ (globalThis)
    );
  try {
    policy ??=
      trustedTypes?.createPolicy('earthmover', {
        createScriptURL(asked) {
          if (!ours.has(asked)) throw new TypeError(`${asked} is none of our workers`);
          return asked;
        },
      }) ?? null;
  } catch {
    // The page does not name it: whether plain addresses will do, it will say.
  }
  return policy?.createScriptURL(url) ?? url;
}

/**
 * @param {keyof typeof SCRIPTS} name
 * @returns {Worker}
 * @throws where a policy of the page forbids it
 */
export function startWorker(name) {
  const url = addressOf(SCRIPTS[name]);
  const isNear = new URL(url).origin === self.origin;
  const address = isNear ? url : blobOf(url);
  ours.add(address);
  return new Worker(trusted(address), isNear ? { type: 'module' } : {});
}
