/**
 * Nothing is waited for in silence: after ten seconds in which nothing has come it is said what is waited for, and after
 * longer it is given up. Seconds are counted, and not the clock read, so that a machine that slept accuses nobody.
 */

import { say } from '../strings/say.js';
import { isOnTheWay } from './run-state.js';

/** @typedef {import('../strings/say.js').Text} Text */
/** @typedef {import('./run-state.js').RunState} RunState */
/** @typedef {'still.files' | 'still.begin' | 'still.gpu' | 'still.moving' | 'still.team' | 'still.worker' | 'still.answer'} What */
/** @typedef {{ what: What, most: number }} Wait `most` seconds of silence, where nobody else has a limit for it */

const TICK_MS = 1_000;
/** Seconds until it is said. */
export const SOON = 10;
/** Files that stall are given up after two minutes by those who fetch them, and compilers by the supply. */
const MOST = 180;
/** A call of the worker that took long may take so many times as long. */
const PATIENCE = 20;

/**
 * What a run waits for, if it does.
 * @param {RunState} run
 * @param {{ isSupplied: boolean, questions: number, slowest: number }} around whether its worker has its module,
 *   questions to it that are open, and the milliseconds of its longest call
 * @returns {Wait | null}
 */
export function awaited(run, { isSupplied, questions, slowest }) {
  const { phase, until, iteration, owed, pauses } = run;
  if (phase === 'idle' || phase === 'asleep' || phase === 'failed') return null;
  if (run.probing?.purpose === 'begin') return { what: 'still.gpu', most: Infinity };
  if (phase === 'opening') return { what: isSupplied ? 'still.begin' : 'still.files', most: MOST };
  // Both have deadlines of their own.
  if (isOnTheWay(run)) return { what: 'still.moving', most: Infinity };
  const isAhead = until !== null && iteration >= until;
  const isAsked = owed.length > 0 || (pauses.size === 0 && !isAhead);
  if (isAsked && run.awaitsTeam) return { what: 'still.team', most: Infinity };
  if (isAsked && run.waitingFor !== null) return { what: 'still.files', most: MOST };
  if (!isAsked && questions === 0) return null;
  const most = Math.max(MOST, (PATIENCE * slowest) / 1000);
  return { what: isAsked ? 'still.worker' : 'still.answer', most };
}

/** What a run that trains says beside what it trains: that gets it no further. */
const ASIDE = ['sample', 'checkpoint', 'answer', 'refusal', 'trial'];

export class Stillness {
  /**
   * @param {object} hooks
   * @param {() => Wait | null} hooks.awaits
   * @param {() => void} hooks.changed there is something else to say
   * @param {() => void} hooks.passed a second
   * @param {() => void} hooks.over nothing has come for longer than it may take
   */
  constructor({ awaits, changed, passed, over }) {
    /** @private */
    this.awaits = awaits;
    /** @private */
    this.changed = changed;
    /** @private */
    this.passed = passed;
    /** @private */
    this.over = over;
    /** @private */
    this.seconds = 0;
    /** @private @type {What | null} */
    this.what = null;
    /** @private @type {ReturnType<typeof setInterval> | undefined} */
    this.timer = undefined;
    /** Whether it is a worker that has said nothing for so long, and nothing since, whatever it is asked. */
    this.isOfWorker = false;
  }

  /** What there is to say. @returns {Text} */
  get text() {
    return this.what && this.seconds >= SOON ? say(this.what) : '';
  }

  /** Something has come. @param {string} [type] of the event, where a worker has said it */
  heard(type = '') {
    if (this.what === 'still.worker' && ASIDE.includes(type)) return;
    this.isOfWorker = false;
    this.begin();
  }

  /** @private Its seconds are counted from now on. */
  begin() {
    const wasSaid = this.seconds >= SOON;
    this.seconds = 0;
    if (wasSaid) this.changed();
  }

  /** It may be that something else is waited for, or nothing. */
  look() {
    const what = this.awaits()?.what ?? null;
    if (what !== this.what) this.begin();
    this.what = what;
    if (what === null) {
      clearInterval(this.timer);
      this.timer = undefined;
    } else this.timer ??= setInterval(() => this.tick(), TICK_MS);
  }

  /** @private */
  say() {
    this.isOfWorker ||= this.what === 'still.worker' || this.what === 'still.answer';
    this.changed();
  }

  /** @private */
  tick() {
    const wait = this.awaits();
    this.seconds += 1;
    this.passed();
    if (this.seconds === SOON) this.say();
    if (!wait || this.seconds <= wait.most) return;
    this.heard();
    this.over();
  }
}
