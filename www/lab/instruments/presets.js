/** Configurations by name in a menu, and beside it what to watch for in the one that is chosen. */

import { button, make, write } from '../../ui/dom.js';
import { LESSONS, PRESETS } from '../../presets.js';
import { controlsStyle } from '../styles/controls.js';

/** @typedef {import('../../protocol.js').PresetName} PresetName */
/** @type {import('../instruments.js').Instrument} */
export const presets = {
  name: 'presets',
  place: 'lesson',
  styles: [controlsStyle],
  open(root, { lab, choose, strings: { t } }) {
    /** @param {boolean} isOpen */
    const unfold = (isOpen) => {
      const hadFocus = menu.matches(':focus-within');
      menu.hidden = !isOpen;
      opener.setAttribute('aria-expanded', String(isOpen));
      // What is hidden has no focus.
      if (!isOpen && hadFocus) opener.focus({ preventScroll: true });
    };
    const begin = (/** @type {PresetName} */ name) => {
      lab.begin(name);
      const { preset, config, seed, workers } = lab.settings;
      choose({ preset, config, seed, workers });
      unfold(false);
    };
    const buttons = PRESETS.map((name) =>
      button(`preset-${name}`, t(`preset.${name}`), () => begin(name), { 'data-preset': name }),
    );
    const rows = /** @type {const} */ (['article', 'held', 'lesson']).map((group) => {
      const title = t(`presets.${group}`);
      const members = buttons.filter((_, at) => LESSONS[PRESETS[at]].group === group);
      return make(
        'div',
        { class: 'choices', role: 'group', 'aria-label': title },
        make('span', { class: 'title', 'aria-hidden': 'true' }, title),
        ...members,
      );
    });
    const title = make('h2', { 'data-field': 'preset' });
    const look = make('p', { 'data-field': 'look' });
    const changed = make('p', { class: 'note', 'data-field': 'changed' });
    const lesson = make('div', { class: 'lesson' }, title, look, changed);
    const menu = make('div', { class: 'menu', id: 'preset-menu', hidden: true }, ...rows, lesson);
    const chosen = make('strong');
    const opener = button('preset', '', () => unfold(menu.hidden === true), {
      'aria-expanded': 'false',
      'aria-controls': menu.id,
    });
    opener.append(make('span', {}, t('presets.label')), chosen);
    const watch = make('span', { 'data-field': 'watch' });
    const word = make('strong', {}, t('presets.watch'));
    root.append(opener, make('p', { class: 'watch', role: 'status' }, word, watch), menu);

    root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || menu.hidden) return;
      event.preventDefault();
      unfold(false);
    });
    const closeElsewhere = (/** @type {PointerEvent} */ event) => {
      if (!menu.hidden && !event.composedPath().includes(root)) unfold(false);
    };
    const { ownerDocument } = root;
    ownerDocument.addEventListener('pointerdown', closeElsewhere);
    let shown = '';
    return {
      update({ settings: { preset, config } }) {
        const isChanged = Object.keys(config).length > 0;
        const key = `${preset} ${isChanged}`;
        if (key === shown) return;
        shown = key;
        const { isSlow } = LESSONS[preset];
        buttons.forEach((one, at) =>
          one.setAttribute('aria-pressed', String(PRESETS[at] === preset)),
        );
        const name = t(`preset.${preset}`);
        write(title, name);
        write(chosen, isChanged ? t('presets.own', name) : name);
        write(watch, t(`watch.${preset}`));
        write(look, t(`look.${preset}`));
        write(changed, isChanged ? t('presets.changed') : isSlow ? t('presets.slow') : '');
      },
      dispose: () => ownerDocument.removeEventListener('pointerdown', closeElsewhere),
    };
  },
};
