/** Which images the run learns, and whose they are. */

import { titleOf } from '../../load/manifest.js';
import { MNIST, OWN } from '../../load/sets.js';
import { make } from '../../ui/dom.js';
import { dataStyles } from '../styles/data.js';

/** @typedef {import('../../load/manifest.js').Manifest} Manifest */

const NAMED = /** @type {const} */ ([MNIST, 'fashion']);

/**
 * @param {Manifest} set
 * @param {import('../../strings/strings.js').Strings} strings
 */
function creditOf(set, { language, t }) {
  const { credit, licence, link, labels, classifier } = set;
  const title = make('strong', {}, titleOf(set, language));
  const said = make('p', { class: 'note', 'data-field': 'credit' }, title, ' ');
  if (credit) said.append(t('data.credit', credit, licence));
  if (link) said.append(' ', make('a', { href: link, rel: 'noopener', target: '_blank' }, link));
  if (labels.length > 1) said.append(' ', t('data.classes', labels.join(', ')));
  if (!classifier) said.append(' ', t('data.unjudged'));
  return said;
}

/** @type {import('../instruments.js').Instrument} */
export const data = {
  name: 'data',
  place: 'panels',
  title: 'data.tab',
  styles: [dataStyles],
  open(root, { lab, choose, strings }) {
    const { t } = strings;
    const names = [...NAMED, lab.settings.data].filter(
      (name, place, all) => all.indexOf(name) === place,
    );
    const boxes = names.map((value) => {
      const box = make('input', { type: 'radio', name: 'data', value, 'data-control': 'data' });
      box.addEventListener('change', () => choose({ data: value }));
      const isNamed = [...NAMED, OWN].includes(value);
      const label = t(isNamed ? /** @type {'data.mnist'} */ (`data.${value}`) : 'data.here');
      return { box, row: make('label', {}, box, label) };
    });
    const credit = make('div');
    root.append(
      make(
        'fieldset',
        {},
        make('legend', {}, t('data.choose')),
        ...boxes.map(({ row }) => row),
        make('p', { class: 'note' }, t('data.note')),
      ),
      credit,
    );
    /** @type {Manifest | null} */
    let shown = null;
    return {
      update({ settings }) {
        const chosen = lab.images.pending ?? settings.data;
        for (const { box } of boxes) box.checked = box.value === chosen;
        if (shown === lab.images.set) return;
        shown = lab.images.set;
        credit.replaceChildren(...(shown ? [creditOf(shown, strings)] : []));
      },
    };
  },
};
