/**
 * The run as the page sees it, and the one way to it: what readers, authors and workers do becomes an event of
 * `transition`, and what that orders is done here. Beside it are the team, the trial of a device and the open
 * questions. It draws nothing; a listener hears what happens.
 */

import { named } from '../load/errors.js';
import { overlay } from '../recipe.js';
import { isOnTheWay, firstRun, stateOf, wishOf } from './run-state.js';
import { Questions } from './questions.js';
import { classifierFile } from './shared.js';
import { Speed } from './speed.js';
import { browser } from './surroundings.js';
import { Team } from './team.js';
import { transition } from './transition.js';
import { Trials } from './trials.js';

/** @typedef {import('../protocol.js').Config} Config */
/** @typedef {import('../protocol.js').CriticReport} CriticReport */
/** @typedef {import('../protocol.js').GeneratorReport} GeneratorReport */
/** @typedef {import('../protocol.js').Patch<Config>} ConfigPatch */
/** @typedef {import('../protocol.js').QuestionName} QuestionName */
/** @typedef {import('../protocol.js').Questions} Asked */
/** @typedef {import('../protocol.js').RunEvent} RunEvent */
/** @typedef {import('../protocol.js').StepReport} StepReport */
/** @typedef {import('../strings/say.js').Text} Text */
/** @typedef {import('./run-state.js').PauseReason} PauseReason */
/** @typedef {import('./settings.js').Settings} Settings */
/** @typedef {import('./surroundings.js').Surroundings} Surroundings */
/** @typedef {import('./transition.js').Command} Command */
/** @typedef {import('./transition.js').Event} Event */
/** @typedef {import('./worker-handle.js').WorkerHandle} WorkerHandle */

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

export class Run {
  /**
   * @param {Settings} settings
   * @param {Listener} listener
   * @param {Surroundings} [surroundings]
   */
  constructor(settings, listener, surroundings = browser) {
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
    /** @private */
    this.questions = new Questions();
    this.memory = 0;
    this.speed = new Speed();
    const run = this;
    /** @private */
    this.team = new Team(
      {
        get now() {
          return run.now;
        },
        get speed() {
          return run.speed;
        },
        set speed(speed) {
          run.speed = speed;
        },
        get isTimingGpu() {
          return run.trials.isUnderWay;
        },
        post: (command, transfer) => run.handle?.post(command, transfer),
        awaits: (isAwaited) => run.happen({ type: 'team', isAwaited }),
        notice: (text) => listener.noticed(text),
      },
      surroundings,
    );
    /** @private */
    this.trials = new Trials(
      {
        get now() {
          return run.now;
        },
        get bestCpu() {
          return run.team.best;
        },
        save: () => run.requestSave('trial'),
        explain: (reason) => run.happen({ type: 'explain', reason }),
        offer: (handle, reason) => run.offer(handle, reason),
        changed: () => {
          run.considerTrials();
          listener.changed();
        },
      },
      surroundings,
    );
  }

  get settings() {
    return this.now.settings;
  }

  get phase() {
    return this.now.phase;
  }

  get runId() {
    return this.now.runId;
  }

  get iteration() {
    return this.now.iteration;
  }

  get device() {
    return this.now.device;
  }

  get deviceReason() {
    return this.now.deviceReason;
  }

  get waitingFor() {
    return this.now.waitingFor;
  }

  /** What it is now, once there is one. */
  get config() {
    return this.now.config;
  }

  get pauses() {
    return this.now.pauses;
  }

  get delay() {
    return this.now.delay;
  }

  /** Whether steps are owed that were asked for. */
  get isStepping() {
    return this.now.owed.length > 0;
  }

  /** How many train it. */
  get workers() {
    return this.team.size;
  }

  /** Why so many. */
  get teamReason() {
    return this.team.reason;
  }

  get state() {
    return stateOf(this.now);
  }

