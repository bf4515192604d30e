/** After a reload: goes on where the reader left off. */

import { button, write } from '../../ui/dom.js';

/** @type {import('../instruments.js').Instrument} */
export const resume = {
  name: 'resume',
  place: 'toolbar',
  open(root, { lab, strings: { t } }) {
    const control = button('resume', '', () => lab.attempt(lab.keeper.resume()));
    root.append(control);
    root.hidden = true;
    lab.keeper.open();
    return {
      update({ keeping: { status, iteration, saved } }) {
        root.hidden = status !== 'offered';
        if (root.hidden) return;
        write(control, t('keep.resumeAt', iteration));
        control.title = t('keep.offered', iteration, saved);
      },
    };
  },
};
