/**
 * Iterations of a team. In each step every replica computes the gradients of its portion of the batch; the
 * leader sums them in the order of the replicas, the very same sum goes to all, and all move alike.
 */

/** @typedef {import('../protocol.js').Half} Half */
/** @typedef {import('../protocol.js').StepReport} StepReport */
/** @typedef {import('../protocol.js').Trainer} Trainer */
/** @typedef {(parts: Float32Array[]) => Float32Array} SumOf what all replicas have computed, in their order */

/** A follower computes as much as the leader: it has that much longer, or ten seconds. */
const PATIENCE = 20;
const LEAST_PATIENCE_MS = 10_000;

export class Exchange {
  /**
   * @param {import('./team.js').Team} team
   * @param {Trainer} trainer the leader's
   * @param {SumOf} sumOf
   */
  constructor(team, trainer, sumOf) {
    /** @private */
    this.team = team;
    /** @private */
    this.trainer = trainer;
    /** @private */
    this.sumOf = sumOf;
  }

  /**
   * @param {number} iterations
   * @returns {Promise<StepReport[]>}
   */
  async train(iterations) {
    const { nCritic } = this.trainer.config;
    const reports = [];
    await this.ask('critic');
    for (let left = iterations; left > 0; left--) {
      for (let step = 1; step < nCritic; step++) await this.stepCritic('critic');
      const critic = await this.stepCritic('generator');
      const { generatorLoss } = await this.stepGenerator(left > 1 ? 'critic' : null);
      reports.push({ iteration: this.trainer.iteration, ...critic, generatorLoss });
    }
    return reports;
  }

  /** @private @param {Half} next */
  async stepCritic(next) {
    const sum = await this.sum('critic', () => this.trainer.criticPart());
    return this.take('critic', sum, next, (total) => this.trainer.takeCritic(total));
  }

  /** @private @param {Half | null} next */
  async stepGenerator(next) {
    const sum = await this.sum('generator', () => this.trainer.generatorPart());
    return this.take('generator', sum, next, (total) => this.trainer.takeGenerator(total));
  }

  /**
   * What was asked for of the followers, and the leader's own, summed. Nothing has moved yet, so that where
   * somebody leaves meanwhile, the others compute all rows of the batch once more.
   * @private
   * @param {Half} half
   * @param {() => Promise<Float32Array>} compute
   */
  async sum(half, compute) {
    for (;;) {
      const begun = performance.now();
      const own = await compute();
      const patience = Math.max(LEAST_PATIENCE_MS, PATIENCE * (performance.now() - begun));
      const { members } = this.team;
      for (const member of members) member.expect(patience);
      const parts = await Promise.all(members.map(({ part }) => part));
      if (!this.team.isStale) return this.sumOf(/** @type {Float32Array[]} */ ([own, ...parts]));
      await this.ask(half);
    }
  }

  /**
   * Hands the sum out, asks for what comes next, and only then moves the leader: the followers are at work
   * meanwhile.
   * @private
   * @template T
   * @param {Half} half
   * @param {Float32Array} sum
   * @param {Half | null} next
   * @param {(sum: Float32Array) => Promise<T>} move
   */
  async take(half, sum, next, move) {
    for (const member of this.team.members) member.take(half, sum);
    const moved = move(sum);
    if (next) await this.ask(next);
    return moved;
  }

  /**
   * @private
   * @param {Half} half
   */
  async ask(half) {
    while (this.team.isStale) await this.team.split();
    for (const member of this.team.members) member.ask(half);
  }
}
