/** Fetching over a network that fails: byte progress, a watch for stalls, retries with back-off. */

import { say } from '../strings/say.js';
import { beginningOf, isPage } from './beginning.js';
import { isNamed, messageOf, SaidError } from './errors.js';

const STALL_MS = 30_000;

/** @param {number} ms */
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** The name of a file, as its address has it. @param {string} url */
export const fileOf = (url) => new URL(url, 'http://host/').pathname.split('/').pop() ?? '';

export class HttpError extends SaidError {
  /**
   * @param {string} file
   * @param {number} status
   */
  constructor(file, status) {
    super(say('load.status', file, status));
    this.status = status;
  }
}

/** What another try would not change. */
export class FinalError extends SaidError {}

/** In words of ours, and the browser's own, which tell little. @param {unknown} error @param {string} file */
export const lost = (error, file) =>
  error instanceof SaidError ? error : new SaidError(say('load.lost', file, messageOf(error)));

/**
 * Aborts when nothing has been heard for half a minute.
 * @param {AbortController} controller
 * @param {string} file
 */
function stallWatch(controller, file) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const stop = () => clearTimeout(timer);
  const heard = () => {
    stop();
    const silence = () => controller.abort(new SaidError(say('load.stalled', file)));
    timer = setTimeout(silence, STALL_MS);
  };
  heard();
  return { heard, stop };
}

/**
 * A response whose body reports each chunk as it passes. A web page is none of our files, whatever its status.
 * @param {string} url
 * @param {RequestCache} cache
 * @param {(bytes: number) => void} onChunk
 */
export async function fetchCounting(url, cache, onChunk) {
  const file = fileOf(url);
  const controller = new AbortController();
  const watch = stallWatch(controller, file);
  const count = (/** @type {number} */ bytes) => {
    watch.heard();
    onChunk(bytes);
  };
  try {
    const response = await fetch(url, { cache, signal: controller.signal });
    if (!response.ok || !response.body) throw new HttpError(file, response.status);
    const { first, body } = await beginningOf(response.body, count, watch.stop);
    if (isPage(first)) throw new SaidError(say('load.page', file));
    return { headers: response.headers, body };
  } catch (error) {
    watch.stop();
    // Nobody reads on.
    controller.abort();
    throw lost(error, file);
  }
}

/**
 * All of a file.
 * @param {string} url
 * @param {RequestCache} cache
 * @param {(bytes: number) => void} [onChunk]
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
export async function fetchWhole(url, cache, onChunk = () => {}) {
  const { body } = await fetchCounting(url, cache, onChunk);
  try {
    return new Uint8Array(await new Response(body).arrayBuffer());
  } catch (error) {
    throw lost(error, fileOf(url));
  }
}

/**
 * A file that is not there will not be there in a second.
 * @param {unknown} error
 */
const isFinal = (error) =>
  error instanceof FinalError ||
  isNamed(error, 'MissingError') ||
  isNamed(error, 'PlaceError') ||
  (error instanceof HttpError && (error.status === 404 || error.status === 410));

/**
 * Tries again after 0.5, 1 and 2 seconds. The first try may use the browser's cache, later ones go past it,
 * since a stale or broken copy may be why the first failed.
 * @template T
 * @param {(cache: RequestCache) => Promise<T>} attempt
 * @param {RequestCache} [firstCache]
 * @returns {Promise<T>}
 */
export async function withRetries(attempt, firstCache = 'default') {
  for (let tries = 0; ; tries++) {
    try {
      return await attempt(tries === 0 ? firstCache : 'reload');
    } catch (error) {
      if (isFinal(error) || tries === 3) throw error;
      await sleep(500 * 2 ** tries);
    }
  }
}
