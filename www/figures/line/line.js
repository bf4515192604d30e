/**
 * The dual on the line: two densities, a critic f that the reader shapes by its knots, its gap beside the exact
 * distance. Where f is steeper than 1 its gap proves nothing, and may pass the distance.
 */

import { button, make, write } from '../../ui/dom.js';
import { decimals, percent } from '../../ui/format.js';
import { figures } from '../../run/calculator.js';
import { Figure } from '../kit/figure.js';
import { symbol } from '../kit/symbols.js';
import { symbolLayer } from './symbols.js';
import { GapBar } from './gap-bar.js';
import { meanUnder } from './means.js';
import { Handles } from '../../ui/handles.js';
import { toggle } from '../kit/inputs.js';
import { frameOf, LineView, peakOf, widthOf } from './view.js';
import { lineStyle } from './style.js';
import { glide, prefersStill } from '../../ui/motion.js';
import { clamp } from '../kit/scene.js';
import { Stage } from '../../ui/stage.js';
import { en } from './words/en.js';
import { zh } from './words/zh.js';

/** Where f has its knots; between them it is straight. */
const KNOTS = [-1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1];
const SPACING = 0.25;
/** Places of [−1, 1] that everything is computed at; knots are among them. */
const PLACES = 401;
/** The reader's hand comes to rest at slope 1 where it is this near. */
const MAGNET = 0.025;
/** What the module takes for rounding. */
const ROUNDING = 1e-9;
/** Milliseconds in which f goes where a button sends it. */
const MOVING = 600;
const MOST_STRETCH = 64;

/** Half of the real ones are in each hill of p; all of the fake ones are in one. */
const P_WEIGHTS = new Float64Array([1, 1]);
const Q_WEIGHTS = new Float64Array([1]);

/** @typedef {{ p: Float64Array, q: Float64Array, distance: number, potential: Float64Array }} Scene */
/** @typedef {{ gap: number, slopes: Float64Array, steepest: number, violations: number }} Measured */

/** @param {readonly number[]} knots @returns {Float64Array} f at the places */
function straightBetween(knots) {
  const each = (PLACES - 1) / (KNOTS.length - 1);
  return Float64Array.from({ length: PLACES }, (_, place) => {
    const left = Math.min(Math.floor(place / each), KNOTS.length - 2);
    const share = place / each - left;
    return (1 - share) * knots[left] + share * knots[left + 1];
  });
}

export default class Line extends Figure {
  static styles = [lineStyle];
  static parameters = {
    f: { fallback: [0.1, 0.1, 0.2, 0, -0.15, -0.1, 0.1, 0.05, 0.15], least: -100, most: 100 },
    p: { fallback: [-0.6, 0.5], least: -0.9, most: 0.9 },
    q: { fallback: 0.05, least: -0.9, most: 0.9 },
    /** Standard deviations: of p's two hills, and of q's. */
    spread: { fallback: [0.12, 0.16, 0.14], least: 0.1, most: 0.4 },
    /** Whether f is the exact potential. */
    snap: { fallback: false },
    /** Whether the exact distance may be seen: a guess comes before the answer. */
    reveal: { fallback: false },
    /** What f is multiplied by. */
    stretch: { fallback: 1, least: 1, most: MOST_STRETCH },
  };
  static words = { en, zh };

  /** @private What is shown now. @type {Float64Array} */
  shown = new Float64Array(PLACES);
  /** @private What f was, and how far from there it has come; between 1-Lipschitz functions there are no others. */
  way = { from: this.shown, share: 1 };
  /** @private Ends f's movement. */
  stop = () => {};
  /** @private @type {Scene | null} */
  scene = null;
  /** @private Which densities the scene is of. */
  key = '';
  /** @private @type {Measured} */
  measured = { gap: 0, slopes: new Float64Array(PLACES - 1), steepest: 0, violations: 0 };
  /** @private The knot that the reader is at. @type {number | null} */
  active = null;
  /** @private Whether a finger is on it: then the view keeps still. */
  isHeld = false;

