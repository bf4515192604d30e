/**
 * Links in the prose that set a figure: `<a class="set" href="#clouds?width=0">`. A press sets it and brings it into
 * view; a second press goes back to what was set before. Without scripts the link leads to the figure.
 */

import { gently } from '../ui/motion.js';
import { openTab } from '../ui/tabs.js';
import { undoing } from '../recipe.js';
import { parseConfig } from '../run/config-text.js';
import { waysBack } from './way-back.js';

/** @typedef {import('./kit/figure.js').Figure} Figure */
/** @typedef {import('../lab/element.js').EarthMover} EarthMover */
/** @typedef {(name: string) => Promise<void>} Define */
/** @typedef {(link: { hash: string }, element: Element) => Promise<() => void>} SetAs what goes back comes of it */

/** @param {{ hash: string }} link or the page's address */
export function targetOf(link) {
  const [id, query = ''] = link.hash.slice(1).split('?');
  return { id, patch: Object.fromEntries(new URLSearchParams(query)) };
}

/**
 * Brings it into view, where it is not.
 * @param {Element} element
 * @param {ScrollBehavior} [behavior]
 */
export function reveal(element, behavior = gently()) {
  const { top, bottom } = element.getBoundingClientRect();
  if (top >= 0 && bottom <= innerHeight) return;
  const block = bottom - top > innerHeight ? 'start' : 'center';
  element.scrollIntoView({ behavior, block });
}

/**
 * `reset=1` has it as it was at first, but for the rest.
 * @param {Figure} figure
 * @param {Record<string, string>} patch
 * @returns {() => void} goes back
 */
function setFigure(figure, patch) {
  // It may not be near yet, and then has no values to go back to.
  figure.appear();
  const before = figure.values;
  const { reset, ...rest } = patch;
  if (reset) figure.reset();
  figure.set(rest);
  return () => figure.set(before);
}

/**
 * What the page's address says of these settings would win over attributes.
 * @param {string[]} names
 */
function forget(names) {
  const hash = new URLSearchParams(location.hash.slice(1));
  if (!names.some((name) => hash.has(name))) return;
  for (const name of names) hash.delete(name);
  history.replaceState(history.state, '', `#${hash}`);
}

/**
 * Fields of the configuration are changed in the run that goes on, where they can be.
 * @param {EarthMover} lab
 * @param {string} text
 * @returns {Promise<() => void>} goes back
 */
async function configure(lab, text) {
  const patch = parseConfig(text);
  if (!patch) throw new Error(`${text} is no change of a configuration`);
  await lab.run();
  // Where the change is marked, and what comes of it is drawn.
  if (lab.shadowRoot) openTab(lab.shadowRoot, 'charts', 'chart');
  const before = /** @type {object} */ (undoing(lab.currentConfig, patch));
  /** @param {object} fields */
  const change = (fields) =>
    lab.configure(fields).catch(() => lab.configure(fields, { restart: true }));
  await change(patch);
  return () => void change(before).catch(console.error);
}

/** Attributes of the element that are no settings of a run, and whoever writes the page has alone. */
const AUTHORS = ['address', 'base'];

/** @param {EarthMover} lab @returns {string[]} */
const settingsOf = ({ constructor }) =>
  /** @type {typeof import('../lab/element.js').EarthMover} */ (
    constructor
  ).observedAttributes.filter((name) => !AUTHORS.includes(name));

/**
 * The lab's other settings are its attributes: those of a link are set, the others stay as they are. An address is anybody's,
 * so that nothing but settings is taken of it: no `base`, no `style`, no `onclick`.
 * @param {EarthMover} lab
 * @param {Record<string, string>} given
 * @returns {() => void} goes back
 */
export function setLab(lab, given) {
  const settings = settingsOf(lab);
  const patch = Object.fromEntries(
    Object.entries(given).filter(([name]) => settings.includes(name)),
  );
  const names = Object.keys(patch);
  const before = names.map((name) => /** @type {const} */ ([name, lab.getAttribute(name)]));
  if (lab.address) forget(names);
  /** @param {readonly (readonly [string, string | null])[]} entries */
  const put = (entries) => {
    for (const [name, value] of entries) {
      if (value === null) lab.removeAttribute(name);
      else lab.setAttribute(name, value);
    }
  };
  const begin = () => {
    put(Object.entries(patch));
    lab.run().catch(console.error);
  };
  // The same attribute once more would be no change, though the reader may have set something else since; the lab
  // hears of changes in a microtask.
  const again = before.filter(([name, value]) => value === patch[name]);
  put(again.map(([name]) => [name, null]));
  if (again.length > 0) queueMicrotask(begin);
  else begin();
  return () => put(before);
}

