/**
 * What is around `transition`: workers, promises and clocks. What workers say becomes an event, and what the transition
 * orders is done. Beside it are the team, the trial of a device and the open questions.
 */

import { named } from '../load/errors.js';
import { firstRun, wishOf } from './run-state.js';
import { Questions } from '../asking/questions.js';
import { Speed } from './speed.js';
import { awaited, Stillness } from './stillness.js';
import { Team } from './team.js';
import { transition } from './transition.js';
import { Trials } from './trials.js';

/** @typedef {import('../protocol.js').RunEvent} RunEvent */
/** @typedef {import('../protocol.js').StepReport} StepReport */
/** @typedef {import('../strings/say.js').Text} Text */
/** @typedef {import('./settings.js').Settings} Settings */
/** @typedef {import('./surroundings.js').Surroundings} Surroundings */
/** @typedef {import('./run-events.js').Command} Command */
/** @typedef {import('./run-events.js').Event} Event */
/** @typedef {import('./worker-handle.js').WorkerHandle} WorkerHandle */

/** Answers come between two calls of the worker, but those that wait for digits as well. */
const ANSWER_SECONDS = 180;

/**
 * @typedef {object} Listener
 * @property {() => void} changed state, device, progress: read them from the run
 * @property {(reports: StepReport[]) => void} stepped
 * @property {(images: Uint8Array, iteration: number) => void} sampled
 * @property {(iteration: number) => void} rewound the run goes on from this iteration; later ones are void
 * @property {(iteration: number, text: Text, isOwn: boolean) => void} marked `isOwn` by the reader's own doing
 * @property {(text: Text) => void} noticed
 * @property {(kind: import('../protocol.js').ErrorKind, message: Text) => void} failed
 * @property {(checkpoint: { iteration: number, bytes: Uint8Array }) => void} saved the newest
 * @property {(half: import('../protocol.js').HalfEvent) => void} halved a half-step was done
 */

