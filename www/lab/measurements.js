/**
 * What a run is asked now and then of its distance and its quality, with the iterations of its own. It asks while
 * the run trains in the reader's sight, at growing intervals and for a small share of the time, and once more
 * where it stands still. One of each kind may be on its way: the worker answers in parts, between calls of `train`,
 * so that distances are not held up by a survey of hundreds of digits.
 */

import { SaidError, textOf } from '../load/errors.js';
import { classifierFile } from '../run/shared.js';
import { Rows } from '../ui/plots/history.js';

/** @typedef {import('../run/run.js').Run} Run */
/** @typedef {import('../protocol.js').TransportReport} TransportReport */
/** @typedef {import('../protocol.js').QualityReport} QualityReport */
/** @typedef {import('../protocol.js').NeighbourReport} NeighbourReport */
/** @typedef {'transport' | 'quality' | 'neighbours'} Kind */
/** @typedef {Kind | 'real'} Question */
/** @typedef {QualityReport & { iteration: number }} Quality */
/** @typedef {NeighbourReport & { iteration: number }} Near */
/**
 * The newest of each, null before there is one; `real` is what as many real digits have.
 * @typedef {{ transport: TransportReport | null, quality: Quality | null, real: QualityReport | null, neighbours: Near | null }} Measured
 */

/** @type {Measured} */
export const UNMEASURED = { transport: null, quality: null, real: null, neighbours: null };

/** How many digits, and the most that the question may take of the time. */
const DIGITS = { transport: 64, quality: 512, real: 512, neighbours: 128 };
const SHARES = { transport: 0.02, quality: 0.02, real: 0.005, neighbours: 0.02 };
/** Before, there are no digits to judge; and the first distances come undisturbed, since most happens then. */
const FROM = { transport: 1, quality: 200, real: 300, neighbours: 20 };
/** The first distances wait so many milliseconds, then twice as many, and so on. */
const WAIT_OF_FEW_MS = 250;
/** The first surveys may take more of the time, since digits become good while one that keeps to its share waits. */
const SHARE_OF_FEW = 0.08;
/** How long the first few wait at most, by how often they have been asked, and at what cost. */
const EARLY = {
  transport: { few: 4, most: (/** @type {number} */ times) => times * WAIT_OF_FEW_MS },
  quality: {
    few: 8,
    most: (/** @type {number} */ _, /** @type {number} */ cost) => waitOf(cost, SHARE_OF_FEW),
  },
};
const ALWAYS = { few: 0, most: () => Infinity };
/** Until what costs so much takes no more than its share of the time. @param {number} cost @param {number} share */
const waitOf = (cost, share) => cost * (1 / share - 1);
/** A question is answered in parts between calls of `train`, and is this part of its time at least. */
const LEAST_PART = 1 / 8;
/** From one to the next, in iterations: a share of what has been done, so that a curve is as fine everywhere. */
const LEAST_STEP = 5;
const GROWTH = 0.05;
/** Who steps from iteration to iteration is not held up. */
const STILL_MS = 300;
/** After a question that was refused; after as many in a row, so many times twice as long, and no longer than that. */
const PENALTY_MS = 5_000;
const MOST_PENALTY_MS = 600_000;
const AT_REST = ['reader', 'trouble'];

/** When a question is due again. */
class Pace {
  /**
   * @param {number} share
   * @param {number} from the iteration
   * @param {{ few: number, most: (times: number, cost: number) => number }} [early]
   */
  constructor(share, from, early = ALWAYS) {
    /** @private */
    this.early = early;
    /** @private */
    this.share = share;
    /** @private */
    this.times = 0;
    /** @private */
    this.dueAt = -Infinity;
    /** @private */
    this.dueFrom = from;
    /** @private */
    this.cost = Infinity;
    /** @private In a row. */
    this.refusals = 0;
    /** Where it was asked last. @type {number | null} */
    this.asked = null;
  }

