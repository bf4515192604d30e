/** Half-steps, each with its name: asked for one by one, or in slow motion. */

/** @typedef {import('../protocol.js').CriticReport} CriticReport */

/** Of a generator that steps before any critic has. */
const UNKNOWN = { criticLoss: NaN, gap: NaN, penalty: NaN, slope: NaN };

export class SlowMotion {
  /** @param {import('./session.js').Session} session */
  constructor(session) {
    /** @private */
    this.session = session;
    /** Milliseconds after each half-step; null: flat out. @type {number | null} */
    this.delay = null;
    /** @private Critic steps of this iteration. */
    this.criticSteps = 0;
    /** @private Training time of this iteration. */
    this.ms = 0;
    /** @private @type {CriticReport} */
    this.last = UNKNOWN;
    /** @private */
    this.dueAt = -Infinity;
  }

  /** Milliseconds before the next half-step is due. */
  get rest() {
    return Math.max(0, this.dueAt - performance.now());
  }

  /** Whether an iteration is begun. */
  get isMidway() {
    return this.criticSteps > 0;
  }

  /** @param {number | null} delay */
  pace(delay) {
    this.delay = delay;
    this.dueAt = -Infinity;
  }

  /**
   * An iteration begins.
   * @param {CriticReport} [last] what was measured before it
   */
  begin(last = UNKNOWN) {
    this.criticSteps = 0;
    this.ms = 0;
    this.last = last;
  }

  /** The next half-step. */
  async advance() {
    const { nCritic, order } = this.session.trainer.config;
    // There the halves are not what an iteration makes of them, so that it is shown whole.
    if (order === 'generatorFirst') await this.stepBoth();
    else await (this.criticSteps < nCritic ? this.stepCritic() : this.stepGenerator());
    this.dueAt = performance.now() + (this.delay ?? 0);
  }

  async stepCritic() {
    const begun = performance.now();
    const report = await this.session.alone((trainer) => trainer.criticStep());
    this.last = report;
    this.criticSteps += 1;
    this.ms += performance.now() - begun;
    this.tell('critic', this.criticSteps);
    this.session.stopIfRanAway([report]);
    return report;
  }

  async stepGenerator() {
    const begun = performance.now();
    const report = await this.session.alone((trainer) => trainer.generatorStep());
    const { iteration } = this.session.trainer;
    const ms = this.ms + performance.now() - begun;
    const critic = this.last;
    this.tell('generator', 1);
    this.begin(critic);
    // What was measured last may be of a whole iteration, with its number.
    this.session.tell([{ ...critic, ...report, iteration }], ms, 1);
    this.session.stopIfRanAway([report]);
    return report;
  }

  /** @private */
  async stepBoth() {
    const begun = performance.now();
    const reports = await this.session.alone((trainer) => trainer.train(1));
    this.session.tell(reports, performance.now() - begun, 1);
    this.session.stopIfRanAway(reports);
  }

  /**
   * @private
   * @param {import('../protocol.js').Half} half
   * @param {number} step
   */
  tell(half, step) {
    const { runId, trainer } = this.session;
    const { iteration } = trainer;
    const of = trainer.config.nCritic;
    this.session.post({ type: 'half', runId, iteration, half, step, of });
  }
}
