/** What instruments with curves have in common: when they ask for a drawing, and what they want measured. */

import { Curves } from './curves.js';

/** @typedef {import('../instruments.js').Bench} Bench */

/**
 * @param {HTMLElement} root
 * @param {Bench} bench
 * @param {Omit<import('./curves.js').Options, 'marks'>} options
 * @param {...import('../measurements.js').Kind} kinds
 */
export function openCurves(root, bench, options, ...kinds) {
  const { lab } = bench;
  const curves = new Curves(root, bench, { ...options, marks: () => lab.store.state.marks });
  const release = lab.measurements.want(...kinds);
  let revision = -1;
  /** @type {readonly string[]} */
  let lit = [];
  return {
    /** @param {import('../state.js').LabState} state */
    update(state) {
      if (state.revision !== revision) curves.request();
      ({ revision } = state);
      if (state.lit !== lit) curves.light(state.lit);
      ({ lit } = state);
    },
    scaleBy: (/** @type {boolean} */ isLog) => curves.scaleBy(isLog),
    dispose() {
      release();
      curves.dispose();
    },
  };
}
