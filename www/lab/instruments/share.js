/** A link, and code to embed the lab: each reproduces the run. */

import { OWN } from '../../load/sets.js';
import { digitsMark } from '../../run/shared.js';
import { embedCode } from '../embed-code.js';
import { copyBox } from '../../ui/copying.js';
import { make } from '../../ui/dom.js';

/** @type {import('../instruments.js').Instrument} */
export const share = {
  name: 'share',
  place: 'panels',
  title: 'share.tab',
  open(root, { lab, strings: { t } }) {
    const status = make('p', { class: 'note', role: 'status' });
    /** @type {(() => void)[]} */
    const refresh = [];
    let digits = '';
    const line = (
      /** @type {string} */ name,
      /** @type {string} */ label,
      /** @type {string} */ copyLabel,
      /** @type {() => string} */ text,
    ) => {
      const words = {
        copy: copyLabel,
        copied: t('share.copied'),
        refused: t('share.refused'),
      };
      const attributes = { rows: 2, 'data-field': name };
      const { box, copy } = copyBox(`copy-${name}`, words, status, attributes);
      refresh.push(() => {
        if (box.value !== text()) box.value = text();
      });
      root.append(make('div', { class: 'copying' }, make('label', {}, label, box), copy));
    };
    const own = make(
      'p',
      { class: 'note', 'data-field': 'own-note', hidden: true },
      t('own.share'),
    );
    root.append(make('p', { class: 'note' }, t('share.note')), own);
    const code = () => embedCode(lab, digits, t('share.frameTitle'));
    line('link', t('share.link'), t('share.copyLink'), () => code().link);
    line('element', t('share.element'), t('share.copyElement'), () => code().element);
    line('frame', t('share.frame'), t('share.copyFrame'), () => code().frame);
    root.append(status);
    let shown = '';
    return {
      update({ settings, state, device }) {
        own.hidden = settings.data !== OWN;
        // Nothing is fetched for it: the digits' mark is known once there are digits.
        if (!['idle', 'loading'].includes(state) && !digits) {
          // Without a list of digits the run tells why, and a link has no mark.
          digitsMark(lab.settings.data)
            .then((mark) => (digits = mark))
            .catch(() => {});
        }
        const key = JSON.stringify([settings, digits, device]);
        if (key !== shown) for (const renew of refresh) renew();
        shown = key;
      },
    };
  },
};
