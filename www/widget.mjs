/**
 * The page's side of a widget for notebooks (anywidget.dev): the lab or a figure, which Python sets and asks, and which
 * tells Python how it goes. A host may keep a copy of this file where nothing lies beside it: so it imports nothing
 * before it runs, and `base` can name the folder of the package.
 */

/** @typedef {{ id?: unknown, call?: unknown, arguments?: unknown }} Order */
/**
 * The traits of a widget, as a host keeps them. What the class in Python lacks is undefined.
 * @typedef {object} Model
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(message: object) => void} send
 * @property {(name: string, heard: (order: Order) => void) => void} on
 * @property {(name: string, heard: (order: Order) => void) => void} off
 */

/** Written out one by one, since only so do bundlers see them. @type {Record<string, () => Promise<unknown>>} */
const SCRIPTS = {
  'earth-mover': () => import('./earth-mover.js'),
  'em-clouds': () => import('./em-clouds.js'),
  'em-transport': () => import('./em-transport.js'),
  'em-line': () => import('./em-line.js'),
  'em-plane': () => import('./em-plane.js'),
  'em-pairs': () => import('./em-pairs.js'),
  'em-watch': () => import('./em-watch.js'),
  'em-paradox': () => import('./em-paradox.js'),
};
const LAB = 'earth-mover';
/** What Python may ask of each. */
const CALLS = { lab: ['run', 'pause', 'step', 'reset', 'configure'], figure: ['reset'] };
const EVENTS = ['ready', 'statechange', 'step', 'measure', 'error'];
/** Attributes of any element, but for those in which a script could stand. */
const COMMON = /^(id|class|style|title|lang|dir|hidden|lab|(aria|data)-[\w-]+)$/;
/** Milliseconds between two messages to Python. */
const PACE = 250;

/** @param {string} message */
const refusal = (message) => Object.assign(new Error(message), { name: 'ArgumentError' });

