/** The lab's buttons, the seed and the device menu. */

import { KEYS, writeSettings } from './settings.js';

/** @typedef {import('./run.js').Run} Run */

/**
 * @template {Element} T
 * @param {HTMLElement} lab
 * @param {string} name
 * @param {new () => T} type
 * @returns {T}
 */
function control(lab, name, type) {
  const element = lab.querySelector(`[data-control=${name}]`);
  if (!(element instanceof type)) throw new Error(`the page lacks its control "${name}"`);
  return element;
}

export class Controls {
  /**
   * @param {HTMLElement} lab
   * @param {Run} run
   */
  constructor(lab, run) {
    /** @private */
    this.run = run;
    /** @private */
    this.runButton = control(lab, 'run', HTMLButtonElement);
    /** @private */
    this.stepButton = control(lab, 'step', HTMLButtonElement);
    /** @private */
    this.resetButton = control(lab, 'reset', HTMLButtonElement);
    /** @private */
    this.seed = control(lab, 'seed', HTMLInputElement);
    /** @private */
    this.device = control(lab, 'device', HTMLSelectElement);
    this.seed.value = String(run.settings.seed);
    this.device.value = run.settings.device;

    this.runButton.addEventListener('click', () => this.toggle());
    this.stepButton.addEventListener('click', () => run.step());
    this.resetButton.addEventListener('click', () => run.reset());
    control(lab, 'dice', HTMLButtonElement).addEventListener('click', () => this.throwDice());
    this.seed.addEventListener('change', () => this.takeSeed());
    this.device.addEventListener('change', () => this.takeDevice());
  }

  /** Follows the run. */
  request() {
    const { state, pauses } = this.run;
    const stands = state === 'idle' || pauses.has('reader') || pauses.has('trouble');
    this.runButton.dataset.shows = stands ? 'run' : 'pause';
    this.runButton.disabled = state === 'failed';
    this.resetButton.disabled = state === 'idle';
    this.stepButton.disabled = state === 'idle' || state === 'loading' || state === 'failed';
  }

  /** @private */
  toggle() {
    if (this.run.state === 'idle') this.run.start();
    else if (this.runButton.dataset.shows === 'run') this.run.resume('reader');
    else this.run.pause('reader');
  }

  /** @private */
  throwDice() {
    this.seed.value = String(Math.floor(Math.random() * 1e6));
    this.takeSeed();
  }

  /**
   * A seed that cannot be one is answered by the box itself, and the run keeps its own.
   * @private
   */
  takeSeed() {
    const seed = KEYS.seed.parse(this.seed.value.trim());
    this.seed.setCustomValidity(seed === undefined ? `The seed is ${KEYS.seed.allowed}.` : '');
    if (seed === undefined) {
      this.seed.reportValidity();
      return;
    }
    writeSettings({ seed, workers: this.run.settings.workers });
    this.run.reseed(seed);
  }

  /** @private */
  takeDevice() {
    const device = KEYS.device.parse(this.device.value) ?? KEYS.device.fallback;
    const { preset, workers } = this.run.settings;
    writeSettings({ device, preset, workers });
    this.run.choose(device);
  }
}
