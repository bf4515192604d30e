/**
 * The page's side of a widget for notebooks (anywidget.dev): the lab or a figure, which Python sets and asks, and which
 * tells Python how it goes. A host may keep a copy of this file where nothing lies beside it: so it imports nothing
 * before it runs, and `base` can name the folder of the package.
 */

/** @typedef {{ id?: unknown, call?: unknown, arguments?: unknown }} Order what Python asks */
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
  'em-game': () => import('./em-game.js'),
  'em-pairs': () => import('./em-pairs.js'),
  'em-watch': () => import('./em-watch.js'),
  'em-truth': () => import('./em-truth.js'),
  'em-guides': () => import('./em-guides.js'),
  'em-paradox': () => import('./em-paradox.js'),
};
const LAB = 'earth-mover';
/** What Python may ask of each. */
const CALLS = { lab: ['run', 'pause', 'step', 'reset', 'configure'], figure: ['reset'] };
const EVENTS = ['ready', 'statechange', 'step', 'measure', 'error'];
/** Attributes of any element, but for those in which a script could stand. */
const COMMON = /^(id|class|style|title|lang|dir|lab|(aria|data)-[\w-]+)$/;
/** Milliseconds between two messages to Python of what happens by itself. */
const PACE = 250;
/** Milliseconds after which a cell says that its scripts have not come; they are waited for all the same. */
const PATIENCE = 10_000;

/** @param {string} message */
const refusal = (message) => Object.assign(new Error(message), { name: 'ArgumentError' });

