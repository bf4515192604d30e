/**
 * Hears every error of a page, from before its own scripts: the tests' server puts it at the head of each page. A frame
 * tells the page that it is in, whatever their origins.
 */
{
  /** @type {string[]} */
  const heard = [];
  /** The addresses that workers were started by. @type {string[]} */
  const workers = [];
  Object.assign(window, { heard, workers });
  const tell = (/** @type {string} */ text) => {
    if (window === top) heard.push(text);
    else top?.postMessage({ heard: text }, '*');
  };
  addEventListener(
    'error',
    (/** @type {ErrorEvent & { detail?: object }} */ { target, message, error, detail }) => {
      if (!(target instanceof Element)) tell(`error: ${message} ${error?.stack}`);
      // A lab's own, which says of what.
      else if (detail) tell(`error of ${target.localName}: ${JSON.stringify(detail)}`);
      // Else it is what could not be loaded: a script, a style sheet, an image.
      else tell(`not loaded: ${target.outerHTML}`);
    },
    true,
  );
  addEventListener('unhandledrejection', ({ reason }) =>
    tell(`unhandled rejection: ${reason?.stack || reason}`),
  );
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    // Firefox asks for it by itself.
    if (!blockedURI.endsWith('/favicon.ico')) tell(`policy: ${violatedDirective} ${blockedURI}`);
  });
  addEventListener('message', ({ data }) => {
    if (data?.heard) tell(data.heard);
  });
  const said = console.error;
  console.error = (...parts) => {
    tell(`console: ${parts.join(' ')}`);
    said.apply(console, parts);
  };
  window.Worker = class extends Worker {
    /** @param {string | URL} url @param {WorkerOptions} [options] */
    constructor(url, options) {
      super(url, options);
      workers.push(String(url));
      this.addEventListener('error', ({ message }) => tell(`worker: ${message}`));
    }
  };
}