  /** Bytes fetched so far and in all, of every worker at work. The second worker's digits come from the cache. */
  get bytes() {
    const { handle, now } = this;
    const second = (now.move && this.handles.get(now.move.worker)) ?? this.trials.handle;
    const parts = handle ? [handle.progress.data, handle.progress.module] : [];
    if (second && second !== handle) parts.push(second.progress.module);
    return {
      loaded: parts.reduce((sum, { loaded }) => sum + loaded, 0),
      total: parts.reduce((sum, { total, loaded }) => sum + (total ?? loaded), 0),
      isWhole: parts.length > 0 && parts.every(({ loaded, total }) => total && loaded >= total),
    };
  }

  /** Opens a worker for the device asked for, and starts the run on it. */
  start() {
    this.happen({ type: 'begin' });
  }

  /** @param {PauseReason} reason */
  pause(reason) {
    if (!this.pauses.has(reason) || this.isStepping) this.happen({ type: 'pause', reason });
  }

  /** @param {PauseReason} reason */
  resume(reason) {
    if (this.pauses.has(reason) || this.pauses.has('trouble')) {
      this.happen({ type: 'resume', reason });
    }
  }

  /**
   * The same settings from iteration 0.
   * @param {boolean} [isFresh] with another worker
   */
  reset(isFresh = false) {
    this.happen({ type: 'reset', isFresh });
  }

  /** Other settings, which a run that goes on takes up when it begins again. @param {Partial<Settings>} settings */
  set(settings) {
    this.happen({ type: 'settings', settings: { ...this.settings, ...settings } });
  }

  /** @param {number} seed */
  reseed(seed) {
    this.set({ seed });
    this.reset();
  }

  /** The reader's choice of device. @param {Settings['device']} device */
  choose(device) {
    this.happen({ type: 'choose', device });
    this.considerTrials();
  }

  /** From slow motion to flat out. @param {number | null} delay */
  slow(delay) {
    this.happen({ type: 'slow', delay });
  }

  /**
   * Exactly so many iterations more, then it stands.
   * @param {number} [count]
   * @returns {Promise<number>} the iteration where that led
   */
  step(count = 1) {
    return this.owe(null, count);
  }

  /** One critic step, then it stands. @returns {Promise<CriticReport>} */
  criticStep() {
    return this.owe('critic', 1);
  }

  /** One generator step, then it stands. @returns {Promise<GeneratorReport>} */
  generatorStep() {
    return this.owe('generator', 1);
  }

  /**
   * @template {QuestionName} Name
   * @param {Name} name
   * @param {Asked[Name]['ask']} ask
   * @returns {Promise<Asked[Name]['answer']>}
   */
  async ask(name, ask) {
    const { handle, now } = this;
    if (!handle || now.phase !== 'live' || isOnTheWay(now)) {
      throw named('NotReadyError', `no run is ready to answer "${name}": it is ${this.state}`);
    }
    const { runId } = now;
    return this.questions.ask((id) => handle.post({ type: 'ask', runId, id, name, ask }));
  }

  /** @param {number} count digits, and fakes */
  measure(count) {
    return this.ask('measure', { count });
  }

  /** @param {number} count fakes */
  async quality(count) {
    return this.ask('quality', { count, classifier: await classifierFile() });
  }

  /** @param {number} count real digits, for comparison */
  async realQuality(count) {
    return this.ask('realQuality', { count, classifier: await classifierFile() });
  }

  /** The run as the bytes of a checkpoint, and the iteration that it is of. */
  save() {
    return this.ask('save', {});
  }

  /**
   * Changes what may change while the run goes on, and marks it.
   * @param {ConfigPatch} patch
   * @returns {Promise<Config>} what it is now
   */
  async configure(patch) {
    const config = await this.ask('configure', { patch });
    this.happen({ type: 'configured', config, patch });
    return config;
  }

