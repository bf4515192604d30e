/**
 * `<em-transport>`: moving the earth. A grain is picked on Q's curve, sent where the plan says, its way is paid for,
 * and the average over many such grains nears what the plan costs; what has arrived is P.
 */

import { button, make, write } from '../../ui/dom.js';
import { decimals, percent } from '../../ui/format.js';
import { AverageChart } from './average.js';
import { figures } from '../kit/calculator.js';
import { couplingChoice } from './coupling-choice.js';
import { stain } from '../kit/density.js';
import { Draws } from './draws.js';
import { Figure } from '../kit/figure.js';
import { GrainPointer } from './grain-pointer.js';
import { toggle } from '../kit/inputs.js';
import { glide, prefersStill } from '../../ui/motion.js';
import { next, play } from './pace.js';
import { Pile } from './pile.js';
import { SQUARE, Stage } from '../../ui/stage.js';
import { StepsList } from './steps-list.js';
import { DRAWS, GRAINS, PARAMETERS } from './parameters.js';
import { transportStyle } from './style.js';
import { paintTransport } from './view.js';
import { en } from './words/en.js';
import { zh } from './words/zh.js';

/** @typedef {import('../../../dist/pkg/figures/earthmover_web.js').Transport} Transport */
/** @typedef {import('../../../dist/pkg/figures/earthmover_web.js').Densities} Densities */
/** @typedef {'optimal' | 'random'} Coupling */
/** @typedef {{ transport: Transport, density: Float32Array, line: Float64Array, optimal: Draws, random: Draws }} Scene */

const POINTS = 40;
/** Draws that are made at once, where nothing moves. */
const LEAP = 100;
/** Cells of a density on each side; points that a curve is drawn through. */
const SIDE = 72;
const FINE = 96;
/** Milliseconds in which a grain goes its way. */
const WAY = 550;

export default class TransportFigure extends Figure {
  static parameters = PARAMETERS;
  static passing = ['play'];
  static words = { en, zh };
  static styles = [transportStyle];

