/**
 * `<em-transport>`: moving the earth. A grain is picked on Q's curve, sent where the plan says, its way is paid for,
 * and the average over many such grains nears what the plan costs; what has arrived is P.
 */

import { decimals } from '../../ui/format.js';
import { glide, prefersStill } from '../../ui/motion.js';
import { figures } from '../../run/calculator.js';
import { stain } from '../kit/density.js';
import { Figure } from '../kit/figure.js';
import { guessStyle } from '../kit/guess-style.js';
import { Draws } from './draws.js';
import { LEAST } from './entropy.js';
import { frameOf } from './frame.js';
import { cellsOf, columnsOf } from './matrix.js';
import { next, play } from './pace.js';
import { LEAP, TransportPanel } from './panel.js';
import { DRAWS, GRAINS, PARAMETERS } from './parameters.js';
import { drawnOf, grainWords, stepsOf } from './progress.js';
import { transportStyle } from './style.js';
import { symbolLayers } from './symbols.js';
import { paintTransport } from './view.js';
import { en } from './words/en.js';
import { zh } from './words/zh.js';

/** @typedef {import('../../../dist/pkg/figures/earthmover_web.js').Transport} Transport */
/** @typedef {import('../../../dist/pkg/figures/earthmover_web.js').Densities} Densities */
/** @typedef {'optimal' | 'random'} Coupling */
/** @typedef {{ draws: Draws, cells: Float64Array }} Shown a coupling: grains drawn from it, and its masses */
/** @typedef {{ transport: Transport, density: Float32Array, line: Float64Array, columns: number[] } & Record<Coupling, Shown>} Scene */
/** @typedef {Shown & { epsilon: number, divergence: number }} Blurred */

const POINTS = 40;
/** Cells of a density on each side; points that a curve is drawn through. */
const SIDE = 72;
const FINE = 96;
/** Milliseconds in which a grain goes its way. */
const WAY = 550;

export default class TransportFigure extends Figure {
  static parameters = PARAMETERS;
  static passing = ['play'];
  static words = { en, zh };
  static styles = [guessStyle, transportStyle];

  /** @private @type {Scene | null} */
  scene = null;
  /** @private What the scene was asked for with. */
  key = '';
  /** @private The plan that entropy blurs, where it does. @type {Blurred | null} */
  blurred = null;
  /** @private The grain that a mouse is at, from 1. */
  looked = 0;
  /** @private Share of its way that the drawn grain has gone. */
  travelled = 1;
  /** @private */
  isPlaying = false;
  /** @private */
  stop = () => {};

  /** @protected */
  build() {
    const fresh = {
      scene: null,
      key: '',
      blurred: null,
      looked: 0,
      travelled: 1,
      isPlaying: false,
    };
    Object.assign(this, fresh);
    const actions = {
      set: (/** @type {Record<string, unknown>} */ patch) => this.set(patch),
      look: (/** @type {number} */ grain) => this.look(grain),
      play: () => this.pressPlay(),
      step: () => this.pressStep(),
      leap: () => this.leap(),
      paint: () => this.paint(),
      redraw: () => this.redraw(),
    };
    /** @private */
    this.panel = new TransportPanel(this.t, this.colours, actions, this.resetButton());
    this.picture = this.panel.stage.canvas;
    this.root.append(this.panel.element);
  }

  /** What is there to be measured: shares of all the mass, and costs. */
  get report() {
    const { scene } = this;
    if (!scene) return null;
    const { draws, cells } = this.shown(scene);
    const { draws: made } = this.progress;
    const grain = this.pointed;
    return {
      cells: [...cells],
      cost: draws.plan.cost,
      divergence: this.blurred?.divergence ?? null,
      draws: made,
      average: this.average(draws),
      costs: { optimal: scene.transport.optimal.cost, random: scene.transport.random.cost },
      arrived: [...this.arrived(draws)],
      candidates: grain ? draws.candidates(grain - 1) : [],
    };
  }

  /** @protected */
  changed() {
    // Where nothing is to move, all of it has been played at once.
    if (this.value('play') && prefersStill()) {
      super.set({ play: false, draws: DRAWS, step: 0, all: false });
      return;
    }
    const { plan, all, play: isPlayed, ask } = /** @type {any} */ (this.values);
    this.panel?.show({ plan, epsilon: this.entropyWeight, all, play: isPlayed, ask });
    // Who takes the random coupling sees what it costs.
    if (!this.isOptimal) this.panel?.guess.skip();
    super.changed();
    if (isPlayed && !this.isPlaying) this.run();
  }