  /** @protected */
  build() {
    const { t } = this;
    /** @private */
    this.stage = new Stage(frameOf(0), () => this.redraw());
    this.picture = this.stage.canvas;
    /** @private */
    this.view = new LineView(this.stage, this.colours, {
      p: t('line.p'),
      q: t('line.q'),
      f: t('line.f'),
      gap: (gap) => t('line.bracket', decimals(gap)),
      slope: (slope) => t('line.slope', Number(slope.toFixed(2))),
    });
    /** @private */
    this.knots = new Handles(this.stage, this.knotHandles(), (index, _, y) =>
      this.moveKnot(index, y),
    );
    /** @private */
    this.peaks = new Handles(this.stage, this.peakHandles(), (index, x, y) =>
      this.movePeak(index, x, y),
    );
    this.knots.buttons.forEach((knot, index) => this.watch(knot, index));
    /** @private */
    this.bar = new GapBar({
      gap: t('line.gap'),
      distance: t('line.distance'),
      hidden: t('line.hidden'),
      share: (share) => t('line.share', percent(share)),
    });
    /** @private */
    this.verdict = make('p', { class: 'verdict' });
    /** @private */
    this.steepest = make('output', { 'data-number': 'steepest' });
    /** @private */
    this.snapper = toggle({ name: 'snap', label: t('line.snap') }, (snap) =>
      // Whoever has seen the answer goes on seeing it.
      this.set({ snap, stretch: 1, reveal: true }),
    );
    /** @private */
    this.revealer = toggle({ name: 'reveal', label: t('line.reveal') }, (reveal) =>
      this.set({ reveal, ...(reveal ? {} : { snap: false }) }),
    );
    /** @private */
    this.stretcher = button('stretch', t('line.stretch'), () => this.stretchMore());
    this.root.append(
      this.stage.element,
      make('p', { class: 'note' }, t('line.hint')),
      this.bar.element,
      make(
        'div',
        { class: 'judged' },
        make('p', { class: 'slope' }, symbol('K', t('line.steepest')), ' ', this.steepest),
        this.verdict,
      ),
      make(
        'div',
        { class: 'bar' },
        this.revealer.element,
        this.stretcher,
        this.snapper.element,
        this.resetButton(),
      ),
    );
    this.root.classList.add('line');
  }

  /** @private @returns {import('../../ui/handles.js').Handle[]} */
  knotHandles() {
    return KNOTS.map((x, index) => ({
      name: `f${index}`,
      label: this.t('line.knot', decimals(x)),
      kind: 'critic',
      along: 'y',
      say: (_, y) => this.t('line.knotAt', decimals(x), decimals(y)),
    }));
  }

  /** @private @returns {import('../../ui/handles.js').Handle[]} */
  peakHandles() {
    const kinds = /** @type {const} */ (['real', 'real', 'fake']);
    return kinds.map((kind, index) => ({
      name: ['p0', 'p1', 'q'][index],
      label: this.t(`line.${kind}`),
      kind,
      isWhole: true,
      say: (x) => this.t('line.peakAt', kind, decimals(x), decimals(this.value('spread')[index])),
    }));
  }

  /** @private How far a knot may go is shown while the reader is at it. @param {HTMLElement} knot @param {number} index */
  watch(knot, index) {
    const look = (/** @type {number | null} */ active) => {
      if (this.isHeld || this.active === active) return;
      this.active = active;
      this.redraw();
    };
    const hold = (/** @type {boolean} */ isHeld) => {
      this.isHeld = isHeld;
      this.redraw();
    };
    knot.addEventListener('focus', () => look(index));
    knot.addEventListener('blur', () => look(null));
    knot.addEventListener('pointerenter', () => look(index));
    knot.addEventListener('pointerleave', () => look(null));
    knot.addEventListener('pointerdown', () => hold(true));
    knot.addEventListener('pointerup', () => hold(false));
    knot.addEventListener('pointercancel', () => hold(false));
  }