  /** @private @type {Scene | null} */
  scene = null;
  /** @private What the scene was asked for with. */
  key = '';
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
    const { t, colours: theme } = this;
    Object.assign(this, { scene: null, key: '', looked: 0, travelled: 1, isPlaying: false });
    /** @private */
    this.stage = new Stage(SQUARE, () => this.paint());
    this.stage.element.classList.add('square');
    this.picture = this.stage.canvas;
    /** @private */
    this.pointer = new GrainPointer(this.stage, {
      label: t('transport.pointer'),
      looked: (grain) => this.look(grain),
      chosen: (grain) => this.set({ grain }),
    });
    /** @private */
    this.pile = new Pile(theme);
    /** @private */
    this.chart = new AverageChart(theme, DRAWS);
    const titles = /** @type {const} */ ([1, 2, 3, 4]).map((step) => t(`transport.step${step}`));
    /** @private */
    this.steps = new StepsList(titles);
    const choices = { optimal: t('transport.optimal'), random: t('transport.random') };
    const words = { label: t('transport.coupling'), choices, cost: t('transport.cost') };
    /** @private */
    this.couplings = couplingChoice(words, (plan) => this.set({ plan }));
    /** @private */
    this.where = make('p', { class: 'note where' });
    const key = make('p', { class: 'note key' });
    key.append(
      make('span', { class: 'grain-key' }, t('transport.grains')),
      make('span', { class: 'point-key' }, t('transport.points')),
      make('span', { class: 'arrived-key' }, t('transport.arrived')),
    );
    const left = make('div', { class: 'earth' }, this.stage.element, this.pile.element, key);
    const right = make('div', { class: 'side' }, this.openBar(), this.steps.element);
    right.append(this.where, this.chart.element, this.couplings.element);
    this.root.append(make('div', { class: 'columns' }, left, right));
  }

  /** @private */
  openBar() {
    const { t } = this;
    /** @private Absent where nothing is to move. @type {HTMLButtonElement | undefined} */
    this.playButton = undefined;
    const bar = make('div', { class: 'bar' });
    if (prefersStill()) {
      bar.append(button('leap', t('transport.leap', LEAP), () => this.leap()));
    } else {
      this.playButton = button('play', t('transport.play'), () => this.pressPlay());
      this.playButton.classList.add('primary');
      bar.append(this.playButton);
    }
    /** @private */
    this.allToggle = toggle({ name: 'all', label: t('transport.all') }, (all) =>
      this.set({ all, play: false }),
    );
    const step = button('step', t('transport.step'), () => this.pressStep());
    bar.append(step, this.allToggle.element, this.resetButton());
    return bar;
  }

  /** What is there to be measured: shares of all the mass, and costs. */
  get report() {
    const { scene } = this;
    if (!scene) return null;
    const draws = this.shownDraws(scene);
    const { draws: made } = this.progress;
    const grain = this.pointed;
    return {
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
    const isPlayed = this.value('play');
    this.allToggle?.show(this.value('all'));
    this.couplings?.show(this.value('plan'));
    if (this.playButton)
      write(this.playButton, this.t(isPlayed ? 'transport.pause' : 'transport.play'));
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
      const [optimal, random] = await Promise.all([
        this.drawsOf(transport.optimal, Number(seed)),
        this.drawsOf(transport.random, Number(seed)),
      ]);
      this.scene = { transport, density: densities.p, line, optimal, random };
      this.key = key;
      this.couplings?.price({ optimal: transport.optimal.cost, random: transport.random.cost });
    }
    this.paint();
  }

  /** @private @param {import('../../../dist/pkg/figures/earthmover_web.js').Plan} plan @param {number} seed */
  async drawsOf(plan, seed) {
    const flows = await figures.ask('drawFlows', plan.mass, DRAWS, Math.round(seed));
    return new Draws(plan, flows, GRAINS, POINTS);
  }

  /** @protected */
  describe() {
    const { t, scene, pointed } = this;
    if (!scene) return '';
    const draws = this.shownDraws(scene);
    const parts = [
      t('transport.describe', {
        coupling: this.value('plan'),
        cost: decimals(draws.plan.cost),
        other: decimals(scene.transport[this.isOptimal ? 'random' : 'optimal'].cost),
        grains: GRAINS,
        points: POINTS,
      }),
      this.value('all')
        ? t('transport.describeAll')
        : t('transport.describeDraws', this.progress.draws, decimals(this.average(draws) ?? 0)),
    ];
    if (pointed) parts.push(this.wordsOf(draws, pointed));
    return parts.join(t('transport.between'));
  }

  /** @protected */
  dispose() {
    this.isPlaying = false;
    this.stop();
    this.stage?.dispose();
    this.pile?.dispose();
    this.chart?.dispose();
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

  /** @private @param {Scene} scene */
  shownDraws(scene) {
    return this.isOptimal ? scene.optimal : scene.random;
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

  /** @private @param {Draws} draws @param {number} grain */
  wordsOf(draws, grain) {
    const candidates = draws.candidates(grain - 1);
    const shares = candidates.map(({ share }) => percent(share));
    const cost = candidates.reduce((sum, { share, distance }) => sum + share * distance, 0);
    return this.t('transport.where', grain, shares, decimals(cost));
  }

  /** @private */
  paint() {
    const { scene, stage, colours: theme, t } = this;
    if (!stage) return;
    stage.clear();
    if (!scene || stage.width === 0) return;
    const draws = this.shownDraws(scene);
    const arrived = this.arrived(draws);
    const { transport, density, line } = scene;
    if (this.value('width') > 0) stain(stage, density, theme.colour('--em-real'), 0.28);
    const { p, q } = transport;
    paintTransport(stage, theme, { p, q, line, draws, arrived, ...this.shownDraw(draws) });
    this.pile?.draw(p, arrived);
    const { optimal, random } = transport;
    this.chart?.draw(draws.averages, this.progress.draws, [
      { value: optimal.cost, label: 'W₁', isChief: this.isOptimal },
      { value: random.cost, label: t('transport.random'), isChief: !this.isOptimal },
    ]);
    this.showSteps(draws);
    const { pointed } = this;
    const grain = Math.round(this.value('grain'));
    const none = t('transport.nowhere');
    this.pointer?.place(q, grain, grain ? this.wordsOf(draws, grain) : none);
    if (this.where) write(this.where, pointed ? this.wordsOf(draws, pointed) : none);
  }

  /** @private Of the draw that is being made, or was last; or of the grain pointed at. @param {Draws} draws */
  shownDraw(draws) {
    const none = { grain: -1, hasCandidates: false, flow: -1, travelled: 0, cost: '' };
    if (this.pointed) return { ...none, grain: this.pointed - 1, hasCandidates: true };
    const { draws: made, step } = this.progress;
    if (this.value('all') || (made === 0 && step === 0)) return none;
    const flow = draws.flows[step ? made : made - 1];
    const grain = draws.plan.from[flow];
    if (step === 1) return { ...none, grain };
    const isPaid = step !== 2;
    return {
      grain,
      hasCandidates: true,
      flow,
      travelled: isPaid ? this.travelled : 0,
      cost: isPaid ? decimals(draws.plan.distance[flow]) : '',
    };
  }

  /** @private @param {Draws} draws */
  showSteps(draws) {
    const { t } = this;
    const { draws: made, step } = this.progress;
    if (this.value('all')) {
      this.steps?.show(0, ['', '', '', t('transport.wholeAverage', decimals(draws.plan.cost))]);
      return;
    }
    const current = step || (made ? 4 : 0);
    const flow = draws.flows[step ? made : Math.max(0, made - 1)];
    const grain = draws.plan.from[flow];
    const share = draws.plan.mass[flow] * GRAINS;
    const count = draws.candidates(grain).length;
    const outcomes = [
      t('transport.grain', grain + 1),
      t('transport.drawn', percent(share), count),
      decimals(draws.plan.distance[flow]),
    ].map((outcome, at) => (at < current ? outcome : ''));
    const average = made ? t('transport.average', made, decimals(draws.averages[made])) : '';
    this.steps?.show(current, [...outcomes, average]);
  }
}
