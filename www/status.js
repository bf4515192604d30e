/** The numbers beside the lab, the state in words, and the table behind the chart. */

import { CURVES } from './chart.js';
import { decimals } from './numbers.js';
import { Painter } from './painter.js';
import { DEVICE_TITLES, megabytes, stateSentence, TEAM, whole } from './words.js';

/** @typedef {import('./run.js').Run} Run */
/** @typedef {import('./history.js').History} History */

const TABLE_MS = 1000;

export class Status {
  /**
   * @param {HTMLElement} lab
   * @param {Run} run
   * @param {History} history
   */
  constructor(lab, run, history) {
    /** @private */
    this.lab = lab;
    /** @private */
    this.run = run;
    /** @private */
    this.history = history;
    /** @private */
    this.tabledAt = -Infinity;
    /** @private @type {Record<string, HTMLElement>} */
    this.fields = {};
    for (const field of lab.querySelectorAll('[data-field]')) {
      const element = /** @type {HTMLElement} */ (field);
      this.fields[element.dataset.field ?? ''] = element;
    }
    /** @private */
    this.painter = new Painter(lab, () => this.draw());
  }

  /** State changes are told at once, numbers when it is their turn. */
  request() {
    const { run } = this;
    this.lab.dataset.state = run.state;
    const isHidden = run.pauses.has('hidden');
    this.write('state', stateSentence(run.state, { waitingFor: run.waitingFor, isHidden }));
    this.painter.request();
  }

  /** @private */
  draw() {
    const { run, lab } = this;
    lab.dataset.device = run.device;
    lab.dataset.workers = String(run.workers);
    lab.dataset.iteration = String(run.iteration);
    this.write('iteration', whole(run.iteration));
    const { perSecond } = run.speed;
    this.write('speed', perSecond === null ? '–' : decimals(perSecond));
    this.write('device', run.phase === 'idle' ? '–' : DEVICE_TITLES[run.device]);
    const isOnCpu = run.phase !== 'idle' && run.device !== 'webgpu';
    this.write('workers', isOnCpu ? `· ${TEAM.count(run.workers)}.` : '');
    this.write('reason', run.deviceReason);
    this.write('team', run.teamReason);
    this.write('memory', run.memory > 0 ? `${megabytes(run.memory)} MB` : '–');
    this.drawValues();
    this.drawBytes();
  }

  /** @private */
  drawValues() {
    const { last } = this.history;
    for (const name of /** @type {const} */ (['criticLoss', 'gap', 'penalty', 'slope'])) {
      this.write(name, last ? decimals(last[name]) : '–');
    }
    if (performance.now() - this.tabledAt < TABLE_MS) {
      if (this.run.state === 'running') return;
    }
    this.tabledAt = performance.now();
    this.write('table-iteration', whole(this.run.iteration));
    for (const { name } of CURVES) this.write(`table-${name}`, last ? decimals(last[name]) : '–');
  }

  /** @private */
  drawBytes() {
    const { loaded, total, isWhole } = this.run.bytes;
    const bar = /** @type {HTMLProgressElement} */ (this.fields['bar']);
    bar.max = total || 1;
    bar.value = loaded;
    bar.dataset.whole = String(isWhole);
    this.write('bytes', `${megabytes(loaded)} of ${megabytes(total)} MB`);
  }

  /**
   * Untouched where nothing changed, so that a live region says only what is new.
   * @private
   * @param {string} name
   * @param {string} text
   */
  write(name, text) {
    const field = this.fields[name];
    if (field.textContent !== text) field.textContent = text;
  }
}