  /**
   * @param {number} iteration
   * @param {number} now
   */
  isDue(iteration, now) {
    return iteration >= this.dueFrom && now >= this.dueAt;
  }

  /**
   * @param {number} iteration
   * @param {number} now
   * @param {number} ms that it took from the training
   */
  done(iteration, now, ms) {
    this.times += 1;
    this.refusals = 0;
    // A busy machine makes it seem dearer, so that the cheapest of late counts.
    this.cost = Math.min(ms, this.cost * 1.25);
    const { few, most } = this.early;
    const wait = waitOf(this.cost, this.share);
    this.dueAt = now + (this.times < few ? Math.min(wait, most(this.times, this.cost)) : wait);
    this.dueFrom = iteration + Math.max(LEAST_STEP, Math.ceil(iteration * GROWTH));
  }

  /** @param {number} now */
  failed(now) {
    this.dueAt = now + Math.min(PENALTY_MS * 2 ** this.refusals, MOST_PENALTY_MS);
    this.refusals += 1;
  }
}

/** In the order in which they are asked. */
const newPaces = () => ({
  transport: new Pace(SHARES.transport, FROM.transport, EARLY.transport),
  quality: new Pace(SHARES.quality, FROM.quality, EARLY.quality),
  real: new Pace(SHARES.real, FROM.real),
  neighbours: new Pace(SHARES.neighbours, FROM.neighbours, EARLY.quality),
});

