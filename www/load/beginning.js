/**
 * What a file begins with, looked at before it is used: hosts, proxies, filters and the pages of hotels answer with a
 * web page, and say that all is well.
 */

/** @typedef {ReadableStream<Uint8Array<ArrayBuffer>>} Bytes */
/**
 * Who sees to it that a stream goes on.
 * @typedef {object} Watch
 * @property {<T>(promised: Promise<T>) => Promise<T>} first what is promised, or a refusal where nothing was heard for too long
 * @property {(bytes: number) => void} chunk has come
 * @property {() => void} end nothing more is waited for
 */

/** So many tell a web page from the files of ours. */
const ENOUGH = 64;
const PAGE = /^(\xef\xbb\xbf)?\s*<(!doctype|!--|\?xml|html|head|body|title|meta|script)/i;

/** @param {Uint8Array} bytes the first of a file */
export const isPage = (bytes) => PAGE.test(String.fromCharCode(...bytes.subarray(0, ENOUGH)));

/** @param {Uint8Array[]} chunks */
function joined(chunks) {
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/**
 * The first bytes of a stream, and the whole of it, to be read from the beginning.
 * @param {Bytes} stream
 * @param {Watch} watch
 * @returns {Promise<{ first: Uint8Array, body: Bytes }>}
 */
export async function beginningOf(stream, watch) {
  const reader = stream.getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const early = [];
  const next = async () => {
    const { value, done } = await watch.first(reader.read());
    if (done) watch.end();
    else watch.chunk(value.byteLength);
    return value;
  };
  let has = 0;
  while (has < ENOUGH) {
    const chunk = await next();
    if (!chunk) break;
    early.push(chunk);
    has += chunk.length;
  }
  const first = joined(early);
  /** @type {Bytes} */
  const body = new ReadableStream({
    async pull(controller) {
      const chunk = early.shift() ?? (await next());
      if (chunk) controller.enqueue(chunk);
      else controller.close();
    },
    cancel(reason) {
      watch.end();
      return reader.cancel(reason);
    },
  });
  return { first, body };
}
