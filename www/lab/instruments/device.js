/** Which device trains. */

import { KEYS } from '../../run/settings.js';
import { make } from '../../ui/dom.js';

/** @type {import('../instruments.js').Instrument} */
export const device = {
  name: 'device',
  place: 'toolbar',
  within: 'settings',
  open(root, { lab, choose, strings: { t } }) {
    const options = /** @type {const} */ (['auto', 'cpu', 'ndarray', 'webgpu']).map((value) =>
      make('option', { value }, value === 'auto' ? t('device.auto') : t('device.title', value)),
    );
    const menu = make('select', { 'data-control': 'device' }, ...options);
    menu.addEventListener('change', () => {
      const value = KEYS.device.parse(menu.value) ?? KEYS.device.fallback;
      const { preset, workers } = lab.settings;
      choose({ device: value, preset, workers });
      lab.run.choose(value);
    });
    root.append(make('label', { class: 'field' }, t('device.label'), menu));
    let shown = '';
    return {
      update({ settings }) {
        if (settings.device !== shown) menu.value = settings.device;
        shown = settings.device;
      },
    };
  },
};