export class Measurements {
  /**
   * @param {Pick<Run, 'state' | 'phase' | 'pauses' | 'iteration' | 'runId' | 'speed' | 'settings' | 'ask'>} run
   * @param {(measured: Measured) => void} changed
   * @param {(text: import('../strings/say.js').Text) => void} [lacking] what it cannot measure for want of a file
   */
  constructor(run, changed, lacking = () => {}) {
    /** @private */
    this.run = run;
    /** @private */
    this.lacking = lacking;
    /** @private */
    this.changed = changed;
    this.last = UNMEASURED;
    /** Whether a classifier belongs to its images. */
    this.judges = true;
    this.transport = new Rows(
      /** @type {const} */ ([
        'iteration',
        'exactDistance',
        'floor',
        'criticDistance',
        'nearestDistance',
        'gap',
        'steepest',
        'meanSlope',
        'largestSlope',
        'violations',
        'moveCosine',
      ]),
    );
    this.quality = new Rows(
      /** @type {const} */ (['iteration', 'frechet', 'score', 'coverage', 'kl', 'confidence']),
    );
    this.neighbours = new Rows(
      /** @type {const} */ (['iteration', 'nearest', 'realNearest', 'coverage', 'realCoverage']),
    );
    /** @private */
    this.paces = newPaces();
    /** @private @type {Map<symbol, Kind>} */
    this.wanted = new Map();
    /** @private On their way. @type {Set<Question>} */
    this.asking = new Set();
    /** @private @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /**
   * An instrument shows them: what nobody shows is not asked.
   * @param {...Kind} kinds
   * @returns {() => void} it no longer does
   */
  want(...kinds) {
    const wishes = kinds.map((kind) => [Symbol(kind), kind]);
    for (const [wish, kind] of wishes) {
      this.wanted.set(/** @type {symbol} */ (wish), /** @type {Kind} */ (kind));
    }
    this.consider();
    return () => {
      for (const [wish] of wishes) this.wanted.delete(/** @type {symbol} */ (wish));
    };
  }

  /** Asks what is due, whenever anything has happened. */
  consider() {
    clearTimeout(this.timer);
    if (this.wanted.size === 0) return;
    const { state, pauses } = this.run;
    if (state === 'running') return this.askAll((pace, at, now) => pace.isDue(at, now));
    if (!this.isAtRest || ![...pauses].every((reason) => AT_REST.includes(reason))) return;
    this.timer = setTimeout(
      () => this.askAll((pace, at) => this.isAtRest && pace.asked !== at),
      STILL_MS,
    );
  }

  /** One that sleeps has nobody to ask. @private */
  get isAtRest() {
    const { state, phase } = this.run;
    return state === 'paused' && phase === 'live';
  }

  /** @param {number} iteration where the run is again */
  rewind(iteration) {
    this.transport.rewind(iteration);
    this.quality.rewind(iteration);
    this.neighbours.rewind(iteration);
    this.paces = newPaces();
    this.last = { ...UNMEASURED, real: iteration === 0 ? null : this.last.real };
    this.changed(this.last);
  }

  dispose() {
    clearTimeout(this.timer);
    this.wanted.clear();
  }

  /** @private @param {(pace: Pace, iteration: number, now: number) => boolean} isDue */
  askAll(isDue) {
    const { iteration } = this.run;
    const now = performance.now();
    for (const question of this.questions()) {
      if (this.asking.has(question) || !isDue(this.paces[question], iteration, now)) continue;
      void this.ask(question);
    }
  }

  /** @private @returns {Question[]} what is shown, the most urgent first */
  questions() {
    const kinds = new Set(this.wanted.values());
    if (!this.judges) kinds.delete('quality');
    /** @type {Question[]} */
    const questions = [];
    if (kinds.has('transport')) questions.push('transport');
    if (kinds.has('neighbours')) questions.push('neighbours');
    // What does not change is asked once, beside the first to compare it with.
    if (kinds.has('quality')) questions.push('quality');
    if (kinds.has('quality') && this.last.quality && !this.last.real) questions.push('real');
    return questions;
  }

  /** @private @param {Question} question */
  async ask(question) {
    const { run } = this;
    const { runId, iteration } = run;
    const pace = this.paces[question];
    this.asking.add(question);
    pace.asked = iteration;
    const answer = await this.timed(question).catch((error) => {
      // A run that has ended, moved or run away has no distance; its notices say so.
      if (error instanceof SaidError) this.lacking(textOf(error));
      pace.failed(performance.now());
    });
    this.asking.delete(question);
    // Of a run that has begun again, or gone back, it tells nothing.
    if (answer && run.runId === runId && this.paces[question] === pace) {
      const { report, cost } = answer;
      pace.done('iteration' in report ? report.iteration : iteration, performance.now(), cost);
      this.keep(question, report);
    }
    this.consider();
  }

  /**
   * An answer, and the milliseconds that it took from the training.
   * @private
   * @param {Question} question
   */
  async timed(question) {
    const { run } = this;
    // On its way for the first time; the training does not wait for it.
    const isJudged = question === 'quality' || question === 'real';
    const classifier = isJudged ? await classifierFile(run.settings.data) : null;
    const begun = performance.now();
    const each = run.speed.msPerIteration ?? 0;
    const from = run.iteration;
    const report = await this.answerTo(question, classifier);
    const ms = performance.now() - begun;
    // The run has trained meanwhile, which is no cost; what others took is counted, so that it errs on the dear side.
    const cost = Math.max(ms - (run.iteration - from) * each, ms * LEAST_PART);
    return { report, cost };
  }

  /**
   * @private
   * @param {Question} question
   * @param {Blob | null} classifier null where there is nothing to judge
   * @returns {Promise<TransportReport | Quality | QualityReport | Near>}
   */
  answerTo(question, classifier) {
    const count = DIGITS[question];
    if (question === 'neighbours') return this.run.ask('neighbours', { count });
    if (!classifier) return this.run.ask('measure', { count });
    return this.run.ask(question === 'real' ? 'realQuality' : 'quality', { count, classifier });
  }

  /**
   * @private
   * @param {Question} question
   * @param {TransportReport | Quality | QualityReport | Near} report
   */
  keep(question, report) {
    if (question === 'transport') this.transport.put(/** @type {TransportReport} */ (report));
    if (question === 'neighbours') this.neighbours.put(/** @type {Near} */ (report));
    if (question === 'quality') this.quality.put(/** @type {Quality} */ (report));
    this.last = { ...this.last, [question]: report };
    this.changed(this.last);
  }
}
