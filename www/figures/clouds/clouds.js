/**
 * `<em-clouds>`: two distributions that need not touch, P about its spine and Q on a curve, and four numbers that
 * say how far apart they are. Wasserstein-1 falls as they near each other; the others wait until they meet.
 */

import { make, write } from '../../ui/dom.js';
import { figures } from '../../run/calculator.js';
import { cloudsStyle } from './style.js';
import { dots, stain, stroke } from '../kit/density.js';
import { Figure } from '../kit/figure.js';
import { grabbing } from '../../ui/grabbing.js';
import { Handles } from '../../ui/handles.js';
import { slider, toggle } from '../kit/inputs.js';
import { Meters, written } from './meters.js';
import { glide, prefersStill } from '../../ui/motion.js';
import { bent, between, COUNT, middle, pointOf, SCENE, shifted } from '../kit/scene.js';
import { isNearLine, SymbolLayer } from '../kit/symbol-layer.js';
import { Sweep } from './sweep.js';
import { SQUARE, Stage } from '../../ui/stage.js';
import { placeOf } from './way.js';
import { en } from './words/en.js';
import { zh } from './words/zh.js';

/** @typedef {import('../../../dist/pkg/figures/earthmover_web.js').Clouds} Clouds */
/** @typedef {import('../../../dist/pkg/figures/earthmover_web.js').Densities} Densities */
/** @typedef {import('../../../dist/pkg/figures/earthmover_web.js').Divergences} Divergences */
/** @typedef {import('../kit/scene.js').Points} Points */
/** @typedef {{ clouds: Clouds, densities: Densities, spine: Float64Array, apart: import('./meters.js').Apart }} Picture */

/** Cells of a density on each side. */
const SIDE = 96;
/** Points that a spine is drawn through. */
const FINE = 96;
/** Milliseconds in which Q is laid on P. */
const LAYING = 1600;
/** Below this a blur is none: what it leaves cannot be told from the curve. */
const SHARP = 1e-3;

const PARAMETERS = {
  ...SCENE,
  /** The blur of both. Every element has a `blur` of its own, which takes the focus away. */
  sigma: { fallback: 0.05, least: 0, most: 0.3 },
  /** Q's curve lies on P's spine, whatever `q` says. */
  lay: { fallback: false },
};

/** Handles, in the order in which they are gone through. */
const BENDS = SCENE.q.fallback.length / 2;
const WHOLE_P = 0;
const WHOLE_Q = 1;
const FIRST_BEND = 2;

/** @param {Points} from @param {Points} to @param {number} share */
const mixed = (from, to, share) => from.map((value, at) => value + share * (to[at] - value));

export default class CloudsFigure extends Figure {
  static parameters = PARAMETERS;
  static words = { en, zh };
  static styles = [cloudsStyle];

  /** Where Q is seen: on its way, while it is being laid. @private @type {Points} */
  shown = [];
  /** @private @type {Picture | null} */
  drawn = null;
  /** @private */
  stop = () => {};

  /** @protected */
  build() {
    const { t } = this;
    this.drawn = null;
    /** @private */
    this.sweep = this.openSweep();
    /** @private */
    this.stage = new Stage(SQUARE, () => this.paint());
    this.picture = this.stage.canvas;
    this.stage.element.classList.add('square');
    /** @private */
    this.handles = this.openHandles(this.stage);
    /** @private */
    this.meters = new Meters(t, this.colours);
    const format = (/** @type {number} */ value) => (value < SHARP ? '0' : value.toFixed(3));
    /** @private */
    this.widthSlider = slider(
      { name: 'width', label: t('clouds.width'), range: PARAMETERS.width, step: 0.005, format },
      (value) => this.set({ width: value }),
    );
    /** @private */
    this.blurSlider = slider(
      {
        name: 'sigma',
        label: t('clouds.blur'),
        symbols: 'σ',
        range: PARAMETERS.sigma,
        step: 0.005,
        format,
      },
      (value) => this.set({ sigma: value }),
    );
    /** @private */
    this.layToggle = toggle({ name: 'lay', label: t('clouds.lay') }, (value) =>
      this.set({ lay: value }),
    );
    /** @private */
    this.note = make('p', { class: 'note' });
    const bar = make('div', { class: 'bar' }, this.layToggle.element, this.resetButton());
    const { element: width } = this.widthSlider;
    const controls = make('div', { class: 'controls' }, width, this.blurSlider.element, bar);
    const way = make('p', { class: 'way' }, t('clouds.way'));
    const measured = make('div', { class: 'measured' }, this.meters.element, way);
    const parts = [this.stage.element, measured, controls, this.note];
    this.root.append(make('div', { class: 'columns' }, ...parts));
  }

