/** A lab without its looks: one run, its curves and marks, and the state that instruments show. */

import { named, refusalOf } from '../load/errors.js';
import { LESSONS } from '../presets.js';
import { savesData } from '../run/saving.js';
import { joinCrowd, leaveCrowd, seeInCrowd, settleCrowd } from '../run/crowd.js';
import { Run } from '../run/run.js';
import { digitsMark } from '../run/shared.js';
import { claimTurn, joinTurns, leaveTurns, memberOf, settleTurns } from '../run/turns.js';
import { versionOf } from '../load/safetensors.js';
import { say } from '../strings/say.js';
import { VERSION } from '../version.js';
import { joinCompany, leaveCompany } from './company.js';
import { Draft } from './settings/draft.js';
import { History } from '../ui/plots/history.js';
import { LabImages } from './images.js';
import { Measurements } from './measurements.js';
import { Keeper } from './keep/keeper.js';
import { awaitsReader, factsOf, firstState } from './state.js';
import { Store } from './store.js';
import { Timeline } from './timeline.js';

/** @typedef {import('../run/settings.js').Settings} Settings */
/** @typedef {import('../strings/say.js').Text} Text */
/** @typedef {import('../protocol.js').StepReport} StepReport */
/** @typedef {import('./state.js').LabState} LabState */
/** @typedef {import('../types.js').EarthMoverEventMap} Events */
/** @typedef {keyof Events} EventName */
/**
 * What is told with each event; of an error a text, which the element says in its language.
 * @typedef {{ [Name in EventName]: Name extends 'error' ? { kind: import('../types.js').ErrorKind, text: Text } : Events[Name]['detail'] }} Told
 */
/** @typedef {<Name extends EventName>(name: Name, told: Told[Name]) => void} Emit */

/** The newest sentences; an old trouble is no news. */
const MOST_NOTICES = 5;
/** Said by the reader's own doing. */
const NO_TROUBLE = ['PausedError', 'EndedError'];

export class Lab {
  /**
   * @param {Settings} settings
   * @param {Emit} emit
   */
  constructor(settings, emit) {
    /** @private */
    this.emit = emit;
    this.history = new History();
    /** As attributes and address have them: what is kept goes by them. */
    this.given = { ...settings };
    this.keeper = new Keeper(this);
    this.timeline = new Timeline();
    /** Those that it goes with. @private */
    this.company = joinCompany(settings.together, this);
    /** Who sees it, once there is an element. @type {import('./company.js').Member['attention']} */
    this.attention = null;
    /** @private Whether the reader has paused it. */
    this.wasHeld = false;
    /** Settings that wait for a restart. */
    this.draft = new Draft(this);
    this.run = new Run(settings, this.listener());
    /** @type {Store<LabState>} */
    this.store = new Store(firstState(this.run));
    this.measurements = new Measurements(
      this.run,
      (measured) => {
        const { transport } = this.store.state.measured;
        this.store.set({ measured });
        this.revise();
        if (measured.transport && measured.transport !== transport) {
          emit('measure', measured.transport);
        }
      },
      (text) => this.notice(say('measure.lacking', text)),
    );
    this.images = new LabImages(this);
    this.isClosed = false;
    /** @private */
    this.isReady = false;
    /** @private */
    this.wasWilling = false;
    /** @private @type {Set<() => boolean>} Each says whether it has had what it waited for. */
    this.waiting = new Set();
    /** @private Its place among the labs of the page. */
    this.member = memberOf(this.run);
    joinTurns(this.member);
    joinCrowd(this);
  }

  get settings() {
    return this.run.settings;
  }

  /** How it is looked at, as are those that it goes with. */
  get looks() {
    return this.company.looks;
  }

  /** Nobody sees it, nor any that it goes with. */
  get isAway() {
    return this.company.isAway;
  }

  get isSeen() {
    return !this.isAway;
  }

  get isIdle() {
    return this.run.phase === 'idle';
  }

  /** Who asked for less motion or less data gets a lab at rest, and a button. */
  startByItself() {
    const { autostart, loading } = this.settings;
    if (!this.isIdle || loading === 'click') return;
    const isAsked = loading === 'eager' || autostart === 'auto';
    const isRestful = matchMedia('(prefers-reduced-motion: reduce)').matches || savesData();
    if (isRestful || !isAsked) return;
    if (autostart === 'no') this.run.pause('reader');
    this.run.start();
    this.company.others(this, (other) => /** @type {Lab} */ (other).startByItself());
  }

