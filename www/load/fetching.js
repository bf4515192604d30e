/** Fetching over a network that fails: byte progress, a watch for stalls, retries with back-off. */

const STALL_MS = 30_000;

/** @param {number} ms */
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export class HttpError extends Error {
  /** @param {number} status */
  constructor(status) {
    super(`the server answered ${status}`);
    this.status = status;
  }
}

/**
 * Aborts when nothing has been heard for half a minute.
 * @param {AbortController} controller
 */
function stallWatch(controller) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const stop = () => clearTimeout(timer);
  const heard = () => {
    stop();
    const silence = () => controller.abort(new Error('the download stalled'));
    timer = setTimeout(silence, STALL_MS);
  };
  heard();
  return { heard, stop };
}

/**
 * A response whose body reports each chunk as it passes.
 * @param {string} url
 * @param {RequestCache} cache
 * @param {(bytes: number) => void} onChunk
 */
export async function fetchCounting(url, cache, onChunk) {
  const controller = new AbortController();
  const watch = stallWatch(controller);
  try {
    const response = await fetch(url, { cache, signal: controller.signal });
    if (!response.ok || !response.body) throw new HttpError(response.status);
    const counter = new TransformStream({
      transform(chunk, sink) {
        watch.heard();
        onChunk(chunk.byteLength);
        sink.enqueue(chunk);
      },
      flush: watch.stop,
    });
    return { headers: response.headers, body: response.body.pipeThrough(counter) };
  } catch (error) {
    watch.stop();
    throw error;
  }
}

/**
 * What another try would not change: a file that is not there, code this browser cannot run.
 * @param {unknown} error
 */
function isFinal(error) {
  if (error instanceof HttpError) return error.status === 404 || error.status === 410;
  const { CompileError, LinkError, RuntimeError } = WebAssembly;
  return [CompileError, LinkError, RuntimeError].some((kind) => error instanceof kind);
}

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