  /** @protected */
  async update() {
    const spine = Float64Array.from(this.value('p'));
    const curve = Float64Array.from(this.value('q'));
    const { width, seed } = this.values;
    const key = JSON.stringify([...spine, ...curve, width, seed]);
    if (key !== this.key || !this.scene) {
      const [line, transport, densities] = await Promise.all([
        figures.ask('curve', curve, FINE),
        figures.ask('transport', spine, curve, width, GRAINS, POINTS),
        figures.ask('densities', spine, curve, width, 0, SIDE),
      ]);
      const columns = columnsOf(transport.p);
      const [optimal, random] = await Promise.all([
        this.shownOf(transport.optimal, columns),
        this.shownOf(transport.random, columns),
      ]);
      this.scene = { transport, density: densities.p, line, columns, optimal, random };
      this.key = key;
      this.blurred = null;
    }
    await this.soften(this.scene, [spine, curve, width]);
    this.price(this.scene);
    this.paint();
  }

  /** @private @param {import('../../../dist/pkg/figures/earthmover_web.js').Plan} plan @param {number[]} columns */
  async shownOf(plan, columns) {
    const flows = await figures.ask('drawFlows', plan.mass, DRAWS, Math.round(this.value('seed')));
    const draws = new Draws(plan, flows, GRAINS, POINTS);
    return { draws, cells: cellsOf(plan, GRAINS, columns) };
  }

  /** @private The plan under the entropy that is set. @param {Scene} scene @param {unknown[]} asked */
  async soften({ columns }, asked) {
    const epsilon = this.entropyWeight;
    if (epsilon === (this.blurred?.epsilon ?? 0)) return;
    if (epsilon === 0) {
      this.blurred = null;
      return;
    }
    /** @type {import('../../../dist/pkg/figures/earthmover_web.js').BlurredTransport} */
    const { plan, divergence } = await figures.ask(
      'blurredTransport',
      ...[...asked, GRAINS, POINTS, epsilon],
    );
    this.blurred = { ...(await this.shownOf(plan, columns)), epsilon, divergence };
  }

  /** @private What each coupling costs; the random one's is kept back as long as it is guessed. @param {Scene} scene */
  price({ transport: { optimal, random } }) {
    const { blurred, parameters, panel } = this;
    panel?.guess.settle(random.cost / optimal.cost);
    panel?.price({
      optimal: optimal.cost,
      random: this.isKept ? null : random.cost,
      blurred: blurred?.draws.plan.cost ?? optimal.cost,
      divergence: blurred?.divergence ?? optimal.cost,
    });
    const isUsual = ['p', 'q'].every(
      (name) => String(this.value(name)) === String(parameters[name].fallback),
    );
    panel?.noteScene(isUsual);
  }

  /** @protected */
  describe() {
    const { t, scene, pointed } = this;
    if (!scene) return '';
    const { draws } = this.shown(scene);
    const { optimal, random } = scene.transport;
    const other = this.isOptimal ? random.cost : optimal.cost;
    const cost = decimals(draws.plan.cost);
    const parts = [
      this.blurred && this.isOptimal
        ? t('transport.describeBlurred', {
            epsilon: String(this.blurred.epsilon),
            cost,
            exact: decimals(optimal.cost),
            divergence: decimals(this.blurred.divergence),
          })
        : t('transport.describe', {
            coupling: this.value('plan'),
            cost,
            other: this.isKept ? null : decimals(other),
            grains: GRAINS,
            points: POINTS,
          }),
      this.value('all')
        ? t('transport.describeAll')
        : t('transport.describeDraws', this.progress.draws, decimals(this.average(draws) ?? 0)),
    ];
    if (pointed) parts.push(grainWords(draws, pointed, t));
    return parts.join(t('transport.between'));
  }

  /** @protected */
  layers() {
    const seen = () => {
      const { scene } = this;
      if (!scene) return null;
      const { transport, line, density } = scene;
      const { plan } = this.shown(scene).draws;
      return { p: transport.p, q: transport.q, line, density, plan };
    };
    return this.panel ? symbolLayers(this.panel, this.colours, seen) : [];
  }

  /** @protected */
  dispose() {
    this.isPlaying = false;
    this.stop();
    this.panel?.dispose();
  }

  // ---- where it is ----------------------------------------------------------------------------

  /** @private @returns {import('./pace.js').Progress} */
  get progress() {
    return { draws: Math.round(this.value('draws')), step: Math.round(this.value('step')) };
  }

  /** @private */
  get isOptimal() {
    return this.value('plan') === 'optimal';
  }

  /** @private The grain that a reader points at, from 1; 0 for none. */
  get pointed() {
    return this.looked || Math.round(this.value('grain'));
  }

  /** @private Entropy's weight: 0 for none. @returns {number} */
  get entropyWeight() {
    const epsilon = this.value('epsilon');
    return epsilon < LEAST ? 0 : epsilon;
  }

