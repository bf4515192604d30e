/** What `<em-transport>` is made of: the plane and its pile, the plan as a matrix, the four steps, the prices. */

import { button, make, write } from '../../ui/dom.js';
import { prefersStill } from '../../ui/motion.js';
import { SQUARE, Stage } from '../../ui/stage.js';
import { toggle } from '../kit/inputs.js';
import { GuessView } from '../kit/guess-view.js';
import { symbol } from '../kit/symbols.js';
import { AverageChart } from './average.js';
import { couplingChoice } from './coupling-choice.js';
import { Entropy } from './entropy.js';
import { grainAt, GrainPointer } from './grain-pointer.js';
import { PlanMatrix } from './matrix.js';
import { DRAWS, GRAINS } from './parameters.js';
import { Pile } from './pile.js';
import { StepsList } from './steps-list.js';

/** @typedef {import('../../ui/theme.js').Theme} Theme */
/** @typedef {import('../kit/figure.js').Figure['t']} Words */
/**
 * @typedef {object} Actions what the reader may do
 * @property {(patch: Record<string, unknown>) => void} set
 * @property {(grain: number) => void} look at a grain, from 1; 0 for none
 * @property {() => void} play or pause
 * @property {() => void} step
 * @property {() => void} leap
 * @property {() => void} paint the sizes are others
 * @property {() => void} redraw something was guessed, or taken back
 */

/** The step at which a way is paid for. */
const PAYS = 2;
/** Draws that are made at once, where nothing moves. */
export const LEAP = 100;

export class TransportPanel {
  /**
   * @param {Words} t
   * @param {Theme} theme
   * @param {Actions} actions
   * @param {HTMLButtonElement} reset
   */
  constructor(t, theme, actions, reset) {
    /** @private */
    this.t = t;
    /** @private */
    this.actions = actions;
    /** @private x and y of the grains in turn @type {ArrayLike<number>} */
    this.grains = [];
    this.stage = new Stage({ ...SQUARE }, actions.paint);
    this.stage.element.classList.add('plane');
    this.matrix = new PlanMatrix(theme);
    this.pile = new Pile(theme);
    this.chart = new AverageChart(theme, DRAWS);
    const titles = /** @type {const} */ ([1, 2, 3, 4]).map((step) => t(`transport.step${step}`));
    this.steps = new StepsList(
      titles.map((title, at) => (at === PAYS ? symbol('c', title) : make('span', {}, title))),
    );
    this.guess = new GuessView('random-cost', t, actions.redraw);
    /** @private */
    this.where = make('p', { class: 'note where' });
    this.openPointers();
    const side = make('div', { class: 'side' }, this.openBar(reset), this.steps.element);
    /** @private */
    this.nearer = make('p', { class: 'note nearer' }, t('transport.nearer'));
    side.append(this.where, this.chart.element);
    const prices = make('div', { class: 'side prices' }, this.guess.element, ...this.openPrices());
    this.element = make('div', { class: 'columns' }, this.openEarth(), side);
    this.element.append(this.openPlan(), prices, this.nearer);
  }

  dispose() {
    for (const part of [this.stage, this.matrix, this.pile, this.chart, this.guess]) part.dispose();
  }

  /** What is set. @param {{ plan: string, epsilon: number, all: boolean, play: boolean, ask: boolean }} values */
  show({ plan, epsilon, all, play, ask }) {
    this.allToggle?.show(all);
    this.couplings?.show(epsilon === 0 ? plan : '');
    this.entropy?.show(epsilon);
    this.guess.ask(ask);
    if (this.playButton)
      write(this.playButton, this.t(play ? 'transport.pause' : 'transport.play'));
  }

  /**
   * @param {ArrayLike<number>} grains x and y in turn
   * @param {number} grain chosen, from 1; 0 for none
   * @param {{ chosen: string, pointed: string }} words of it, and of the one that is pointed at
   */
  point(grains, grain, words) {
    this.grains = grains;
    write(this.where, words.pointed);
    const at = Math.max(0, grain - 1);
    const { left, right, top, bottom } = this.stage.box;
    const x = (grains[2 * at] - left) / (right - left);
    const y = (top - grains[2 * at + 1]) / (top - bottom);
    this.pointer?.place({ x, y }, { grain, most: GRAINS }, words.chosen);
    this.rowPointer?.place({ x: 0, y: at / GRAINS }, { grain, most: GRAINS }, words.chosen);
  }

