/**
 * Tabs, as ARIA has them: one stop of the tab key, arrows, Home and End choose. Where they may be closed none is open
 * at first, and a press on the one that is open closes it.
 */

import { make } from './dom.js';

/** @typedef {{ name: string, title: string, root: HTMLElement, marks?: string }} Tab `marks`: the symbols that it is of */
/** @typedef {import('../lab/looks.js').Looks} Looks which has the one that is open */
/** @typedef {{ label: string, part: string, mayClose?: boolean }} Options */

/** The name of none of them. */
const NONE = '';

export class Tabs {
  /**
   * @param {readonly Tab[]} tabs
   * @param {Looks} looks
   * @param {Options} options
   */
  constructor(tabs, looks, { label, part, mayClose = false }) {
    /** @private */
    this.part = part;
    /** @private */
    this.looks = looks;
    /** @private */
    this.tabs = tabs;
    /** @private */
    this.buttons = tabs.map((tab) => makeButton(part, tab));
    // One chart needs no choice.
    const isAlone = tabs.length < 2 && part === 'charts';
    const list = make(
      'div',
      { class: 'tablist', role: 'tablist', 'aria-label': label, part: 'tablist', hidden: isAlone },
      ...this.buttons,
    );
    list.addEventListener('keydown', (event) => this.hearKey(event));
    this.buttons.forEach((button, index) => {
      button.addEventListener('click', () => {
        const isOpen = button.getAttribute('aria-selected') === 'true';
        // By the looks, which other labs may share.
        looks.open(part, isOpen && mayClose ? NONE : tabs[index].name);
      });
      const { root, name } = tabs[index];
      root.id = `${part}-${name}`;
      root.setAttribute('role', 'tabpanel');
      root.setAttribute('aria-labelledby', button.id);
    });
    this.root = make('div', { class: `tabs ${part}`, part }, list, ...tabs.map(({ root }) => root));
    const first = mayClose ? -1 : 0;
    this.choose(Math.max(first, this.indexOf(looks.tabs[part])));
    this.dispose = looks.onOpen((where, name) => {
      const isHere = this.indexOf(name) >= 0 || (name === NONE && mayClose);
      if (where === part && isHere) this.choose(this.indexOf(name));
    });
  }

  /** @private @param {string} wanted */
  indexOf(wanted) {
    return this.tabs.findIndex(({ name }) => name === wanted);
  }

  /** @param {number} index −1 for none */
  choose(index) {
    this.looks.tabs[this.part] = this.tabs[index]?.name ?? NONE;
    const stop = Math.max(0, index);
    this.buttons.forEach((button, place) => {
      const isChosen = place === index;
      button.setAttribute('aria-selected', String(isChosen));
      button.tabIndex = place === stop ? 0 : -1;
      this.tabs[place].root.hidden = !isChosen;
    });
  }

  /** @private @param {KeyboardEvent} event */
  hearKey(event) {
    const last = this.buttons.length - 1;
    const at = this.buttons.findIndex((button) => button.tabIndex === 0);
    const to = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.looks.open(this.part, this.tabs[to].name);
    this.buttons[to].focus();
  }
}

/** @param {string} part @param {Tab} tab */
const makeButton = (part, { name, title, marks }) =>
  make(
    'button',
    {
      type: 'button',
      role: 'tab',
      id: `tab-${part}-${name}`,
      'aria-controls': `${part}-${name}`,
      part: 'tab',
      ...(marks && { 'data-marks': marks }),
    },
    title,
  );

/**
 * Opens a tab of a lab; where it has none of that name nothing happens.
 * @param {ParentNode} view
 * @param {string} part
 * @param {string} name
 */
export const openTab = (view, part, name) =>
  view
    .querySelector(`[id="tab-${part}-${name}"]:not([aria-selected=true])`)
    ?.dispatchEvent(new MouseEvent('click'));