/** As an attribute has it. @param {unknown} value */
function textOf(value) {
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A dict of Python's. @param {Model} model @param {string} trait @returns {[string, unknown][]} */
function entriesOf(model, trait) {
  const dict = model.get(trait) ?? {};
  if (typeof dict === 'object' && !Array.isArray(dict)) return Object.entries(dict);
  throw refusal(`${trait} is ${JSON.stringify(dict)}, but must have names and values`);
}

/** MyST's model, behind which there is no Python, throws where one would be spoken to. @param {() => void} speak */
function quietly(speak) {
  try {
    speak();
  } catch {
    // Nobody is there to hear it.
  }
}

/** What has changed, as far as Python has traits for it. @param {Model} model @param {Record<string, unknown>} facts */
function tell(model, facts) {
  const news = Object.entries(facts).filter(([trait, value]) => {
    const known = model.get(trait);
    return known !== undefined && JSON.stringify(known) !== JSON.stringify(value);
  });
  for (const [trait, value] of news) model.set(trait, value);
  if (news.length > 0) quietly(() => model.save_changes());
}

/** @param {Model} model @returns {Promise<HTMLElement>} */
async function load(model) {
  const tag = model.get('element') ?? LAB;
  const base = model.get('base');
  if (!Object.hasOwn(SCRIPTS, tag)) {
    const tags = Object.keys(SCRIPTS).join(', ');
    throw refusal(`element is ${JSON.stringify(tag)}, but must be one of ${tags}`);
  }
  try {
    if (base) {
      const folder = new URL(String(base).replace(/\/*$/, '/'), document.baseURI);
      await import(/* @vite-ignore */ /* webpackIgnore: true */ new URL(`${tag}.js`, folder).href);
    } else await SCRIPTS[tag]();
  } catch (error) {
    const where = base ? JSON.stringify(base) : `left out, and so beside ${import.meta.url}`;
    throw refusal(`base is ${where}, but ${tag}.js cannot be had from there: ${error}`);
  }
  return document.createElement(tag);
}

/** How bright text is there: 0 black, 1 white. @param {HTMLElement} place */
function brightnessIn(place) {
  const probe = document.createElement('i');
  // Mixed with itself it is in red, green and blue, whatever the notebook has written it in.
  probe.style.color = 'color-mix(in srgb, currentcolor, currentcolor)';
  place.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  const [red, green, blue] = color.match(/[\d.]+/g)?.map(Number) ?? [0, 0, 0];
  return 0.3 * red + 0.6 * green + 0.1 * blue;
}

/** An element in the output of a cell, and the traits that it follows and tells. */
class View {
  /** @private @type {number | null} */
  gap = null;
  /** @private What went wrong last. */
  error = '';
  /** @private Attributes that Python has set. @type {string[]} */
  named = [];
  /** @private @type {ReturnType<typeof setTimeout> | undefined} */
  timer = undefined;
  /** @private */
  isOpen = false;

  /** @param {Model} model @param {HTMLElement} element @param {HTMLElement} place */
  constructor(model, element, place) {
    /** @private */
    this.model = model;
    /** @private */
    this.place = place;
    /** @private @type {any} */
    this.element = element;
    /** @private One of which nobody has set anything. @type {any} */
    this.bare = document.createElement(element.localName);
    /** @private */
    this.isLab = element.localName === LAB;
    /** @private */
    this.themes = new MutationObserver(() => this.followTheme());
    /** @private @type {Record<string, (order: Order) => void>} */
    this.heard = {
      'change:attributes': () => this.attempt(() => this.setAttributes()),
      'change:values': () => this.attempt(() => this.setValues()),
      'msg:custom': (order) => this.obey(order),
    };
  }

  open() {
    const { element, model } = this;
    this.isOpen = true;
    for (const name of EVENTS) {
      element.addEventListener(name, (/** @type {CustomEvent} */ { detail }) => {
        if (name === 'step') this.gap = detail.reports.at(-1).gap;
        if (name === 'error') this.error = `${detail.kind}: ${detail.message}`;
        this.plan();
      });
    }
    for (const [name, heard] of Object.entries(this.heard)) model.on(name, heard);
    // The arrows are the lab's own where it has the focus, and `dd` deletes no cell of JupyterLab.
    element.dataset.lmSuppressShortcuts = 'true';
    this.attempt(() => {
      this.setAttributes();
      this.setValues();
    });
    this.place.append(element);
    // There a notebook says which theme it has.
    for (const root of [document.documentElement, document.body]) {
      this.themes.observe(root, { attributes: true });
    }
  }

  close() {
    this.isOpen = false;
    clearTimeout(this.timer);
    this.themes.disconnect();
    this.element.remove();
    for (const [name, heard] of Object.entries(this.heard)) {
      quietly(() => this.model.off(name, heard));
    }
  }

  /** @private @param {() => void} set */
  attempt(set) {
    try {
      set();
      this.error = '';
    } catch (error) {
      this.error = String(error);
      console.warn(this.error);
    }
    this.plan();
  }

  /** @private */
  setAttributes() {
    const { element, bare } = this;
    const given = entriesOf(this.model, 'attributes').filter(([, value]) => value !== null);
    const names = given.map(([name]) => name);
    for (const name of this.named) if (!names.includes(name)) element.removeAttribute(name);
    this.named = names;
    this.followTheme();
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
    for (const [name, value] of entriesOf(this.model, 'values')) {
      this.demand('values', name, Object.keys(element.parameters ?? {}));
      const text = textOf(value);
      if (textOf(element[name]) === text) continue;
      element[name] = text;
      const now = textOf(element[name]);
      if (now === text) continue;
      throw refusal(`values: ${name} is ${text}, which it cannot be: it stays ${now}`);
    }
  }

  /** @private @param {string} trait @param {string} name @param {readonly string[]} known */
  demand(trait, name, known) {
    if (known.includes(name)) return;
    const all = known.join(', ') || 'none';
    throw refusal(`${trait}: there is no ${name} of <${this.element.localName}>, but ${all}`);
  }

  /** @private Where a notebook is dark without a `color-scheme` that says so, its text is light. */
  followTheme() {
    const { element, place } = this;
    if (!this.isOpen || this.named.includes('theme')) return;
    if (!place.isConnected) requestAnimationFrame(() => this.followTheme());
    else if (getComputedStyle(place).colorScheme !== 'normal') element.removeAttribute('theme');
    else element.setAttribute('theme', brightnessIn(place) > 0.5 ? 'dark' : 'light');
  }

  /** @private Does what Python asks, and answers with what has come of it. @param {Order} order */
  async obey(order) {
    const { id = null, call = null, arguments: given = [] } = order ?? {};
    const reply = await this.replyTo(call, given);
    this.error = reply.error ? `${reply.error.name}: ${reply.error.message}` : '';
    this.tell();
    quietly(() => this.model.send({ id, call, ...reply }));
  }

  /** @private @param {unknown} call @param {unknown} given */
  async replyTo(call, given) {
    const calls = this.isLab ? CALLS.lab : CALLS.figure;
    try {
      if (!calls.includes(String(call))) {
        throw refusal(`call is ${JSON.stringify(call)}, but must be one of ${calls.join(', ')}`);
      }
      if (!Array.isArray(given)) {
        throw refusal(`arguments is ${JSON.stringify(given)}, but must be a list`);
      }
      return { answer: (await this.element[String(call)](...given)) ?? null };
    } catch (error) {
      const { name, message } = /** @type {Error} */ (error);
      return { error: { name, message } };
    }
  }

  /** @private So much happens in a second that Python is told of some of it at a time. */
  plan() {
    this.timer ??= setTimeout(() => this.tell(), PACE);
  }

  /** @private */
  tell() {
    clearTimeout(this.timer);
    this.timer = undefined;
    // What one that is gone has come to is told already.
    if (!this.isOpen) return;
    const { model, error } = this;
    tell(model, { ...(this.isLab ? this.labFacts() : this.figureFacts()), error });
  }

  /** @private */
  labFacts() {
    const { iteration, state, measured } = this.element;
    const { iteration: at, exactDistance, criticDistance } = measured.latest ?? {};
    return {
      iteration,
      state,
      // A run that begins again has none yet, and JSON has no word for that of one that has run away.
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

/** Said in the cell too, since not every host shows an error. @param {HTMLElement} place @param {string} role @param {string} words */
function say(place, role, words) {
  const text = document.createElement('p');
  text.setAttribute('role', role);
  text.textContent = words;
  place.append(text);
  return () => text.remove();
}

/** @param {{ model: Model, el: HTMLElement }} place */
async function render({ model, el }) {
  let unsay = () => {};
  const late = setTimeout(() => {
    unsay = say(el, 'status', 'Its scripts have not come in 10 seconds. They are waited for.');
  }, PATIENCE);
  try {
    const view = new View(model, await load(model), el);
    view.open();
    return () => view.close();
  } catch (error) {
    tell(model, { error: String(error) });
    return say(el, 'alert', String(error));
  } finally {
    clearTimeout(late);
    unsay();
  }
}

export default { render };