  /** @param {Record<string, unknown>} patch */
  set(patch) {
    const wasLaid = this.value('lay');
    const q = this.value('q');
    const from = this.shown;
    super.set(patch);
    // Whoever says where Q lies takes it off P.
    if (this.value('lay') && this.value('q') !== q && !('lay' in patch)) super.set({ lay: false });
    const isLaidNow = 'lay' in patch && this.value('lay') !== wasLaid;
    if (isLaidNow && this.isConnected && !prefersStill()) this.glide(from);
  }

  /** @protected */
  changed() {
    this.stop();
    this.shown = this.value(this.value('lay') ? 'p' : 'q');
    this.place();
    super.changed();
  }

  /** @protected */
  async update() {
    const spine = Float64Array.from(this.value('p'));
    const curve = Float64Array.from(this.shown);
    const { width, sigma: asked } = /** @type {Record<string, number>} */ (this.values);
    const blur = asked < SHARP ? 0 : asked;
    const [line, clouds, divergences, densities] = await Promise.all([
      figures.ask('curve', spine, FINE),
      figures.ask('clouds', spine, curve, width, COUNT),
      figures.ask('divergences', spine, curve, width, blur),
      figures.ask('densities', spine, curve, width, blur, SIDE),
    ]);
    const apart = { wasserstein: clouds.distance, ...divergences };
    this.drawn = { clouds, densities, spine: line, apart };
    this.paint();
    this.drawMeters();
    // While Q is being laid on P it is on its way all the time.
    this.sweep?.follow({ p: this.value('p'), q: this.value('q'), width, blur });
  }

  /** @protected */
  layers() {
    const { stage, colours: theme } = this;
    if (!stage) return [];
    const [real, fake] = [() => theme.colour('--em-real'), () => theme.colour('--em-fake')];
    /** @param {(drawn: Picture, on: import('../kit/symbol-layer.js').Surface) => void} draw */
    const mark = (draw) => (/** @type {import('../kit/symbol-layer.js').Surface} */ on) => {
      if (this.drawn) draw(this.drawn, on);
    };
    const marks = {
      P: mark(({ clouds, spine }, on) => {
        stroke(on, spine, real(), 2);
        dots(on, clouds.p, real(), 3);
      }),
      p: mark(({ densities }, on) => stain(on, densities.p, real(), 0.8)),
      Q: mark(({ clouds }, on) => stroke(on, clouds.q, fake(), 5)),
      σ: mark(({ densities }, on) => {
        stain(on, densities.q, fake(), 0.7);
        stain(on, densities.p, real(), 0.7);
      }),
    };
    const layer = new SymbolLayer(stage, theme, marks, (spot) => {
      const { drawn } = this;
      if (!drawn) return [];
      if (isNearLine(stage, drawn.clouds.q, spot, 10)) return ['Q'];
      const wide = Math.max(10, stage.x(1.5 * this.value('width')) - stage.x(0));
      return isNearLine(stage, drawn.spine, spot, wide) ? ['P', 'p'] : [];
    });
    return [layer];
  }

  /** @private */
  openSweep() {
    return new Sweep(
      {
        wasserstein: async (p, q, { width }) => {
          const { distance } = await figures.ask('clouds', p, q, width, COUNT);
          return { wasserstein: distance };
        },
        divergences: (p, q, { width, blur }) => figures.ask('divergences', p, q, width, blur),
      },
      () => {
        this.drawMeters();
        this.tell();
      },
    );
  }

  /** @private */
  drawMeters() {
    const { drawn, sweep } = this;
    if (!drawn || !sweep) return;
    const isLimit = this.value('sigma') < SHARP;
    this.meters?.draw(drawn.apart, placeOf(this.value('p'), this.shown), sweep, isLimit);
  }

  /** @protected */
  describe() {
    const { t, drawn } = this;
    if (!drawn) return '';
    const { width, sigma: blur } = this.values;
    const isLimit = Number(blur) < SHARP;
    const numbers = Object.entries(drawn.apart).map(([name, value]) =>
      written(value, isLimit && name !== 'wasserstein'),
    );
    const isLaid = this.value('lay');
    const places = { p: middle(this.value('p')), q: middle(this.shown) };
    const on = Object.keys(drawn.apart).map((name) =>
      this.sweep?.curves[name]?.find(({ place }) => place === 0),
    );
    const atSpine = on.map((point, index) =>
      point ? written(point.value, isLimit && index > 0) : null,
    );
    return t('clouds.describe', { places, isLaid, width, blur, isLimit, numbers, atSpine });
  }

