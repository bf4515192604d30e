/** Real digits under the fakes, on request. They are drawn of the run's seed, once a run. */

import { make } from '../../ui/dom.js';
import { FittedSheet } from './fitted-sheet.js';

const ROWS = 2;

/** @typedef {import('../state.js').LabState} LabState */

export class Reals {
  /**
   * @param {HTMLElement} root
   * @param {import('../instruments.js').Bench} bench
   */
  constructor(root, bench) {
    /** @private */
    this.root = root;
    /** @private */
    this.bench = bench;
    /** @private @type {FittedSheet | null} */
    this.sheet = null;
    /** @private The seed that those shown are of, or are asked for. @type {number | null} */
    this.seed = null;
    /** @private */
    this.hasArrived = false;
    root.hidden = true;
    if (this.isShown) this.toggle(true);
  }

  get isShown() {
    return this.bench.lab.looks.hasReals;
  }

  get canvas() {
    return this.isShown && this.hasArrived ? (this.sheet?.canvas ?? null) : null;
  }

  /** @param {boolean} isShown */
  toggle(isShown) {
    this.bench.lab.looks.hasReals = isShown;
    this.root.hidden = !isShown;
    if (isShown && !this.sheet) this.build();
    this.update(this.bench.lab.store.state);
  }

  /** @param {LabState} state */
  update({ state, settings: { seed } }) {
    const isThere = state === 'running' || state === 'paused' || state === 'waiting';
    if (this.isShown && isThere && seed !== this.seed) this.bench.lab.attempt(this.ask(seed));
  }

  dispose() {
    this.sheet?.dispose();
  }

  /** @private */
  build() {
    const { theme, strings } = this.bench;
    const frame = make('div', { class: 'frame' });
    this.root.append(
      frame,
      make('p', { class: 'note' }, make('strong', { class: 'real' }, strings.t('reals.caption'))),
    );
    const text = strings.t('reals.empty');
    this.sheet = new FittedSheet(frame, theme, {
      kind: 'real',
      columns: this.bench.lab.settings.grid,
      rows: ROWS,
      text,
    });
  }

  /** @private @param {number} seed */
  async ask(seed) {
    this.seed = seed;
    try {
      const count = this.bench.lab.settings.grid * ROWS;
      const { images, labels } = await this.bench.lab.run.ask('reals', { count, seed });
      if (this.seed !== seed) return;
      this.hasArrived = true;
      const { images: set } = this.bench.lab;
      const classes = Array.from(labels, (label) => set.classOf(label));
      this.sheet?.show(images, this.bench.strings.t('reals.text', classes));
    } catch (error) {
      // The run that was asked is no more; the next one is asked again.
      if (/** @type {Error} */ (error).name === 'EndedError' && this.seed === seed)
        this.seed = null;
      throw error;
    }
  }
}