export class Core {
  /**
   * @param {Settings} settings
   * @param {Listener} listener
   * @param {Surroundings} surroundings
   */
  constructor(settings, listener, surroundings) {
    /** @private */
    this.listener = listener;
    /** @private */
    this.surroundings = surroundings;
    /** What it is; `transition` alone makes it anew. */
    this.now = firstRun(settings);
    /** @private @type {Event[]} */
    this.events = [];
    /** @private */
    this.isHappening = false;
    /** @private Workers that were not hired for the run but take it. */
    this.offered = 0;
    /** By the numbers that the state has. @type {Map<number, WorkerHandle>} */
    this.handles = new Map();
    /** @private What its worker was told last that it should be. */
    this.told = '';
    /** @private */
    this.timer = /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined);
    /** Open ones to its worker. */
    this.questions = new Questions();
    this.memory = 0;
    this.speed = new Speed();
    /** @private The milliseconds of the longest call of its worker. */
    this.slowest = 0;
    this.stillness = new Stillness({
      awaits: () => this.awaited(),
      changed: () => listener.changed(),
      passed: () => this.questions.pass(ANSWER_SECONDS, (id) => !this.isStep(id)),
      over: () => this.happen({ type: 'silent', worker: /** @type {number} */ (this.now.worker) }),
    });
    const core = this;
    this.team = new Team(
      {
        get now() {
          return core.now;
        },
        get speed() {
          return core.speed;
        },
        set speed(speed) {
          core.speed = speed;
        },
        get isTimingGpu() {
          return core.trials.isUnderWay;
        },
        post: (command, transfer) => core.handle?.post(command, transfer),
        awaits: (isAwaited) => core.happen({ type: 'team', isAwaited }),
        notice: (text) => listener.noticed(text),
      },
      surroundings,
    );
    this.trials = new Trials(
      {
        get now() {
          return core.now;
        },
        get bestCpu() {
          return core.team.best;
        },
        save: () => core.requestSave('trial'),
        explain: (reason) => core.happen({ type: 'explain', reason }),
        offer: (handle, reason) => core.offer(handle, reason),
        changed: () => {
          core.considerTrials();
          listener.changed();
        },
      },
      surroundings,
    );
  }

  /** Its worker, if it has one. */
  get handle() {
    return this.now.worker === null ? null : (this.handles.get(this.now.worker) ?? null);
  }

  /**
   * One event after another: what one orders may be the next.
   * @param {Event} event
   */
  happen(event) {
    this.events.push(event);
    if (this.isHappening) return;
    this.isHappening = true;
    for (let next = this.events.shift(); next; next = this.events.shift()) this.attempt(next);
    this.isHappening = false;
    this.tell();
    this.stillness.look();
    this.listener.changed();
  }

  /** What throws is told to the browser, and holds up nothing that happens after it. @private @param {Event} event */
  attempt(event) {
    try {
      this.take(event);
    } catch (error) {
      reportError(error);
    }
  }

  /** @private @param {number} id */
  isStep(id) {
    return this.now.owed.some((one) => one.id === id);
  }

  /** @private */
  awaited() {
    const { now, handle, questions, slowest } = this;
    const isSupplied = handle?.isSupplied ?? false;
    return awaited(now, { isSupplied, questions: questions.count - now.owed.length, slowest });
  }

  /** @private @param {Event} event */
  take(event) {
    const { deadline } = this.now;
    const { run, commands } = transition(this.now, event);
    this.now = run;
    for (const command of commands) this.obey(command);
    if (run.deadline !== deadline) this.watch();
  }

  /** @private */
  watch() {
    clearTimeout(this.timer);
    const { deadline } = this.now;
    if (!deadline) return;
    const { worker, ms } = deadline;
    this.timer = setTimeout(() => this.happen({ type: 'late', worker }), ms);
  }

  /** Says to the worker what the run should be, where that is news. @private */
  tell() {
    const { handle, now } = this;
    if (!handle || now.phase !== 'live') return;
    const wish = wishOf(now);
    const { train, steps, delay, until } = wish;
    const ids = steps.map(({ id }) => id);
    const told = JSON.stringify([now.worker, now.runId, train, delay, until, ids]);
    if (told === this.told) return;
    this.told = told;
    handle.post({ type: 'be', runId: now.runId, wish });
  }

  /** @private @param {Command} command */
  obey(command) {
    const { listener } = this;
    if (command.do === 'hire') this.hire(command.worker, command.module);
    else if (command.do === 'dismiss') this.dismiss(command.worker);
    else if (command.do === 'terminate') this.terminate(command.worker);
    else if (command.do === 'start') this.post(command.worker, command.device);
    else if (command.do === 'save') this.requestSave(command.occasion);
    else if (command.do === 'probe') void this.probe(command.id);
    else if (command.do === 'form') this.form(command.mostReplicas);
    else if (command.do === 'forget') this.trials.forget(command.isSame);
    else if (command.do === 'refuse') {
      const error = named(command.name, command.message);
      this.questions.drop(error, (id) => command.ids.includes(id));
    } else if (command.do === 'drop') {
      const error = named('EndedError', 'the run that was asked has ended or moved');
      this.questions.drop(error, (id) => !command.but.includes(id));
    } else if (command.do === 'rewound') listener.rewound(command.iteration);
    else if (command.do === 'mark') listener.marked(command.iteration, command.text, command.isOwn);
    else if (command.do === 'notice') listener.noticed(command.text);
    else listener.failed(command.kind, command.message);
  }

  /** @private @param {number} worker @param {import('../protocol.js').DeviceName} module */
  hire(worker, module) {
    const listen = (/** @type {WorkerHandle} */ _, /** @type {RunEvent} */ event) =>
      this.hear(worker, event);
    this.handles.set(worker, this.surroundings.hire(module, this.now.settings.data, listen));
  }

  /** @private @param {number} worker */
  dismiss(worker) {
    this.team.end();
    // Of the next it says nothing.
    this.stillness.heard();
    this.terminate(worker);
    this.speed = new Speed();
  }

  /** @private @param {number} worker */
  terminate(worker) {
    this.handles.get(worker)?.terminate();
    this.handles.delete(worker);
  }

  /** @private @param {number} worker @param {import('../protocol.js').DeviceName} device */
  post(worker, device) {
    const { runId, settings, checkpoint } = this.now;
    const { seed, preset, config } = settings;
    if (worker === this.now.worker) this.speed = new Speed();
    this.slowest = 0;
    this.handles.get(worker)?.post({
      type: 'start',
      runId,
      device,
      recipe: { seed, preset, config },
      checkpoint: checkpoint?.bytes ?? null,
    });
  }

  /** @private @param {import('../protocol.js').Occasion} occasion */
  requestSave(occasion) {
    // As it stands: it may be that it should train no more.
    this.tell();
    this.handle?.post({ type: 'save', runId: this.now.runId, occasion });
  }

  /** @private @param {number} id */
  async probe(id) {
    const probe = await this.surroundings.probe(true);
    this.happen({ type: 'probed', id, probe });
    this.considerTrials();
  }

  /** The worker has a run that it knows nothing of yet. @private @param {number} mostReplicas */
  form(mostReplicas) {
    this.told = '';
    this.team.form(mostReplicas);
    this.trials.askAgain();
  }

  /** @private @param {WorkerHandle} handle @param {Text} reason */
  offer(handle, reason) {
    // Those that the state hires have numbers above 0.
    const worker = --this.offered;
    this.handles.set(worker, handle);
    handle.listen = (_, event) => this.hear(worker, event);
    this.happen({ type: 'offer', worker, device: handle.module, reason });
  }

  /** First of more workers, then of WebGPU, which has to be better than the best of them. */
  considerTrials() {
    if (!this.team.consider()) this.trials.consider();
  }

  /**
   * Of a run that is no more; only a worker's death matters to all its runs.
   * @private
   * @param {RunEvent} event
   */
  isLate(event) {
    if (!('runId' in event) || event.runId === null || event.runId === this.now.runId) return false;
    return !(event.type === 'error' && (event.kind === 'panic' || event.kind === 'device-lost'));
  }

  /** @private @param {number} worker @param {RunEvent} event */
  hear(worker, event) {
    const { now } = this;
    if (!this.handles.has(worker) || this.isLate(event)) return;
    if (worker === now.worker || worker === now.move?.worker) this.stillness.heard(event.type);
    if (event.type === 'ready') this.happen({ type: 'ready', worker });
    else if (event.type === 'started') this.started(worker, event);
    else if (event.type === 'error') this.failed(worker, event);
    else if (worker === now.worker) this.hearRun(event);
    this.stillness.look();
    this.listener.changed();
  }

  /** What the worker says that has the run. @private @param {RunEvent} event */
  hearRun(event) {
    const { listener } = this;
    if (event.type === 'steps') this.stepped(event);
    else if (event.type === 'owed') this.happen({ type: 'owed', id: event.id, to: event.to });
    else if (event.type === 'answer' || event.type === 'refusal') this.settle(event);
    else if (event.type === 'team') {
      this.team.changed(event);
      this.considerTrials();
    } else if (event.type === 'sample') listener.sampled(event.images, event.iteration);
    else if (event.type === 'checkpoint') this.saved(event);
    else if (event.type === 'waiting') this.happen({ type: 'waiting', file: event.file });
    else if (event.type === 'shard-lost') this.loseShard(event);
    else if (event.type === 'half') listener.halved(event);
    else if (event.type === 'ran-away') {
      this.happen({ type: 'ranAway', iteration: event.iteration });
    }
  }

  /**
   * @private
   * @param {number} worker
   * @param {import('../protocol.js').StartedEvent} event
   */
  started(worker, { device, iteration, mostReplicas, config }) {
    const isMove = worker === this.now.move?.worker;
    this.happen({ type: 'started', worker, device, iteration, mostReplicas, config });
    if (!isMove) return;
    for (const lost of this.handle?.lost ?? []) this.loseShard(lost);
  }

  /** @private @param {number} worker @param {import('../protocol.js').ErrorEvent} event */
  failed(worker, { kind, message }) {
    if (kind === 'checkpoint') this.trials.refuse();
    this.happen({ type: 'error', worker, kind, message });
  }

  /** @private @param {import('../protocol.js').StepsEvent} event */
  stepped({ reports, ms, memory, workers }) {
    this.speed.add(reports.length, ms);
    this.team.count(workers, reports.length, ms);
    this.slowest = Math.max(this.slowest, ms);
    this.memory = memory;
    this.happen({ type: 'steps', iteration: reports[reports.length - 1].iteration });
    this.listener.stepped(reports);
    this.considerTrials();
  }

  /** @private @param {import('../protocol.js').ReplyEvent} event */
  settle(event) {
    if (this.isStep(event.id)) this.happen({ type: 'paid', id: event.id });
    this.questions.settle(event);
  }

  /** @private @param {import('../protocol.js').CheckpointEvent} event */
  saved({ bytes, iteration, occasion }) {
    const checkpoint = { bytes, iteration };
    this.happen({ type: 'checkpoint', checkpoint, occasion });
    this.listener.saved(checkpoint);
    // What was asked meanwhile would not be answered.
    if (occasion === 'sleep') this.happen({ type: this.questions.count > 0 ? 'wake' : 'slept' });
    if (occasion === 'trial') this.trials.take(bytes);
  }

  /** @private @param {import('../protocol.js').ShardLostEvent} event */
  loseShard({ file, fromIteration, message }) {
    this.happen({ type: 'shardLost', file, fromIteration, message });
  }
}
