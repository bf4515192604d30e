/** A lab's looks: its places, and the instruments in them. Another language is another view of the same lab. */

import { adopt, measureUnit } from '../ui/css.js';
import { button, make } from '../ui/dom.js';
import { keepKeys } from '../ui/keys.js';
import { hearMarks, lightMarks } from '../ui/marked.js';
import { INSTRUMENTS } from './instruments.js';
import { openNotices, openState } from './state-line.js';
import { base } from '../ui/styles/base.js';
import { forced } from '../ui/styles/forced.js';
import { layout } from './styles/layout.js';
import { tokens } from '../ui/styles/tokens.js';
import { Tabs } from '../ui/tabs.js';
import { Theme } from '../ui/theme.js';

/** @typedef {import('./instruments.js').Bench} Bench */
/** @typedef {import('./instruments.js').Instrument} Instrument */
/** @typedef {import('./instruments.js').Shown} Shown */
/** @typedef {import('./lab.js').Lab} Lab */
/** @typedef {import('./state.js').LabState} LabState */

/**
 * @param {readonly string[] | null} wanted
 * @param {boolean} isJudged whether a classifier belongs to the images
 */
function chosen(wanted, isJudged) {
  const suits = (/** @type {Instrument} */ { judged }) =>
    judged === undefined || judged === isJudged;
  if (!wanted) return INSTRUMENTS.filter((one) => !one.isExtra && suits(one));
  const names = INSTRUMENTS.map(({ name }) => name);
  for (const name of wanted.filter((one) => !names.includes(one))) {
    console.warn(`controls: there is no instrument "${name}"; there are ${names.join(', ')}`);
  }
  return INSTRUMENTS.filter((one) => wanted.includes(one.name) && suits(one));
}

export class View {
  /**
   * @param {ShadowRoot} shadow
   * @param {Lab} lab
   * @param {Pick<Bench, 'strings' | 'choose'>} surroundings
   */
  constructor(shadow, lab, { strings, choose }) {
    /** @private */
    this.lab = lab;
    /** @private Steps under way that keys have asked for. */
    this.stepping = 0;
    const probe = make('span', { class: 'probe', 'aria-hidden': 'true' });
    this.theme = new Theme(probe);
    /** @private @type {Shown[]} */
    this.shown = [];
    const instruments = chosen(lab.settings.controls, lab.measurements.judges);
    const styles = instruments.flatMap(({ styles = [] }) => styles);
    adopt(shadow, [tokens, base, layout, ...styles, forced]);

    this.root = make('section', {
      class: 'lab',
      part: 'lab',
      tabindex: -1,
      lang: strings.language,
      'aria-label': strings.t('lab.name'),
    });
    /** @private @type {Bench} */
    this.bench = { lab, theme: this.theme, view: this.root, strings, choose };
    this.root.append(...this.build(instruments), probe);
    this.dress();
    this.root.addEventListener('keydown', (event) => this.hearKey(event));
    hearMarks(this.root, (names) => lab.point(names));
    /** @private What is lit. @type {readonly string[]} */
    this.lit = [];
    keepKeys(this.root);
    shadow.replaceChildren(this.root, make('slot', { name: 'caption' }));
    measureUnit(this.root);
    // In the document, so that they have a size.
    for (const { open, root } of this.places) this.shown.push(open(root, this.bench));
    /** @private */
    this.unsubscribe = lab.store.subscribe((state) => this.update(state));
  }

  /** Follows settings of looks alone. */
  dress() {
    const { theme, height } = this.lab.settings;
    this.root.dataset.theme = theme;
    this.root.style.minHeight = height > 0 ? `${height}px` : '';
    this.theme.renew();
  }

  dispose() {
    this.unsubscribe();
    for (const { dispose } of this.shown) dispose?.();
    for (const tabs of this.tabs ?? []) tabs.dispose();
    this.theme.dispose();
  }