  /** The reader, or the author's script, wants it to train. */
  go() {
    this.run.resume('reader');
    claimTurn(this.member);
    // One that has ended is tried once more.
    if (this.isIdle || this.run.phase === 'failed') this.run.start();
    this.company.follow(this, false);
  }

  /**
   * Exactly so many iterations more, of each that goes with it too; then they stand.
   * @param {number} [count]
   * @returns {Promise<number>} iterations done in all
   */
  step(count = 1) {
    this.company.others(this, (other) => {
      const lab = /** @type {Lab} */ (other);
      if (!lab.isIdle) lab.attempt(lab.run.step(count));
    });
    return this.run.step(count);
  }

  /** Comes into sight, or goes out of it. */
  seen() {
    this.company.hold();
    settleCrowd();
  }

  /** It is seen, or asked something: it has a worker, if it has had one. */
  wake() {
    seeInCrowd(this);
    this.run.wake();
  }

  /**
   * A preset as it is, from iteration 0.
   * @param {Settings['preset']} preset
   */
  begin(preset) {
    const { run } = this;
    this.draft.discard();
    run.set({ preset, hasPreset: true, config: {} });
    this.show(preset);
    run.reset();
    this.go();
  }

  toggle() {
    if (awaitsReader(this.run)) this.go();
    else this.run.pause('reader');
  }

  /** The reader has scrolled to it. */
  claim() {
    claimTurn(this.member);
  }

  /** Resolves when there is a run, which is loaded at rest where nobody has started it. @returns {Promise<void>} */
  async live() {
    if (this.isIdle) {
      this.run.pause('reader');
      this.run.start();
    }
    this.wake();
    await this.until(() => this.isClosed || ['live', 'failed'].includes(this.run.phase));
    if (this.isClosed) throw named('EndedError', 'the lab has left the document');
    if (this.run.phase === 'live') return;
    // It has begun again since.
    if (this.run.phase !== 'failed') return this.live();
    throw named('RunError', 'the run could not be loaded; the notices of the lab say why');
  }

  /**
   * Another recipe, device or team: by an attribute, or by the page's address.
   * @param {Settings} settings
   */
  adopt(settings) {
    const { run } = this;
    const old = run.settings;
    const isSame = (/** @type {keyof Settings} */ name) =>
      JSON.stringify(old[name]) === JSON.stringify(settings[name]);
    if (!isSame('preset')) {
      // What waited was a change to the other.
      this.draft.discard();
      this.show(settings.preset);
    }
    if (!isSame('together')) {
      leaveCompany(this.company, this);
      this.company = joinCompany(settings.together, this);
    }
    run.set(settings);
    if (!isSame('data')) this.images.begin();
    if (!isSame('data') && !this.isIdle) this.images.open();
    settleTurns();
    const isOther = !['seed', 'preset', 'config', 'workers', 'data'].every((name) =>
      isSame(/** @type {keyof Settings} */ (name)),
    );
    // What a worker has of another set stays in it.
    const isFresh = !isSame('device') || !isSame('workers') || !isSame('data');
    if (isOther && !this.isIdle) run.reset(isFresh);
    else if (!isSame('device')) run.choose(settings.device);
    this.changed();
  }

  /** Opens the chart that a preset is there for. @private @param {Settings['preset']} preset */
  show(preset) {
    this.looks.open('charts', LESSONS[preset].tab);
  }

  /** @param {Settings} given anew */
  follow(given) {
    this.given = given;
    this.keeper.follow();
  }

  /** What an instrument asked for: a refusal becomes a notice. @param {Promise<unknown>} asked */
  attempt(asked) {
    asked.catch((error) => {
      if (!NO_TROUBLE.includes(error?.name)) this.notice(refusalOf(error));
    });
  }

  /** @param {Text} text */
  notice(text) {
    const { notices } = this.store.state;
    // Said once, however often it happens.
    const others = notices.filter((one) => JSON.stringify(one) !== JSON.stringify(text));
    this.store.set({ notices: [...others, text].slice(-MOST_NOTICES) });
  }

  /** The reader does, at what symbols stand for. @param {readonly string[]} names */
  point(names) {
    this.emit('point', { names });
  }

