/** One run inside a worker: trains a call at a time and posts what came of it. */

import { GRID_COUNT } from './protocol.js';
import { typed } from './errors.js';
import { Pace, SideJob } from './pacing.js';

/** @typedef {import('./protocol.js').Trainer} Trainer */
/** @typedef {import('./protocol.js').RunEvent} RunEvent */
/** @typedef {import('./protocol.js').Occasion} Occasion */
/** @typedef {(event: RunEvent, transfer?: Transferable[]) => void} Post */

export class Session {
  /**
   * @param {number} runId
   * @param {Trainer} trainer
   * @param {import('./team.js').Team} team which it leads
   * @param {{ post: Post, memory: () => number }} surroundings
   */
  constructor(runId, trainer, team, { post, memory }) {
    this.runId = runId;
    /** @private */
    this.trainer = trainer;
    /** @private */
    this.team = team;
    team.lead(trainer);
    /** @private */
    this.post = post;
    /** @private */
    this.memory = memory;
    /** @private */
    this.seed = trainer.config.seed;
    /** @private */
    this.pace = new Pace();
    /** @private */
    this.drawing = new SideJob(250, 0.2);
    /** @private */
    this.saving = new SideJob(20_000, 0.05);
    this.saving.postpone();
    this.isRunning = false;
    /** Iterations asked for one by one. */
    this.owed = 0;
    /** @private The shard the run stands still for. @type {string | null} */
    this.waitingFor = null;
    /** @private */
    this.drawnAt = -1;
  }

  /** Whether there is anything to do right now. */
  get isBusy() {
    return this.isRunning || this.owed > 0 || this.drawnAt !== this.trainer.iteration;
  }

  /** True while the run stands still for a shard, or for a follower. */
  get isWaiting() {
    return this.waitingFor !== null || this.team.isAwaited;
  }

  /** One turn: at most one call of `train`, then the grid and the autosave where they are due. */
  async turn() {
    const isStopped = !this.isRunning && this.owed === 0;
    if (!isStopped) await this.train();
    const stands = isStopped || this.isWaiting || (!this.isRunning && this.owed === 0);
    if (stands ? this.drawnAt !== this.trainer.iteration : this.drawing.isDue) await this.draw();
    if (this.saving.isDue && this.isRunning) await this.saving.run(() => this.save('autosave'));
  }

  pause() {
    this.isRunning = false;
    this.owed = 0;
    this.announceWaiting(null);
  }

  /** @param {Occasion} occasion */
  async save(occasion) {
    const bytes = await this.trainer.save().catch((error) => {
      throw typed(error, 'checkpoint');
    });
    const { runId } = this;
    const { iteration } = this.trainer;
    this.post({ type: 'checkpoint', runId, iteration, occasion, bytes }, [bytes.buffer]);
  }

  close() {
    this.trainer.close();
  }

  /** @private */
  async train() {
    const { team } = this;
    await team.form();
    if (team.isAwaited) return;
    const wanted = this.owed > 0 ? 1 : this.pace.iterations;
    const iterations = Math.min(wanted, team.room(this.trainer.iteration));
    this.announceWaiting(iterations === 0 ? (team.lacking?.file ?? null) : null);
    if (iterations === 0) return;

    const workers = team.size;
    const begun = performance.now();
    const reports = await (workers === 1 ? this.trainer : team).train(iterations);
    const ms = performance.now() - begun;
    this.pace.learn(iterations, ms);
    this.owed = Math.max(0, this.owed - iterations);
    const { runId } = this;
    const memory = this.memory() + team.memory;
    this.post({ type: 'steps', runId, reports, ms, memory, workers });
    this.stopIfRanAway(reports);
  }

  /**
   * @private
   * @param {import('./protocol.js').StepReport[]} reports
   */
  stopIfRanAway(reports) {
    const away = reports.find(({ criticLoss }) => !Number.isFinite(criticLoss));
    if (!away) return;
    this.pause();
    this.post({ type: 'ran-away', runId: this.runId, iteration: away.iteration });
  }

  /** @private */
  async draw() {
    const { iteration } = this.trainer;
    const latents = { count: GRID_COUNT, seed: this.seed };
    this.drawnAt = iteration;
    const images = await this.drawing.run(() => this.trainer.sample(latents));
    this.post({ type: 'sample', runId: this.runId, iteration, images }, [images.buffer]);
  }

  /**
   * @private
   * @param {string | null} file
   */
  announceWaiting(file) {
    if (file === this.waitingFor) return;
    this.waitingFor = file;
    this.post({ type: 'waiting', runId: this.runId, file });
  }
}