  /** @protected */
  layers() {
    const { stage, colours, t } = this;
    const name = () => t('line.bracket', decimals(this.measured.gap));
    const seen = () => this.scene && { ...this.scene, f: this.shown, ...this.measured, name };
    return stage ? [symbolLayer(stage, colours, seen)] : [];
  }

  /** @protected */
  dispose() {
    this.stop();
    this.stage?.dispose();
  }

  // ---- what the reader does -------------------------------------------------------------------

  /** As in every figure; who gives f does not want the potential. @param {Record<string, unknown>} patch */
  set(patch) {
    const given = 'f' in patch && !('snap' in patch) ? { snap: false, ...patch } : patch;
    this.move();
    super.set(given);
  }

  reset() {
    this.move();
    super.reset();
  }

  /** @private What is set next is gone to from what is shown now. */
  move() {
    this.stop();
    const from = this.shown;
    this.way = { from, share: prefersStill() ? 1 : 0 };
    if (prefersStill()) return;
    this.stop = glide(MOVING, (share) => {
      this.way = { from, share };
      this.redraw();
    });
  }

  /** @private What is set next is there at once. */
  rest() {
    this.stop();
    this.way.share = 1;
  }

  /** @private */
  stretchMore() {
    const stretch = this.value('stretch') * 2;
    if (stretch <= MOST_STRETCH) this.set({ stretch });
  }

  /** @private What f is at its knots, however it came to be so. @returns {number[]} */
  heights() {
    const each = (PLACES - 1) / (KNOTS.length - 1);
    const target = this.target();
    return KNOTS.map((_, index) => target[index * each]);
  }

  /** @private @param {number} index @param {number} y */
  moveKnot(index, y) {
    const f = this.heights();
    const [low, high] = reachOf(f, index);
    const { top } = /** @type {Stage} */ (this.stage).box;
    const edge = [low, high].find((limit) => low <= high && Math.abs(y - limit) < MAGNET);
    f[index] = clamp(edge ?? y, -top, top);
    this.rest();
    super.set({ f, snap: false, stretch: 1, reveal: this.isRevealed });
  }

  /** @private @param {number} index @param {number} x @param {number} y */
  movePeak(index, x, y) {
    const mean = clamp(x, -0.9, 0.9);
    const spread = [...this.value('spread')];
    const { least, most } = Line.parameters.spread;
    const width = widthOf(y, index < 2 ? 0.5 : 1, /** @type {Stage} */ (this.stage).box);
    spread[index] = clamp(width, least, most);
    const p = [...this.value('p')];
    if (index < 2) p[index] = mean;
    this.rest();
    super.set({ p, q: index === 2 ? mean : this.value('q'), spread });
  }

  // ---- what follows ---------------------------------------------------------------------------

  /** @private The f that is asked for. @returns {Float64Array} */
  target() {
    const stretch = this.value('stretch');
    const f =
      this.value('snap') && this.scene ? this.scene.potential : straightBetween(this.value('f'));
    return stretch === 1 ? f : f.map((value) => value * stretch);
  }

  /** @protected */
  async update() {
    const scene = await this.compute();
    const { from, share } = this.way;
    const target = this.target();
    const f = share === 1 ? target : target.map((y, at) => from[at] + share * (y - from[at]));
    this.shown = f;
    this.measured = await figures.ask('lineGap', scene.p, scene.q, f);
    if (!this.stage?.element.isConnected) return;
    this.draw(scene, f);
  }

