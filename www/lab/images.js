/** Which images a lab learns: what their set says of itself, and how another set is taken. */

import { classesOf } from '../load/manifest.js';
import { MNIST } from '../load/sets.js';
import { manifest } from '../run/shared.js';
import { DIGIT_CLASSES } from '../shape.js';

/** @typedef {import('../load/manifest.js').Manifest} Manifest */

export class LabImages {
  /** @param {import('./lab.js').Lab} lab */
  constructor(lab) {
    /** @private */
    this.lab = lab;
    /** Whose they are, what they are called, who judges them; null until that is known. @type {Manifest | null} */
    this.set = null;
    /** Those that are on their way, since the reader has chosen them. @type {string | null} */
    this.pending = null;
    /** Told when that is known and a view has not known it before: of digits it is known from the first. */
    this.learnt = () => {};
    this.begin();
  }

  /** They are others now, of which nothing is known yet. */
  begin() {
    this.set = null;
    this.lab.measurements.judges = this.lab.settings.data === MNIST;
  }

  /** How many classes of images there are. */
  get classes() {
    return this.set ? classesOf(this.set) : DIGIT_CLASSES;
  }

  /** What a label says; nothing where images are of one class. @param {number} label */
  classOf(label) {
    if (!this.set) return String(label);
    return this.set.labels[label] ?? '–';
  }

  /** Asks what the set says of itself. Where it cannot be had, the run says so. */
  open() {
    const { lab } = this;
    const { data } = lab.settings;
    manifest(data).then(
      (set) => {
        if (lab.isClosed || lab.settings.data !== data || this.set === set) return;
        this.set = set;
        lab.measurements.judges = set.classifier !== null;
        if (data !== MNIST) this.learnt();
      },
      () => {},
    );
  }

  /**
   * Trains on these from iteration 0; where they cannot be had, the run goes on with those that it has.
   * @param {string} data their name
   */
  async take(data) {
    const { lab } = this;
    this.pending = data;
    const set = await manifest(data).finally(() => (this.pending = null));
    if (lab.isClosed) return;
    const isSame = data === lab.settings.data;
    lab.adopt({ ...lab.settings, data });
    // The reader's own may be others under the same name.
    if (isSame && !lab.isIdle) lab.run.reset(true);
    if (isSame) this.begin();
    this.set = set;
    lab.measurements.judges = set.classifier !== null;
    this.learnt();
  }
}
