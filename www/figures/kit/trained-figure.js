/**
 * A figure in which critics are trained on minibatches of images, for as long as the reader wants it and sees it. What it
 * is made of is loaded when that is first so, and made anew where images, count, seed or what else it goes by are others.
 */

import { compiledModule } from '../../run/shared.js';
import { Figure } from './figure.js';
import { firstDigits } from './first-digits.js';
import { Sight } from './sight.js';
import { startsByItself } from './training.js';

/** @typedef {import('./first-digits.js').FirstDigits} FirstDigits */
/** @typedef {{ part: (name: 'digits' | 'module') => import('../../run/shared.js').OnProgress, hide: () => void }} Progress */

const DRAW_EVERY_MS = 250;

/** @template {{ close: () => void }} Trained what is trained, in a worker */
export class TrainedFigure extends Figure {
  /** Whether it is to train. @protected */
  isWanted = false;
  /** Raised by a reset. @private */
  era = 0;
  /** @protected @type {Trained | null} */
  trained = null;
  /** What that is made of. @private */
  trainedKey = '';
  /** @private */
  drawnAt = -Infinity;
  /** @protected */
  sight = /** @type {Sight} */ (/** @type {unknown} */ (null));

  /** At the end of what builds it. @protected */
  watchSight() {
    this.sight = new Sight(this, () => this.redraw());
  }

  /** @override @protected */
  async update() {
    try {
      if (this.trainedKey !== this.key) await this.begin();
      this.drawNow();
      while (this.mayGoOn) {
        await this.train();
        if (performance.now() - this.drawnAt > DRAW_EVERY_MS) this.drawNow();
      }
      this.drawNow();
    } catch (error) {
      // Another try begins with other minibatches.
      this.end();
      throw error;
    }
  }

  /** @override @protected A press is answered at once, while critics train. */
  changed() {
    super.changed();
    if (this.isConnected) this.drawNow();
  }

  /** @override */
  reset() {
    this.era += 1;
    this.isWanted = startsByItself();
    super.reset();
  }

  /** @override @protected */
  dispose() {
    this.sight.dispose();
    this.end();
  }

  /** @protected */
  get isRunning() {
    return this.isWanted && !this.isDone;
  }

  /** Runs, or rests; where all is done it goes on for as long again. @protected */
  toggle() {
    const isAtRest = !this.isRunning;
    if (this.trained && this.isDone) this.extend(this.trained);
    this.isWanted = isAtRest;
    this.changed();
  }

  /** @protected */
  get wholeSeed() {
    return Math.floor(Number(this.value('seed')));
  }

  /** @private */
  get key() {
    const { wholeSeed, era } = this;
    return JSON.stringify([this.value('data'), this.value('count'), wholeSeed, this.others, era]);
  }

  /** @private */
  get mayGoOn() {
    const isOurs = this.trainedKey === this.key && this.isConnected;
    return isOurs && this.trained !== null && this.sight.isSeen && this.isRunning;
  }

  /** @private */
  async begin() {
    const isLoaded = this.trained !== null;
    if (!isLoaded && !(this.isWanted && this.sight.isSeen)) return;
    this.end();
    // What is set while they are on their way is another key's.
    const { key, progress } = this;
    const open = this.opener();
    const trained = await this.load(open).finally(() => progress.hide());
    // Nobody would close it.
    if (progress !== this.progress || !this.isConnected) return trained.close();
    this.trained = trained;
    this.trainedKey = key;
    this.begun(trained);
  }

  /** @private @param {(first: FirstDigits) => Promise<Trained>} open @returns {Promise<Trained>} */
  async load(open) {
    const part = (/** @type {'digits' | 'module'} */ name) => {
      const show = this.progress.part(name);
      return (/** @type {number} */ loaded, /** @type {number | null} */ total) => {
        show(loaded, total);
        this.goesOn();
      };
    };
    const [first] = await Promise.all([
      firstDigits(String(this.value('data')), this.needed, part('digits')),
      compiledModule('cpu', part('module')),
    ]);
    return open(first);
  }

  /** @private */
  end() {
    this.trained?.close();
    this.trained = null;
    this.trainedKey = '';
  }

  /** @private */
  drawNow() {
    this.goesOn();
    this.drawnAt = performance.now();
    this.draw();
    this.dataset.state = this.isRunning ? 'running' : 'paused';
    this.picture?.setAttribute('aria-label', this.describe());
  }

  // What each such figure says of itself.

  /** Parameters by which it is made, beside images, count and seed. @protected @returns {unknown[]} */
  get others() {
    return [];
  }

  /** How many images it needs. @protected @returns {number} */
  get needed() {
    return Number(this.value('count'));
  }

  /** What tells how much has come. @protected @returns {Progress} */
  get progress() {
    throw new Error(`${this.localName} has nothing that tells what is loaded`);
  }

  /** What opens what is trained, by the parameters of now. @protected @returns {(first: FirstDigits) => Promise<Trained>} */
  opener() {
    throw new Error(`${this.localName} trains nothing`);
  }

  /** @protected @param {Trained} _trained has been opened */
  begun(_trained) {}

  /** Nothing is left to do. @protected @returns {boolean} */
  get isDone() {
    return false;
  }

  /** Has more to do. @protected @param {Trained} _trained */
  extend(_trained) {}

  /** Some steps of one of them. @protected @returns {Promise<void>} */
  async train() {}

  /** @protected */
  draw() {}
}