  /** Every worker ends. */
  close() {
    leaveTurns(this.member);
    leaveCrowd(this);
    leaveCompany(this.company, this);
    this.measurements.dispose();
    this.keeper.close();
    this.run.end();
    this.isClosed = true;
    for (const look of this.waiting) look();
  }

  /** @private @param {() => boolean} isSo */
  until(isSo) {
    return new Promise((resolve) => {
      const look = () => {
        if (isSo()) resolve(undefined);
        return isSo();
      };
      if (!look()) this.waiting.add(look);
    });
  }

  /**
   * Goes on with the run of a checkpoint.
   * @param {Uint8Array} bytes
   */
  async load(bytes) {
    await this.run.load(bytes);
    const version = versionOf(bytes);
    if (version && version !== VERSION) this.notice(say('keep.otherVersion', version, VERSION));
  }

  /** @private */
  changed() {
    const { store, run } = this;
    if (!store) return;
    const { state: before, config, bytes: had } = store.state;
    store.set(factsOf(run));
    const { state } = run;
    const { loaded, total } = store.state.bytes;
    if (loaded !== had.loaded || total !== had.total) this.emit('progress', { loaded, total });
    if (state !== before) this.emit('statechange', { state, before });
    if (state === 'paused' && (state !== before || run.config !== config)) {
      void this.keeper.takeNow();
    }
    for (const look of this.waiting) if (look()) this.waiting.delete(look);
    this.measurements.consider();
    const isHeld = run.pauses.has('reader');
    if (isHeld !== this.wasHeld) {
      this.wasHeld = isHeld;
      this.company.follow(this, isHeld);
    }
    this.company.settle();
    settleCrowd();
    if (this.member.isWilling === this.wasWilling) return;
    this.wasWilling = this.member.isWilling;
    settleTurns();
  }

  /** @private @returns {import('../run/core.js').Listener} */
  listener() {
    return {
      changed: () => {
        this.changed();
        if (this.run?.phase === 'live') this.tellReady();
      },
      stepped: (reports) => this.stepped(reports),
      sampled: (images, iteration) => this.sampled({ images, iteration }),
      rewound: (iteration) => this.rewound(iteration),
      marked: (iteration, text, isOwn) => {
        const { marks } = this.store.state;
        this.store.set({ marks: [...marks, { iteration, text, isOwn }] });
        this.revise();
      },
      noticed: (text) => this.notice(text),
      failed: (kind, text) => this.emit('error', { kind, text }),
      saved: (checkpoint) => this.keeper.take(checkpoint),
      halved: (half) => this.store.set({ half }),
    };
  }

  /** @private @param {StepReport[]} reports */
  stepped(reports) {
    this.history.add(reports);
    this.store.set({ last: this.history.last });
    const { half } = this.store.state;
    // Whole iterations have gone by since.
    if (half && reports[reports.length - 1].iteration > half.iteration) {
      this.store.set({ half: null });
    }
    this.revise();
    this.emit('step', { iteration: this.run.iteration, reports });
  }

  /** @private @param {import('./timeline.js').Snapshot} sample */
  sampled(sample) {
    this.timeline.add(sample);
    this.store.set({ sample });
  }

  /** @private @param {number} iteration */
  rewound(iteration) {
    this.history.rewind(iteration);
    this.timeline.rewind(iteration);
    this.measurements.rewind(iteration);
    this.store.set({ last: null, half: null });
    if (iteration === 0) this.keeper.begin();
    if (iteration === 0) this.company.restart(this);
    if (iteration === 0) this.store.set({ marks: [], notices: [] });
    this.revise();
  }

  /** @private */
  revise() {
    this.store.set({ revision: this.store.state.revision + 1 });
  }

  /** @private */
  tellReady() {
    const { device, iteration, config } = this.run;
    if (this.isReady || !config) return;
    this.isReady = true;
    this.emit('ready', { device, iteration, config });
    this.images.open();
    // Where the list of digits cannot be had, the run says so.
    this.checkDigits().catch(() => {});
  }

  /** @private */
  async checkDigits() {
    const { data, digits, version } = this.settings;
    if (version && version !== VERSION) this.notice(say('share.otherVersion', version, VERSION));
    if (digits && digits !== (await digitsMark(data))) this.notice(say('share.otherDigits'));
  }
}
