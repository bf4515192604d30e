/** Configurations by name, what to look for in each, and the chart that shows it. */

import { button, make, write } from '../../ui/dom.js';
import { LESSONS, PRESETS } from '../../presets.js';
import { controlsStyle } from '../styles/controls.js';

/** @typedef {import('../../protocol.js').PresetName} PresetName */
/** @type {import('../instruments.js').Instrument} */
export const presets = {
  name: 'presets',
  place: 'panels',
  title: 'presets.tab',
  styles: [controlsStyle],
  open(root, { lab, choose, strings: { t } }) {
    const begin = (/** @type {PresetName} */ name) => {
      lab.begin(name);
      const { preset, config, seed, workers } = lab.settings;
      choose({ preset, config, seed, workers });
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
    root.append(...rows, make('div', { class: 'lesson', role: 'status' }, title, look, changed));
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
        write(title, t(`preset.${preset}`));
        write(look, t(`look.${preset}`));
        write(changed, isChanged ? t('presets.changed') : isSlow ? t('presets.slow') : '');
      },
    };
  },
};
