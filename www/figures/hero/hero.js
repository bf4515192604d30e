/**
 * The article's hero: fakes that ride the best critic onto the real cloud, which the reader can drag, and the digits
 * of the very run of the lab further down. Of networks it has none: those are in the figures that it leads to.
 */

import { button, make, write } from '../../ui/dom.js';
import { decimals } from '../../ui/format.js';
import { nextFrame } from '../../ui/frames.js';
import { Handles } from '../../ui/handles.js';
import { Stage } from '../../ui/stage.js';
import { savesData } from '../../run/saving.js';
import { Figure } from '../kit/figure.js';
import { clamp } from '../kit/scene.js';
import { Sight } from '../kit/sight.js';
import { startsByItself } from '../kit/training.js';
import { BREADTH, MIDDLE, Ride } from './ride.js';
import { Strip } from './strip.js';
import { heroStyle } from './style.js';
import { HeroView } from './view.js';
import { en } from './words/en.js';
import { zh } from './words/zh.js';

/** How far fakes ride in a millisecond: slow enough to be watched, there within ten seconds. */
const SPEED = 0.24 / 1000;
/** No frame takes more time into account: a page that was away goes on where it was. */
const MOST_MS = 60;
/** From one frame to the next, at least: they are small steps, and the reader's battery is not ours. */
const FRAME_MS = 30;
/** What is written follows at leisure: as numbers that can be read, and as words for those who do not see it. */
const NUMBER_MS = 120;
const WORDS_MS = 1000;
/** Milliseconds of rest on P, before others begin. */
const REST_MS = 4000;
/** In which fakes go, and others come. */
const FADE_MS = 500;
/** P does not leave the field, nor its handle. */
const REACH = { left: -2.1, right: 0.55, bottom: -0.6, top: 0.6 };

const PARAMETERS = {
  at: { fallback: [0, 0], least: -3, most: 3 },
  run: { fallback: true },
};

export default class Hero extends Figure {
  static parameters = PARAMETERS;
  static passing = ['run'];
  static isEmbeddable = false;
  static words = { en, zh };
  static styles = [heroStyle];

  /** @private */
  ride = new Ride();
  /** @private When it last went on. */
  wentAt = 0;
  /** @private When the fakes that ride now had begun. */
  begunAt = -Infinity;
  /** @private When they had all arrived. @type {number | null} */
  arrivedAt = null;
  /** @private The reader has set something, and so asked for what computes it. */
  isAsked = false;
  /** @private When its number was written, and its words. */
  writtenAt = -Infinity;
  /** @private */
  toldAt = -Infinity;
  /** @private Where the handle is laid. @type {readonly number[] | null} */
  laid = null;
  /** @private */
  stop = () => {};
  /** @private @type {ReturnType<typeof setTimeout> | undefined} */
  rest = undefined;

  /** Who asked for less motion, or less data, starts it by hand. */
  get parameters() {
    return { ...PARAMETERS, run: { fallback: startsByItself() } };
  }

  /** @param {Record<string, unknown>} patch */
  set(patch) {
    this.isAsked = true;
    super.set(patch);
  }

  /** @protected */
  build() {
    const { t } = this;
    const box = { left: -BREADTH, right: BREADTH, bottom: -1, top: 1 };
    const [ground, stage] = [1, 2].map(
      () => new Stage(box, () => this.redraw(), { role: 'presentation', 'aria-hidden': 'true' }),
    );
    ground.element.className = 'ground';
    // Until something is drawn, the still of the page is seen.
    stage.element.prepend(make('slot', { name: 'still' }), ground.element);
    /** @private */
    this.stages = [ground, stage];
    /** @private */
    this.view = new HeroView(ground, stage, this.colours);
    /** @private */
    this.handles = new Handles(
      stage,
      [{ name: 'p', label: t('hero.cloud'), kind: 'real', isWhole: true }],
      (_, x, y) => this.move(x, y),
    );
    /** @private */
    this.runButton = button('run', t('hero.run'), () => this.toggle());
    /** @private */
    this.distance = make('output', { 'data-number': 'distance' });
    /** @private */
    this.hint = make('span', { class: 'hint' });
    /** @private */
    this.strip = new Strip(this, t, this.colours);
    this.picture = make('div', { class: 'scene', role: 'group' }, stage.element);
    const number = make('span', { class: 'distance' }, t('hero.distance'), this.distance);
    const bar = make('div', { class: 'bar' }, this.runButton, number, this.hint);
    this.root.append(make('div', { class: 'game' }, this.picture, bar), this.strip.element);
    this.root.classList.add('hero');
    /** @private */
    this.sight = new Sight(this, () => this.redraw());
    // Words and handle have their place before anything is computed.
    this.draw();
  }

  // ---- what the reader does -------------------------------------------------------------------

  /** @private */
  toggle() {
    const run = !this.value('run');
    // Who has seen them arrive wants to see others ride.
    if (run && this.ride.isOver) this.begin();
    this.set({ run });
  }