  /** @protected */
  dispose() {
    this.stop();
    this.release?.();
    this.sweep?.dispose();
    this.stage?.dispose();
    this.meters?.dispose();
  }

  // ---- what is moved --------------------------------------------------------------------------

  /** @private @param {Stage} stage */
  openHandles(stage) {
    const { t } = this;
    /** @type {import('../../ui/handles.js').Handle[]} */
    const list = [
      { name: 'p', label: t('clouds.wholeP'), kind: 'real', isWhole: true },
      { name: 'q', label: t('clouds.wholeQ'), kind: 'fake', isWhole: true },
    ];
    for (let at = 0; at < BENDS; at++) {
      list.push({ name: `q${at}`, label: t('clouds.bend', at + 1), kind: 'fake' });
    }
    const handles = new Handles(stage, list, (index, x, y) => this.move(index, x, y));
    /** @private */
    this.release = grabbing(stage, {
      grip: (at) => this.gripOf(at),
      moved: (index, x, y) => this.move(index, x, y),
    });
    return handles;
  }

  /**
   * What a mouse takes hold of beside handles: Q near its curve, P near its spine.
   * @private
   * @param {{ x: number, y: number }} at
   */
  gripOf(at) {
    const { drawn } = this;
    if (!drawn) return null;
    const nearest = (/** @type {Float64Array} */ points) => {
      let least = Infinity;
      for (let i = 0; i < points.length; i += 2) {
        least = Math.min(least, Math.hypot(points[i] - at.x, points[i + 1] - at.y));
      }
      return least;
    };
    const reach = 0.08;
    if (nearest(drawn.clouds.q) < reach) return { index: WHOLE_Q, ...between(this.shown, 1) };
    const isInP = nearest(drawn.spine) < Math.max(reach, 2 * this.value('width'));
    return isInP ? { index: WHOLE_P, ...between(this.value('p'), 0) } : null;
  }

  /** @private @param {number} index @param {number} x @param {number} y */
  move(index, x, y) {
    const q = this.shown;
    if (index === WHOLE_P) {
      const p = this.value('p');
      const at = between(p, 0);
      // Where Q lay on P it stays behind.
      this.set({ p: shifted(p, x - at.x, y - at.y), q });
    } else if (index === WHOLE_Q) {
      const at = between(q, 1);
      this.set({ q: shifted(q, x - at.x, y - at.y) });
    } else this.set({ q: bent(q, index - FIRST_BEND, x, y) });
  }

  /** @private Handles and controls follow at once; what is computed follows them. */
  place() {
    const { handles, shown } = this;
    if (!handles) return;
    const at = [between(this.value('p'), 0), between(shown, 1)];
    for (let bend = 0; bend < BENDS; bend++) at.push(pointOf(shown, bend));
    at.forEach(({ x, y }, index) => handles.place(index, x, y));
    this.widthSlider?.show(this.value('width'));
    this.blurSlider?.show(this.value('sigma'));
    this.layToggle?.show(this.value('lay'));
    const isLimit = this.value('sigma') < SHARP;
    if (this.note) write(this.note, this.t(isLimit ? 'clouds.limits' : 'clouds.blurred', COUNT));
  }

  /** @private From where Q was seen to where it lies now. @param {Points} from */
  glide(from) {
    const to = this.shown;
    this.shown = from;
    this.place();
    this.stop = glide(LAYING, (share) => {
      this.shown = share === 1 ? to : mixed(from, to, share);
      this.place();
      this.redraw();
    });
  }

  // ---- what is drawn --------------------------------------------------------------------------

  /** @private */
  paint() {
    const { drawn, stage, colours: theme } = this;
    if (!stage) return;
    stage.clear();
    if (!drawn || stage.width === 0) return;
    const { clouds, densities, spine } = drawn;
    const [real, fake] = [theme.colour('--em-real'), theme.colour('--em-fake')];
    const isBlurred = this.value('sigma') >= SHARP;
    const { context } = stage;
    if (isBlurred) stain(stage, densities.q, fake, 0.55);
    if (isBlurred || this.value('width') > 0) stain(stage, densities.p, real, 0.5);
    context.globalAlpha = 0.5;
    stroke(stage, spine, real, 1.5);
    context.globalAlpha = 0.85;
    dots(stage, clouds.p, real, 1.6);
    context.globalAlpha = 1;
    stroke(stage, clouds.q, fake, 3);
  }
}
