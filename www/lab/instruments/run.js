/** Run and pause, one iteration, reset. */

import { allow, button } from '../../ui/dom.js';
import { awaitsReader } from '../state.js';

/** @type {import('../instruments.js').Instrument} */
export const run = {
  name: 'run',
  place: 'toolbar',
  open(root, { lab, strings: { t } }) {
    const toggle = button('run', t('run.run'), () => lab.toggle(), { class: 'primary' });
    const step = button('step', t('run.step'), () => lab.attempt(lab.step()), {
      title: t('run.stepTitle'),
      'aria-keyshortcuts': 'ArrowRight',
    });
    const reset = button('reset', t('run.reset'), () => lab.run.reset(), {
      title: t('run.resetTitle'),
    });
    toggle.setAttribute('aria-keyshortcuts', 'Space');
    toggle.title = t('lab.keys');
    root.append(toggle, step, reset);
    return {
      update(state) {
        const isRun = awaitsReader(state);
        if ((toggle.dataset.shows === 'run') !== isRun || !toggle.dataset.shows) {
          toggle.dataset.shows = isRun ? 'run' : 'pause';
          toggle.textContent = t(isRun ? 'run.run' : 'run.pause');
        }
        allow(reset, state.state !== 'idle');
        allow(step, !['idle', 'loading', 'failed'].includes(state.state));
      },
    };
  },
};