  /** @private @param {number} x @param {number} y where the reader would have the middle of P */
  move(x, y) {
    const { left, right, bottom, top } = REACH;
    this.set({ at: [clamp(x - MIDDLE.x, left, right), clamp(y - MIDDLE.y, bottom, top)] });
  }

  // ---- what follows ---------------------------------------------------------------------------

  /** @private */
  get isRiding() {
    return Boolean(this.sight?.isSeen) && this.value('run');
  }

  /** @private */
  begin() {
    this.ride.begin();
    this.begunAt = performance.now();
    this.arrivedAt = null;
  }

  /** @protected One frame. */
  async update() {
    const { ride } = this;
    const isRiding = this.isRiding;
    // The module is some 100 kB: who saves data has it when they ask for it.
    if (!savesData() || this.isAsked) await this.go(isRiding);
    if (!this.isConnected || ride !== this.ride) return;
    this.draw();
    clearTimeout(this.rest);
    this.stop();
    if (!this.isRiding) return;
    const left = this.left();
    if (left > FADE_MS) this.rest = setTimeout(() => this.redraw(), left - FADE_MS);
    else this.stop = nextFrame((now) => this.wait(now));
  }

  /** @private @param {number} now until the next frame is due */
  wait(now) {
    if (now - this.wentAt >= FRAME_MS) this.redraw();
    else this.stop = nextFrame((next) => this.wait(next));
  }

  /** @private Milliseconds of rest that are left; 0 while fakes ride. */
  left() {
    return this.arrivedAt === null ? 0 : this.arrivedAt + REST_MS - performance.now();
  }

  /** @private @param {boolean} isRiding */
  async go(isRiding) {
    const { ride } = this;
    const now = performance.now();
    if (isRiding && ride.isOver && this.arrivedAt !== null && this.left() <= 0) this.begin();
    // Those that have just come are seen before they go.
    const isThere = now - this.begunAt >= FADE_MS;
    const passed = isRiding && isThere ? clamp(now - this.wentAt, 0, MOST_MS) : 0;
    this.wentAt = now;
    try {
      await ride.go(this.value('at'), passed * SPEED);
    } catch (error) {
      // Another try begins anew: the worker of this one may be gone.
      if (ride === this.ride) this.ride = new Ride();
      throw error;
    }
    if (!ride.isOver) this.arrivedAt = null;
    else this.arrivedAt ??= performance.now();
  }

  /** @private How much of the fakes' colour is to be seen. */
  ink() {
    const come = (performance.now() - this.begunAt) / FADE_MS;
    const goes = this.isRiding && this.arrivedAt !== null ? this.left() / FADE_MS : 1;
    return clamp(Math.min(come, goes), 0, 1);
  }

  /** @private */
  draw() {
    const { ride, t, root, dataset } = this;
    const isRunning = this.value('run');
    this.view?.draw(ride, this.ink());
    this.layHandle();
    this.writeDistance();
    if (this.hint) write(this.hint, t(ride.isOver ? 'hero.arrived' : 'hero.drag'));
    if (this.runButton) write(this.runButton, t(isRunning ? 'hero.pause' : 'hero.run'));
    root.toggleAttribute('data-drawn', ride.look !== null);
    dataset.state = !isRunning ? 'paused' : this.sight?.isSeen ? 'running' : 'away';
  }

  /** @private */
  layHandle() {
    const at = this.value('at');
    if (at === this.laid) return;
    this.laid = at;
    this.handles?.place(0, MIDDLE.x + at[0], MIDDLE.y + at[1]);
  }

  /** @private */
  writeDistance() {
    const { look, isOver } = this.ride;
    const now = performance.now();
    const isMoving = this.isRiding && !isOver;
    if (!this.distance || (isMoving && now - this.writtenAt < NUMBER_MS)) return;
    this.writtenAt = now;
    write(this.distance, look ? decimals(look.distance) : '–');
    this.distance.dataset.value = String(look?.distance ?? NaN);
  }

  /** @protected Words at each frame would cost more than the frame. */
  tell() {
    const now = performance.now();
    const isMoving = this.isRiding && !this.ride.isOver;
    if (isMoving && !this.isUntold && now - this.toldAt < WORDS_MS) return;
    this.toldAt = now;
    super.tell();
  }

  /** @protected */
  describe() {
    const { look, isOver } = this.ride;
    if (!look) return this.t('hero.waiting');
    const [x, y] = this.value('at');
    const place = [MIDDLE.x + x, MIDDLE.y + y].map(decimals).join(', ');
    return this.t('hero.describe', place, decimals(look.distance), isOver);
  }

  /** @protected */
  dispose() {
    this.stop();
    clearTimeout(this.rest);
    this.sight?.dispose();
    for (const stage of this.stages ?? []) stage.dispose();
    this.strip?.dispose();
    this.ride.close();
    this.ride = new Ride();
    this.arrivedAt = null;
    this.laid = null;
  }
}