/**
 * @param {EarthMover} lab
 * @param {string} name of the panel that is opened
 * @returns {() => void} goes back
 */
function openPanel(lab, name) {
  const { shadowRoot } = lab;
  if (!shadowRoot) return () => {};
  const before = shadowRoot.querySelector('[id^="tab-panels-"][aria-selected=true]')?.id;
  openTab(shadowRoot, 'panels', name);
  shadowRoot
    .querySelector(`[id="tab-panels-${name}"]`)
    ?.scrollIntoView({ block: 'start', behavior: gently() });
  return () => {
    if (before) openTab(shadowRoot, 'panels', before.replace('tab-panels-', ''));
    // None was open: a press on the one that is closes it.
    else
      shadowRoot
        .querySelector(`[id="tab-panels-${name}"][aria-selected=true]`)
        ?.dispatchEvent(new MouseEvent('click'));
  };
}

/**
 * @param {Element} element a figure or a lab
 * @param {Record<string, string>} patch
 * @returns {(() => void) | Promise<() => void>} goes back
 */
function set(element, patch) {
  if (element.localName !== 'earth-mover') {
    return setFigure(/** @type {Figure} */ (element), patch);
  }
  const lab = /** @type {EarthMover} */ (element);
  if (patch.tab) return openPanel(lab, patch.tab);
  return patch.config ? configure(lab, patch.config) : setLab(lab, patch);
}

/**
 * @param {Document} document
 * @param {Define} define has an element's scripts fetched
 * @returns {SetAs} for who sets a figure by other means than a link
 */
export function follow(document, define) {
  /** What each pressed link goes back by. @type {Map<HTMLAnchorElement, () => void>} */
  const pressed = new Map();
  /** Links that are setting something: a lab may take its time. @type {Set<HTMLAnchorElement>} */
  const busy = new Set();
  const leave = waysBack();

  /** @param {HTMLAnchorElement} link */
  async function press(link) {
    const { id } = targetOf(link);
    const element = document.getElementById(id);
    if (!element) return;
    if (element.localName === 'earth-mover') leave(link, element);
    reveal(element);
    const back = pressed.get(link);
    if (back) {
      back();
      release(link);
      return;
    }
    // A second press meanwhile would go back to what the first has set.
    if (busy.has(link)) return;
    busy.add(link);
    await put(link, element).finally(() => busy.delete(link));
  }

  /** @param {HTMLAnchorElement} link @param {HTMLElement} element */
  async function put(link, element) {
    const goBack = await setAs(link, element);
    pressed.set(link, goBack);
    link.setAttribute('aria-pressed', 'true');
  }

  /** @param {{ hash: string }} link or the page's address @param {Element} element that it names */
  async function setAs(link, element) {
    const { id, patch } = targetOf(link);
    await define(element.localName);
    await customElements.whenDefined(element.localName);
    // Another link's way back would undo this one's.
    for (const other of [...pressed.keys()]) {
      if (targetOf(other).id === id) release(other);
    }
    return set(element, patch);
  }

  /** @param {HTMLAnchorElement} link */
  function release(link) {
    pressed.delete(link);
    link.setAttribute('aria-pressed', 'false');
  }

  for (const link of document.querySelectorAll('a.set')) {
    link.setAttribute('role', 'button');
    link.setAttribute('aria-pressed', 'false');
  }
  document.addEventListener('keydown', (event) => {
    const link = event.target instanceof Element && event.target.closest('a.set');
    if (event.key !== ' ' || !link) return;
    event.preventDefault();
    // Held down it would be set and taken back for as long.
    if (!event.repeat) /** @type {HTMLAnchorElement} */ (link).click();
  });
  document.addEventListener('keydown', (event) => {
    const isOn = event.target instanceof Element && event.target.closest('a.set');
    if (event.key === 'Enter' && event.repeat && isOn) event.preventDefault();
  });
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target instanceof Element && event.target.closest('a.set');
    if (!link) return;
    event.preventDefault();
    press(/** @type {HTMLAnchorElement} */ (link)).catch(console.error);
  });
  return setAs;
}
