// Hears every error of a page, from before its own scripts: the tests' server puts it at the head of each page. A frame
// tells the page that it is in, whatever their origins.
/* global window, top */
(() => {
  /** @type {string[]} */
  const heard = [];
  const tell = (text) =>
    window === top ? heard.push(text) : top?.postMessage({ heard: text }, '*');
  window.heard = heard;
  addEventListener(
    'error',
    ({ target, message, error }) => {
      if (target === window) return tell(`error: ${message} ${error?.stack ?? ''}`);
      // What could not be loaded: a script, a style sheet, an image.
      return tell(`not loaded: ${target.src ?? target.href ?? target.tagName}`);
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
  addEventListener('message', ({ data }) => data?.heard && tell(data.heard));
  const said = console.error;
  console.error = (...parts) => {
    tell(`console: ${parts.join(' ')}`);
    said.apply(console, parts);
  };
  // The scripts that workers run by, and what ends them.
  window.workers = [];
  window.Worker = class extends Worker {
    constructor(url, options) {
      super(url, options);
      window.workers.push(String(url));
      this.addEventListener('error', ({ message }) => tell(`worker: ${message}`));
    }
  };
})();