  /** @private @returns {Promise<Scene>} */
  async compute() {
    const [first, second, third] = this.value('spread');
    const key = JSON.stringify([this.value('p'), this.value('q'), first, second, third]);
    if (this.scene && key === this.key) return this.scene;
    const [p, q] = await Promise.all([
      this.density(this.value('p'), [first, second], P_WEIGHTS),
      this.density([this.value('q')], [third], Q_WEIGHTS),
    ]);
    const { distance, potential } = await figures.ask('lineDual', p, q);
    this.key = key;
    this.scene = { p, q, distance, potential };
    return this.scene;
  }

  /** @private @param {number[]} means @param {number[]} widths @param {Float64Array} weights @returns {Promise<Float64Array>} */
  density(means, widths, weights) {
    const [ms, ws] = [means, widths].map((list) => new Float64Array(list));
    return figures.ask('lineDensity', ms, ws, weights, PLACES);
  }

  /** @private @param {Scene} scene @param {Float64Array} f */
  draw(scene, f) {
    const { stage, measured } = this;
    if (!stage) return;
    const heights = this.heights();
    if (!this.isHeld) stage.box = frameOf(f.reduce((most, y) => Math.max(most, Math.abs(y)), 0));
    const each = (PLACES - 1) / (KNOTS.length - 1);
    KNOTS.forEach((x, index) => this.knots?.place(index, x, f[index * each]));
    const [first, second, third] = this.value('spread');
    const [left, right] = this.value('p');
    this.peaks?.place(0, left, peakOf(first, 0.5, stage.box));
    this.peaks?.place(1, right, peakOf(second, 0.5, stage.box));
    this.peaks?.place(2, this.value('q'), peakOf(third, 1, stage.box));
    const { active } = this;
    const reach = active === null ? null : { x: KNOTS[active], range: reachOf(heights, active) };
    const means = { p: meanUnder(scene.p, f), q: meanUnder(scene.q, f) };
    this.view?.draw({ ...scene, f, slopes: measured.slopes, reach, means });
    this.write(scene);
  }

  /** @private An answer that is drawn, or asked for. */
  get isRevealed() {
    return this.value('reveal') || this.value('snap');
  }

  /** @private Which sentence holds of f. @param {Scene} scene @returns {'broken' | 'best' | 'held'} */
  judge({ distance }) {
    const { steepest, gap } = this.measured;
    if (steepest > 1 + ROUNDING) return 'broken';
    return distance - gap < 5e-4 ? 'best' : 'held';
  }

  /** @private @param {Scene} scene */
  write(scene) {
    const { gap, steepest } = this.measured;
    const judged = this.judge(scene);
    const { isRevealed } = this;
    this.bar?.show({ gap, distance: scene.distance, isBroken: judged === 'broken', isRevealed });
    this.revealer?.show(isRevealed);
    if (this.verdict) write(this.verdict, this.t(`line.${judged}`));
    if (this.steepest) {
      write(this.steepest, decimals(steepest));
      this.steepest.dataset.value = String(steepest);
    }
    this.root.dataset.verdict = judged;
    this.snapper?.show(this.value('snap') && this.value('stretch') === 1);
    this.stretcher?.setAttribute('aria-disabled', String(this.value('stretch') * 2 > MOST_STRETCH));
  }

  /** @protected */
  describe() {
    if (!this.scene) return '';
    const { gap, steepest } = this.measured;
    return this.t('line.describe', {
      p: this.value('p').map(decimals),
      q: decimals(this.value('q')),
      gap: decimals(gap),
      distance: this.isRevealed ? decimals(this.scene.distance) : null,
      steepest: decimals(steepest),
      verdict: this.t(`line.${this.judge(this.scene)}`),
    });
  }
}

/**
 * How low and how high a knot may be so that neither piece beside it is steeper than 1; low > high where the
 * knots beside it are too far apart.
 * @param {readonly number[]} heights
 * @param {number} index
 * @returns {[number, number]}
 */
function reachOf(heights, index) {
  const beside = [heights[index - 1], heights[index + 1]].filter((y) => y !== undefined);
  return [Math.max(...beside) - SPACING, Math.min(...beside) + SPACING];
}
