/** Fetching over a network that fails: byte progress, a watch for stalls, retries with back-off. */

import { say } from '../strings/say.js';
import { Silence } from './deadline.js';
import { beginningOf, isPage } from './beginning.js';
import { isNamed, messageOf, SaidError } from './errors.js';
import { withRetries as retried } from './retries.js';

const STALL_MS = 30_000;

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
 * A response whose body reports each chunk as it passes. A web page is none of our files, whatever its status. Nothing
 * is waited for longer than half a minute: what is aborted may go on saying nothing.
 * @param {string} url
 * @param {RequestCache} cache
 * @param {(bytes: number) => void} onChunk
 */
export async function fetchCounting(url, cache, onChunk) {
  const file = fileOf(url);
  const controller = new AbortController();
  const silence = new Silence(STALL_MS, () => new SaidError(say('load.stalled', file)));
  silence.lasted.catch((error) => controller.abort(error));
  /** @type {import('./beginning.js').Watch} */
  const watch = {
    first: (promised) => Promise.race([promised, silence.lasted]),
    chunk(bytes) {
      silence.isBroken();
      onChunk(bytes);
    },
    end: () => silence.end(),
  };
  try {
    const response = await watch.first(fetch(url, { cache, signal: controller.signal }));
    if (!response.ok || !response.body) throw new HttpError(file, response.status);
    const { first, body } = await beginningOf(response.body, watch);
    if (isPage(first)) throw new SaidError(say('load.page', file));
    return { headers: response.headers, body };
  } catch (error) {
    silence.end();
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
  const file = fileOf(url);
  // The watch over its chunks ends with the last of them.
  const silence = new Silence(2 * STALL_MS, () => new SaidError(say('load.stalled', file)));
  const heard = (/** @type {number} */ bytes) => {
    silence.isBroken();
    onChunk(bytes);
  };
  try {
    const { body } = await fetchCounting(url, cache, heard);
    const whole = new Response(body).arrayBuffer();
    return new Uint8Array(await Promise.race([whole, silence.lasted]));
  } catch (error) {
    throw lost(error, file);
  } finally {
    silence.end();
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
  // It came, and the browser does not unpack it.
  isNamed(error, 'LateError') ||
  (error instanceof HttpError && (error.status === 404 || error.status === 410));

/**
 * Tries again. The first try may use the browser's cache, later ones go past it,
 * since a stale or broken copy may be why the first failed.
 * @template T
 * @param {(cache: RequestCache) => Promise<T>} attempt
 * @param {RequestCache} [firstCache]
 * @returns {Promise<T>}
 */
export const withRetries = (attempt, firstCache = 'default') =>
  retried((tries) => attempt(tries === 0 ? firstCache : 'reload'), isFinal);
