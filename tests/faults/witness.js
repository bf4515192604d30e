/**
 * What happens in a page in which something fails, seen from within, by the page's own clock: what it says, what is saved,
 * what it kept and lost, and which promises of an author are settled. It stands behind `harness.js`, so that it counts the
 * same seconds, and a machine that is busy counts fewer. GOAL is what holds where the page has gone on: `server.js` puts it
 * in, since a page's policy lets no text become a script.
 */
// @ts-nocheck: it adds to what the harness has made.
((faults, hasGoneOn) => {
  /** How sentences are known that say what is the matter. */
  const TROUBLE =
    /10 seconds|within|could not|have not come|cannot|can’t|did not|does not|do not let|not let|refused|missing|lost|no longer|stopped|ended|broken|cut short|failed|panicked|is gone|instead|came|not finite|no room|not loaded|still being read|no shape|not defined|worked|not work|The lab is being opened/i;
  /** Where a page says anything to its reader beside what it is about. */
  const SAYS =
    '[role=status], [role=alert], [aria-label=Notices], .failure, [data-field=reason], [data-field=said], [data-field=kept], output, earth-mover > p';

  const find = (path) =>
    path
      .split(' >>> ')
      .reduce((root, part) => (root?.shadowRoot ?? root)?.querySelector(part) ?? null, document);

  /** Numbers differ from one time to another. */
  const alike = (text) => text.replace(/[\d.,:]+/g, '#');
  /** All that the page says now. */
  const texts = () => {
    const found = [];
    const look = (root) => {
      for (const element of root.querySelectorAll('*')) {
        const isSaid = element.matches(SAYS) && element.checkVisibility?.() !== false;
        if (isSaid && element.innerText) found.push(element.innerText);
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    look(document);
    return found;
  };

  const { earlier = [], script } = faults.plan;
  /** A script that is spoilt is so from the beginning. */
  const isFailing = () => faults.hits > 0 || script !== undefined;
  const known = new Set(earlier.map(alike));
  const has = (holds) => {
    try {
      return Boolean(holds(find));
    } catch {
      return false;
    }
  };
  Object.assign(faults, {
    hasGoneOn: () => has(hasGoneOn),
    /** All that was ever said. */
    texts: new Set(),
    /** The seconds since something failed first, and those of them in which there was last nothing new to see. */
    seconds: 0,
    still: 0,
    /** When it said what is the matter, and when it was seen to have gone on; in those seconds. */
    said: null,
    wentOn: null,
    promises: {},
    /** The names of files that were saved. */
    saved: [],
    violations: [],
    /** The newest iteration that was kept, and the least that a lab has had since Run was pressed. */
    kept: 0,
    least: Infinity,
    /** Another run begins, by what the reader does. */
    forgive: () => (faults.kept = 0),
    /** An author's promise, which must be settled in the end. */
    watch(name, promise) {
      faults.promises[name] = 'open';
      promise.then(
        () => (faults.promises[name] = 'kept'),
        (error) => (faults.promises[name] = String(error)),
      );
    },
  });

  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    if (!this.download) return click.call(this);
    faults.saved.push(this.download);
  };

  const Real = globalThis.Worker;
  globalThis.Worker = class extends Real {
    constructor(...args) {
      super(...args);
      this.addEventListener('message', ({ data }) => {
        // For a scene that brings it along as a file.
        if (data?.value?.bytes instanceof Uint8Array) faults.checkpoint = data.value.bytes.slice();
        if (data?.type !== 'checkpoint' || !(data.bytes instanceof Uint8Array)) return;
        faults.kept = Math.max(faults.kept, data.iteration);
      });
    }
  };

  let iteration = -1;
  setInterval(() => {
    const now = texts();
    for (const text of now) {
      if (!faults.texts.has(text)) faults.still = 0;
      faults.texts.add(text);
    }
    const lab = document.querySelector('earth-mover');
    if (lab?.state) {
      if (lab.iteration !== iteration) faults.still = 0;
      iteration = lab.iteration;
      faults.least = Math.min(faults.least, lab.iteration);
      if (lab.iteration < faults.kept)
        faults.violations.push(`${lab.iteration} after ${faults.kept} was kept`);
    }
    if (!isFailing()) return;
    faults.said ??= now.some((text) => TROUBLE.test(text) && !known.has(alike(text)))
      ? faults.seconds
      : null;
    faults.wentOn ??= has(hasGoneOn) ? faults.seconds : null;
  }, 50);
  setInterval(() => {
    if (!isFailing()) return;
    faults.seconds += 1;
    faults.still += 1;
  }, 1000);
})(globalThis.faults, GOAL);