  /**
   * Begins again from iteration 0, so changed; what is refused leaves the run as it is.
   * @param {ConfigPatch} patch
   * @param {number} [seed]
   */
  async restart(patch, seed = this.settings.seed) {
    const { preset } = this.settings;
    const config = /** @type {ConfigPatch} */ (overlay(this.settings.config, patch));
    await this.ask('check', { recipe: { seed, preset, config } });
    this.set({ config, seed });
    this.reset();
  }

  /**
   * Goes on with the run of a checkpoint; one that is refused leaves this run as it is.
   * @param {Uint8Array} bytes
   */
  async load(bytes) {
    const { iteration, mostReplicas, config } = await this.ask('load', { bytes });
    this.happen({ type: 'loaded', checkpoint: { bytes, iteration }, config, mostReplicas });
  }

  /** The lab is gone: every worker ends. */
  end() {
    this.happen({ type: 'end' });
  }

  /** @private */
  get handle() {
    return this.now.worker === null ? null : (this.handles.get(this.now.worker) ?? null);
  }

  /**
   * Steps are settled as questions are.
   * @private
   * @param {import('../protocol.js').Half | null} half
   * @param {number} count
   * @returns {Promise<any>}
   */
  owe(half, count) {
    return this.questions.ask((id) => this.happen({ type: 'step', id, half, count }));
  }

  /**
   * One event after another: what one orders may be the next.
   * @private
   * @param {Event} event
   */
  happen(event) {
    this.events.push(event);
    if (this.isHappening) return;
    this.isHappening = true;
    for (let next = this.events.shift(); next; next = this.events.shift()) this.take(next);
    this.isHappening = false;
    this.tell();
    this.listener.changed();
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
    const { train, steps, delay } = wish;
    const told = JSON.stringify([now.worker, now.runId, train, delay, steps.map(({ id }) => id)]);
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
    else if (command.do === 'probe') this.probe(command.id);
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
    this.handles.set(worker, this.surroundings.hire(module, listen));
  }

  /** @private @param {number} worker */
  dismiss(worker) {
    this.team.end();
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

  /** First of more workers, then of WebGPU, which has to be better than the best of them. @private */
  considerTrials() {
    if (!this.team.consider()) this.trials.consider();
  }

  /**
   * Of a run that is no more; only a worker's death matters to all its runs.
   * @private
   * @param {RunEvent} event
   */
  isLate(event) {
    if (!('runId' in event) || event.runId === null || event.runId === this.runId) return false;
    return !(event.type === 'error' && (event.kind === 'panic' || event.kind === 'device-lost'));
  }

  /** @private @param {number} worker @param {RunEvent} event */
  hear(worker, event) {
    const { now } = this;
    if (!this.handles.has(worker) || this.isLate(event)) return;
    if (event.type === 'ready') this.happen({ type: 'ready', worker });
    else if (event.type === 'started') this.started(worker, event);
    else if (event.type === 'error') this.failed(worker, event);
    else if (worker === now.worker) this.hearRun(event);
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
    this.memory = memory;
    this.happen({ type: 'steps', iteration: reports[reports.length - 1].iteration });
    this.listener.stepped(reports);
    this.considerTrials();
  }

  /** @private @param {import('../protocol.js').ReplyEvent} event */
  settle(event) {
    const isStep = this.now.owed.some(({ id }) => id === event.id);
    if (isStep) this.happen({ type: 'paid', id: event.id });
    this.questions.settle(event);
  }

  /** @private @param {import('../protocol.js').CheckpointEvent} event */
  saved({ bytes, iteration, occasion }) {
    const checkpoint = { bytes, iteration };
    this.happen({ type: 'checkpoint', checkpoint, occasion });
    this.listener.saved(checkpoint);
    if (occasion === 'trial') this.trials.take(bytes);
  }

  /** @private @param {import('../protocol.js').ShardLostEvent} event */
  loseShard({ file, fromIteration, message }) {
    this.happen({ type: 'shardLost', file, fromIteration, message });
  }
}