  /**
   * @private
   * @param {readonly Instrument[]} instruments
   */
  build(instruments) {
    const { t } = this.bench.strings;
    /** @private @type {{ open: Instrument['open'], root: HTMLElement }[]} */
    this.places = [];
    const names = instruments.map(({ name }) => name);
    /** Within another instrument, where that is there; else in a place of its own. @param {Instrument} one */
    const placeOf = ({ place, within }) => (within && names.includes(within) ? within : place);
    const roots = (/** @type {string} */ place) =>
      instruments
        .filter((one) => placeOf(one) === place)
        .map(({ name, open, title, marks }) => {
          const root = make('div', { class: `instrument ${name}`, part: name });
          this.places.push({ open, root });
          return { name, root, marks, title: title ? t(title) : name };
        });
    const line = make('p', { class: 'state', part: 'state' });
    const notices = make('ul', { class: 'notices', part: 'notices' });
    this.places.push({ open: openState, root: line }, { open: openNotices, root: notices });
    const tools = roots('toolbar').map(({ root }) => root);
    const lessons = roots('lesson').map(({ root }) => root);
    const main = roots('main').map(({ root }) => root);
    const { looks } = this.lab;
    const charts = tabbed(this.furnished(roots('charts'), roots), looks, {
      label: t('lab.charts'),
      part: 'charts',
    });
    const side = [...charts.map(({ root }) => root), ...roots('side').map(({ root }) => root)];
    const columns = [main, side].filter((column) => column.length > 0);
    const panels = tabbed(this.furnished(roots('panels'), roots), looks, {
      label: t('lab.panels'),
      part: 'panels',
      // Where there is nothing else to see they are seen.
      mayClose: columns.length > 0,
    });
    /** @private */
    this.tabs = [...charts, ...panels];
    const keys = make('p', { class: 'note keys', part: 'keys' }, t('lab.keys'));
    return [
      make('div', { class: 'top' }, toolbarOf(tools, this.bench.strings), ...lessons, line),
      notices,
      make(
        'div',
        { class: columns.length > 1 ? 'columns two' : 'columns' },
        ...columns.map((column) => make('div', { class: 'panel', part: 'panel' }, ...column)),
      ),
      ...panels.map(({ root }) => root),
      keys,
    ];
  }

  /**
   * Charts and panels with those instruments that stand within them, first.
   * @private
   * @param {import('../ui/tabs.js').Tab[]} panels
   * @param {(place: string) => import('../ui/tabs.js').Tab[]} roots
   */
  furnished(panels, roots) {
    for (const { name, root } of panels) {
      const guests = roots(name).map((guest) => guest.root);
      if (guests.length > 0) root.append(make('div', { class: 'guests' }, ...guests));
    }
    return panels;
  }

  /** @private @param {LabState} state */
  update(state) {
    const { dataset } = this.root;
    dataset.state = state.state;
    dataset.iteration = String(state.iteration);
    dataset.device = state.device;
    dataset.workers = String(state.workers);
    dataset.ofPreset = state.settings.preset;
    for (const { update } of this.shown) update(state);
    // Some marks come while they are lit, with what was folded.
    if (this.lit.length > 0 || state.lit.length > 0) {
      this.lit = state.lit;
      lightMarks(this.root.querySelectorAll('[data-marks]'), state.lit);
    }
  }

  /**
   * Space runs and pauses, → steps, wherever the focus is on nothing that has its own use for the key.
   * @private
   * @param {KeyboardEvent} event
   */
  hearKey(event) {
    const isModified = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    const target = /** @type {Element} */ (event.composedPath()[0]);
    if (event.defaultPrevented || isModified) return;
    if (event.key === ' ' && !target.closest('button, input, select, textarea, a, summary')) {
      // Held down it would run and pause for as long.
      if (!event.repeat) this.lab.toggle();
    } else if (event.key === 'ArrowRight' && !target.closest('input, select, textarea')) {
      this.step(event.repeat);
    } else return;
    event.preventDefault();
  }

  /**
   * A key that is held down makes one step after another, and none once it is let go.
   * @private
   * @param {boolean} isHeld
   */
  step(isHeld) {
    const { lab } = this;
    if (lab.isIdle || (isHeld && this.stepping > 0)) return;
    this.stepping += 1;
    lab.attempt(lab.step().finally(() => (this.stepping -= 1)));
  }
}

/**
 * The controls in a row. Where it is narrow and there are many, what is not needed at every moment is folded.
 * @param {readonly HTMLElement[]} tools
 * @param {import('../strings/strings.js').Strings} strings
 */
function toolbarOf(tools, { t }) {
  const label = { role: 'group', 'aria-label': t('lab.controls') };
  const bar = make('div', { class: 'toolbar', part: 'toolbar', ...label }, ...tools);
  if (tools.length < 2) return bar;
  const name = t('lab.more');
  const more = button('more', '⋯', () => unfold(bar.dataset.open === undefined), {
    'aria-label': name,
    title: name,
    'aria-expanded': 'false',
  });
  /** @param {boolean} isOpen */
  const unfold = (isOpen) => {
    bar.toggleAttribute('data-open', isOpen);
    more.setAttribute('aria-expanded', String(isOpen));
  };
  bar.classList.add('many');
  tools[0].after(more);
  return bar;
}

/**
 * @param {import('../ui/tabs.js').Tab[]} tabs
 * @param {import('./looks.js').Looks} looks
 * @param {import('../ui/tabs.js').Options} options
 */
const tabbed = (tabs, looks, options) => (tabs.length > 0 ? [new Tabs(tabs, looks, options)] : []);
