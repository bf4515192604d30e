/**
 * How workers are started. From its own origin a worker has a URL, which a strict policy allows
 * (`worker-src 'self'`). A page of another origin, or a frame of none, may not start a worker from ours: there a
 * Blob imports it, for which our host sends `Access-Control-Allow-Origin: *`, and a policy of the embedder
 * allows `worker-src blob:` and our origin.
 */

const URLS = {
  worker: new URL('../worker/worker.js', import.meta.url),
  follower: new URL('../worker/follower.js', import.meta.url),
};

/** @type {Map<string, string>} */
const blobs = new Map();

/** A static import: messages wait until it has run. @param {string} url */
function blobOf(url) {
  const known = blobs.get(url);
  if (known) return known;
  const source = `import ${JSON.stringify(url)};`;
  const made = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
  blobs.set(url, made);
  return made;
}

/** @param {keyof typeof URLS} name */
export function startWorker(name) {
  const url = URLS[name];
  const isOurs = url.origin === self.origin;
  return new Worker(isOurs ? url : blobOf(url.href), { type: 'module' });
}