/** As an attribute has it. @param {unknown} value */
function textOf(value) {
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** @param {string | undefined} tag @param {string | undefined} base */
async function load(tag = LAB, base) {
  if (!Object.hasOwn(SCRIPTS, tag)) {
    const tags = Object.keys(SCRIPTS).join(', ');
    throw refusal(`element is ${JSON.stringify(tag)}, but must be one of ${tags}`);
  }
  try {
    if (base) {
      const folder = new URL(base.replace(/\/*$/, '/'), document.baseURI);
      await import(/* @vite-ignore */ /* webpackIgnore: true */ new URL(`${tag}.js`, folder).href);
    } else await SCRIPTS[tag]();
  } catch (error) {
    const where = base ? JSON.stringify(base) : `left out, and so beside ${import.meta.url}`;
    throw refusal(`base is ${where}, but ${tag}.js does not come from there: ${error}`);
  }
  return document.createElement(tag);
}

/**
 * Many notebooks are dark and have no `color-scheme` that says so: then their text is light.
 * @param {HTMLElement} frame in a document
 * @returns {() => void} it no longer follows
 */
function followTheme(frame) {
  const look = () => {
    const [red, green, blue] = getComputedStyle(frame).color.match(/[\d.]+/g)?.map(Number) ?? [];
    frame.style.colorScheme = 0.3 * red + 0.6 * green + 0.1 * blue > 128 ? 'dark' : 'light';
  };
  const observer = new MutationObserver(look);
  for (const one of [document.documentElement, document.body]) {
    observer.observe(one, { attributes: true });
  }
  look();
  return () => observer.disconnect();
}

/** An element in the output of a cell, and the traits that it follows and tells. */
class View {
  /** @private @type {number | null} */
  gap = null;
  /** @private What went wrong last. */
  error = '';
  /** @private @type {ReturnType<typeof setTimeout> | undefined} */
  timer = undefined;
  /** @private Attributes that Python has set. @type {string[]} */
  named = [];

  /** @param {Model} model @param {HTMLElement} element */
  constructor(model, element) {
    /** @private */
    this.model = model;
    /** @private @type {any} */
    this.element = element;
    /** @private One that nobody has set anything of. @type {any} */
    this.bare = document.createElement(element.localName);
    /** @private */
    this.isLab = element.localName === LAB;
    /** @private @type {Record<string, (order: Order) => void>} */
    this.heard = {
      'change:attributes': () => this.attempt(() => this.setAttributes()),
      'change:values': () => this.attempt(() => this.setValues()),
      'msg:custom': (order) => this.obey(order),
    };
  }

  open() {
    this.heard['change:attributes']({});
    this.heard['change:values']({});
    for (const [name, heard] of Object.entries(this.heard)) this.model.on(name, heard);
    for (const name of EVENTS) {
      this.element.addEventListener(name, (/** @type {CustomEvent} */ { detail }) => {
        if (name === 'step') this.gap = detail.reports.at(-1).gap;
        if (name === 'error') this.error = `${detail.kind}: ${detail.message}`;
        this.plan();
      });
    }
  }

  close() {
    clearTimeout(this.timer);
    this.timer = -1;
    for (const [name, heard] of Object.entries(this.heard)) this.model.off(name, heard);
  }

  /** @private @param {() => void} set */
  attempt(set) {
    try {
      set();
      this.error = '';
    } catch (error) {
      this.error = String(error);
    }
    this.plan();
  }

  /** @private */
  setAttributes() {
    const { element, bare } = this;
    const given = this.entriesOf('attributes').filter(([, value]) => value !== null);
    const names = given.map(([name]) => name);
    for (const name of this.named) if (!names.includes(name)) element.removeAttribute(name);
    this.named = names;
    const known = element.constructor.observedAttributes;
    for (const [name, value] of given) {
      if (!COMMON.test(name)) this.demand('attributes', name, known);
      const text = textOf(value);
      if (element.getAttribute(name) === text) continue;
      element.setAttribute(name, text);
      const [usual, now] = [bare, element].map((one) => textOf(one[name]));
      if (name in bare && now === usual && now !== text) {
        throw refusal(`attributes: ${name} is ${text}, which it cannot be: it stays ${now}`);
      }
    }
  }

  /** @private */
  setValues() {
    const { element } = this;
    for (const [name, value] of this.entriesOf('values')) {
      this.demand('values', name, Object.keys(element.parameters ?? {}));
      const text = textOf(value);
      if (textOf(element[name]) === text) continue;
      element[name] = text;
      if (textOf(element[name]) === text) continue;
      throw refusal(`values: ${name} is ${text}, which it cannot be: it stays ${element[name]}`);
    }
  }

  /** @private @param {string} trait @returns {[string, unknown][]} */
  entriesOf(trait) {
    const dict = this.model.get(trait) ?? {};
    if (typeof dict === 'object' && !Array.isArray(dict)) return Object.entries(dict);
    throw refusal(`${trait} is ${JSON.stringify(dict)}, but must have names and values`);
  }

  /** @private @param {string} trait @param {string} name @param {readonly string[]} known */
  demand(trait, name, known) {
    if (known.includes(name)) return;
    const all = known.join(', ') || 'none';
    throw refusal(`${trait}: there is no ${name} of <${this.element.localName}>, but ${all}`);
  }

  /** @private Does what Python asks, and answers with what has come of it. @param {Order} order */
  async obey(order) {
    const { id, call, arguments: given = [] } = order ?? {};
    try {
      const calls = this.isLab ? CALLS.lab : CALLS.figure;
      if (!calls.includes(String(call))) {
        throw refusal(`call is ${JSON.stringify(call)}, but must be one of ${calls.join(', ')}`);
      }
      if (!Array.isArray(given)) {
        throw refusal(`arguments is ${JSON.stringify(given)}, but must be a list`);
      }
      const answer = await this.element[String(call)](...given);
      this.error = '';
      this.model.send({ id, call, answer });
    } catch (error) {
      const { name, message } = /** @type {Error} */ (error);
      this.error = `${name}: ${message}`;
      this.model.send({ id, call, error: { name, message } });
    }
    this.plan();
  }

  /** @private So much happens in a second that Python is told some of it at a time. */
  plan() {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.tell();
    }, PACE);
  }

  /** @private What has changed, as far as Python has traits for it. */
  tell() {
    const { model, error } = this;
    const facts = Object.entries({ ...(this.isLab ? this.labFacts() : this.figureFacts()), error });
    const news = facts.filter(([name, value]) => {
      const known = model.get(name);
      return known !== undefined && JSON.stringify(known) !== JSON.stringify(value);
    });
    if (news.length === 0) return;
    for (const [name, value] of news) model.set(name, value);
    model.save_changes();
  }

  /** @private */
  labFacts() {
    const { iteration, state, measured } = this.element;
    const { exactDistance, criticDistance, iteration: at } = measured.latest ?? {};
    return {
      iteration,
      state,
      // Of a run that begins again there is none yet; one that runs away has one that JSON cannot write.
      gap: iteration > 0 && Number.isFinite(this.gap) ? this.gap : null,
      measured: measured.latest ? { iteration: at, exactDistance, criticDistance } : {},
    };
  }

  /** @private */
  figureFacts() {
    // Before it is open it has none.
    return this.element.isOpen ? { values: this.element.values } : {};
  }
}

/** @param {{ model: Model, el: HTMLElement }} place */
async function render({ model, el }) {
  const frame = document.createElement('div');
  el.append(frame);
  try {
    const element = await load(model.get('element'), model.get('base'));
    const view = new View(model, element);
    view.open();
    // The arrows are the lab's own where it has the focus, and `dd` deletes no cell of JupyterLab.
    element.dataset.lmSuppressShortcuts = 'true';
    const leave = followTheme(frame);
    frame.append(element);
    return () => {
      leave();
      view.close();
      frame.remove();
    };
  } catch (error) {
    // Some hosts show nothing of what went wrong.
    frame.append(String(error));
    frame.role = 'alert';
    return () => frame.remove();
  }
}

export default { render };
