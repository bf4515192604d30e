/** A lab's looks: its places, and the instruments in them. Another language is another view of the same lab. */

import { adopt, measureUnit } from '../ui/css.js';
import { make } from '../ui/dom.js';
import { keepKeys } from '../ui/keys.js';
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

/** @param {readonly string[] | null} wanted */
function chosen(wanted) {
  if (!wanted) return INSTRUMENTS;
  const names = INSTRUMENTS.map(({ name }) => name);
  for (const name of wanted.filter((one) => !names.includes(one))) {
    console.warn(`controls: there is no instrument "${name}"; there are ${names.join(', ')}`);
  }
  return INSTRUMENTS.filter(({ name }) => wanted.includes(name));
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
    const instruments = chosen(lab.settings.controls);
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
    const roots = (/** @type {Instrument['place']} */ place) =>
      instruments
        .filter((one) => one.place === place)
        .map(({ name, open, title }) => {
          const root = make('div', { class: `instrument ${name}`, part: name });
          this.places.push({ open, root });
          return { name, root, title: title ? t(title) : name };
        });
    const line = make('p', { class: 'state', part: 'state' });
    const notices = make('ul', { class: 'notices', part: 'notices' });
    this.places.push({ open: openState, root: line }, { open: openNotices, root: notices });
    const label = { role: 'group', 'aria-label': t('lab.controls') };
    const tools = roots('toolbar').map(({ root }) => root);
    const main = roots('main').map(({ root }) => root);
    const { looks } = this.lab;
    const charts = tabbed(roots('charts'), t('lab.charts'), 'charts', looks);
    const panels = tabbed(roots('panels'), t('lab.panels'), 'panels', looks);
    /** @private */
    this.tabs = [...charts, ...panels];
    const side = [...charts.map(({ root }) => root), ...roots('side').map(({ root }) => root)];
    const columns = [main, side].filter((column) => column.length > 0);
    return [
      make('div', { class: 'toolbar', part: 'toolbar', ...label }, ...tools, line),
      notices,
      make(
        'div',
        { class: columns.length > 1 ? 'columns two' : 'columns' },
        ...columns.map((column) => make('div', { class: 'panel', part: 'panel' }, ...column)),
      ),
      ...panels.map(({ root }) => root),
      make('p', { class: 'note keys', part: 'keys' }, t('lab.keys')),
    ];
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
    lab.attempt(lab.run.step().finally(() => (this.stepping -= 1)));
  }
}

/**
 * @param {import('../ui/tabs.js').Tab[]} tabs
 * @param {string} label
 * @param {string} part
 * @param {import('./looks.js').Looks} looks
 */
const tabbed = (tabs, label, part, looks) =>
  tabs.length > 0 ? [new Tabs(label, part, tabs, looks)] : [];
