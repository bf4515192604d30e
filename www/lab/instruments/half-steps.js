/** One step of the critic, one of the generator; and which of them was the last. */

import { allow, button, make } from '../../ui/dom.js';
import { controlsStyle } from '../styles/controls.js';

/** What symbol of a text stands for who takes it. */
const SYMBOLS = { critic: 'f', generator: 'g' };
/** More are no longer told apart. */
const MOST_PIPS = 12;

/** @type {import('../instruments.js').Instrument} */
export const halfSteps = {
  name: 'half-steps',
  place: 'toolbar',
  styles: [controlsStyle],
  open(root, { lab, strings: { t } }) {
    const control = (
      /** @type {'critic' | 'generator'} */ half,
      /** @type {string} */ title,
      /** @type {() => Promise<unknown>} */ ask,
    ) => {
      const pips = make('span', { class: 'pips', 'aria-hidden': 'true' });
      const attributes = { title, 'data-marks': SYMBOLS[half] };
      const step = () => lab.attempt(ask());
      const made = button(`${half}-step`, t(`half.${half}`), step, attributes);
      made.append(pips);
      root.append(made);
      return { half, made, pips };
    };
    const controls = [
      control('critic', t('half.criticTitle'), () => lab.run.criticStep()),
      control('generator', t('half.generatorTitle'), () => lab.run.generatorStep()),
    ];
    /** @type {unknown[]} */
    let shown = [];
    return {
      update({ state, half, config }) {
        const now = [state, half, config];
        if (now.every((value, at) => value === shown[at])) return;
        shown = now;
        root.toggleAttribute('data-shows-halves', half !== null);
        const counts = { critic: config?.nCritic ?? 1, generator: 1 };
        for (const { half: name, made, pips } of controls) {
          allow(made, !['idle', 'loading', 'failed'].includes(state));
          // The critic's steps stay lit until the generator's has ended the iteration and the next is begun.
          const isDone = half?.half === 'generator' && name === 'critic';
          const done = half?.half === name ? half.step : isDone ? counts.critic : 0;
          showPips(pips, counts[name], half ? done : 0);
        }
      },
    };
  },
};

/**
 * @param {HTMLElement} root
 * @param {number} of
 * @param {number} done
 */
function showPips(root, of, done) {
  const count = of > MOST_PIPS ? 0 : of;
  while (root.childElementCount > count) root.lastChild?.remove();
  while (root.childElementCount < count) root.append(make('i'));
  [...root.children].forEach((pip, index) => pip.classList.toggle('done', index < done));
}