  /** @private The random coupling's cost is not to be seen yet. */
  get isKept() {
    return (this.panel?.guess.isOpen ?? false) && this.isOptimal;
  }

  /** @private @param {Scene} scene @returns {Shown} */
  shown(scene) {
    if (!this.isOptimal) return scene.random;
    return this.blurred ?? scene.optimal;
  }

  /** @private @param {Draws} draws */
  arrived(draws) {
    return this.value('all') ? draws.whole() : draws.arrivals(this.progress.draws);
  }

  /** @private @param {Draws} draws @returns {number | null} null before the first draw */
  average(draws) {
    if (this.value('all')) return draws.plan.cost;
    const { draws: made } = this.progress;
    return made ? draws.averages[made] : null;
  }

  // ---- what moves it --------------------------------------------------------------------------

  /** @private To a later draw or step; the last draw ends what is being played. @param {import('./pace.js').Progress} to */
  advance({ draws, step }) {
    const isLast = draws >= DRAWS;
    const { step: before } = this.progress;
    this.stop();
    this.travelled = 1;
    this.set({
      draws: Math.min(draws, DRAWS),
      step: isLast ? 0 : step,
      play: this.value('play') && !isLast,
      grain: 0,
      all: false,
    });
    if (step !== 3 || before === 3 || prefersStill()) return;
    this.travelled = 0;
    this.stop = glide(WAY, (share) => {
      this.travelled = share;
      this.paint();
    });
  }

  /** @private A run that is over, or has been cut short, begins anew. */
  get start() {
    const isOver = this.value('all') || this.progress.draws >= DRAWS;
    return isOver ? { draws: 0, step: 0, all: false } : {};
  }

  /** @private */
  pressPlay() {
    this.set(this.value('play') ? { play: false } : { ...this.start, grain: 0, play: true });
  }

  /** @private */
  pressStep() {
    this.set({ ...this.start, play: false });
    this.advance(next(this.progress));
  }

  /** @private */
  leap() {
    this.set(this.start);
    this.advance({ draws: this.progress.draws + LEAP, step: 0 });
  }

  /** @private As long as it is played; nothing is before it can be seen. */
  run() {
    this.isPlaying = true;
    play({
      isOn: () => {
        this.isPlaying = this.isPlaying && this.value('play');
        return this.isPlaying;
      },
      from: () => (this.scene ? this.progress : null),
      reached: (progress) => this.advance(progress),
    });
  }

  /** @private @param {number} grain */
  look(grain) {
    if (this.looked === grain) return;
    this.looked = grain;
    this.paint();
  }

  // ---- what is seen ---------------------------------------------------------------------------

  /** @private */
  paint() {
    const { scene, panel, colours: theme } = this;
    if (!panel) return;
    const { stage } = panel;
    stage.clear();
    if (!scene || stage.width === 0) return;
    const { draws, cells } = this.shown(scene);
    const arrived = this.arrived(draws);
    const { transport, density, line, columns } = scene;
    stage.box = frameOf([transport.p, transport.q, line]);
    if (this.value('width') > 0) stain(stage, density, theme.colour('--em-real'), 0.28);
    const { p, q } = transport;
    const { progress, pointed, travelled } = this;
    const isWhole = this.value('all');
    const drawn = drawnOf(draws, { progress, isWhole, pointed, travelled });
    paintTransport(stage, theme, { p, q, line, draws, arrived, ...drawn });
    const { from, to } = draws.plan;
    const { flow } = drawn;
    const cell = flow < 0 ? null : { row: from[flow], column: columns[to[flow]] };
    panel.matrix.draw({ cells, rows: GRAINS, columns: POINTS, lit: drawn.grain, drawn: cell });
    panel.pile.draw(p, arrived, stage.box);
    panel.chart.draw(draws.averages, progress.draws, this.levels(scene));
    const { current, outcomes } = stepsOf(draws, progress, isWhole, this.t);
    panel.steps.show(current, outcomes);
    const words = (/** @type {number} */ grain) =>
      grain ? grainWords(draws, grain, this.t) : this.t('transport.nowhere');
    const grain = Math.round(this.value('grain'));
    panel.point(q, grain, { chosen: words(grain), pointed: words(pointed) });
  }

  /** @private What the average may near. @param {Scene} scene @returns {import('./average.js').Level[]} */
  levels({ transport: { optimal, random } }) {
    const { t, blurred } = this;
    const isBlurred = this.isOptimal && blurred !== null;
    const best = { value: optimal.cost, label: 'W₁', isChief: this.isOptimal && !isBlurred };
    if (isBlurred) {
      return [best, { value: blurred.draws.plan.cost, label: t('transport.under'), isChief: true }];
    }
    const other = { value: random.cost, label: t('transport.random'), isChief: !this.isOptimal };
    return this.isKept ? [best] : [best, other];
  }
}