  /**
   * @param {{ optimal: number, random: number | null, blurred: number, divergence: number }} costs none of the random
   * coupling as long as it is guessed
   */
  price({ optimal, random, blurred, divergence }) {
    this.couplings?.price({ optimal, random });
    this.entropy?.measure({ exact: optimal, blurred, divergence }, 1.6 * optimal);
  }

  /** That its scene is another than that of other figures. @param {boolean} isUsual */
  noteScene(isUsual) {
    this.nearer.style.visibility = isUsual ? '' : 'hidden';
  }

  /** @private */
  openEarth() {
    const { t } = this;
    const key = make('p', { class: 'note key head' });
    key.append(
      symbol('x1 Q', t('transport.grains'), { class: 'grain-key' }),
      symbol('x2 P', t('transport.points'), { class: 'point-key' }),
      make('span', { class: 'arrived-key' }, t('transport.arrived')),
    );
    const label = make('p', { class: 'note' }, symbol('P', t('transport.pile')));
    return make('div', { class: 'earth' }, key, this.stage.element, label, this.pile.element);
  }

  /** @private */
  openPlan() {
    const { t, matrix } = this;
    const title = make('p', { class: 'note head' }, symbol('γ', t('transport.matrix')));
    const label = make('p', { class: 'note' }, symbol('p', t('transport.sums')));
    return make(
      'div',
      { class: 'earth plan' },
      title,
      matrix.stage.element,
      label,
      matrix.foot.element,
    );
  }

  /** @private @param {HTMLButtonElement} reset */
  openBar(reset) {
    const { t, actions } = this;
    const bar = make('div', { class: 'bar' });
    if (prefersStill()) {
      bar.append(button('leap', t('transport.leap', LEAP), actions.leap));
    } else {
      /** @private Absent where nothing is to move. */
      this.playButton = button('play', t('transport.play'), actions.play);
      this.playButton.classList.add('primary');
      bar.append(this.playButton);
    }
    /** @private */
    this.allToggle = toggle({ name: 'all', label: t('transport.all') }, (all) =>
      actions.set({ all, play: false }),
    );
    const step = button('step', t('transport.step'), actions.step);
    bar.append(step, this.allToggle.element, reset);
    return bar;
  }

  /** @private A grain is pointed at in the plane, or as a row. */
  openPointers() {
    const { t, stage, matrix, actions } = this;
    const told = {
      looked: actions.look,
      chosen: (/** @type {number} */ grain) => actions.set({ grain }),
    };
    /** @private */
    this.pointer = new GrainPointer(stage, {
      ...told,
      name: 'grain',
      label: t('transport.pointer'),
      at: (spot) => grainAt(stage, this.grains, spot),
    });
    /** @private */
    this.rowPointer = new GrainPointer(matrix.stage, {
      ...told,
      name: 'row',
      label: t('transport.row'),
      isRow: true,
      at: (spot) => matrix.rowAt(spot),
    });
  }

  /** @private What the couplings cost, and entropy. @returns {HTMLElement[]} */
  openPrices() {
    const { t, actions } = this;
    const choices = { optimal: t('transport.optimal'), random: t('transport.random') };
    const words = { label: t('transport.coupling'), choices, cost: t('transport.cost') };
    /** @private */
    this.couplings = couplingChoice(words, (plan) => actions.set({ plan, epsilon: 0 }));
    const names = {
      label: t('transport.epsilon'),
      none: t('transport.exact'),
      exact: t('transport.distance'),
      blurred: t('transport.blurred'),
      divergence: t('transport.divergence'),
    };
    /** @private */
    this.entropy = new Entropy(names, (epsilon) => actions.set({ epsilon, plan: 'optimal' }));
    return [this.couplings.element, this.entropy.element];
  }
}
