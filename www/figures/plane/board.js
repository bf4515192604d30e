/** What figure 3's plane is made of: two maps with their handles, controls, numbers, and the gap over steps. */

import { button, make, write } from '../../ui/dom.js';
import { decimals } from '../../ui/format.js';
import { Chart } from '../kit/chart.js';
import { Handles } from '../../ui/handles.js';
import { cloudLayer, mapMark } from '../kit/cloud-symbols.js';
import { choice } from '../kit/inputs.js';
import { Loading } from '../kit/loading.js';
import { symbol } from '../kit/symbols.js';
import { HOLDS } from './critic.js';
import { PlaneView, STEEP, steepestOf } from './view.js';
import { between, COUNT } from '../kit/scene.js';
import { SQUARE, Stage } from '../../ui/stage.js';

/** @typedef {import('./critic.js').PlaneCritic} PlaneCritic */
/** @typedef {import('./view.js').Map} Map */
/** @typedef {import('../../../dist/pkg/figures/earthmover_web.js').PlanePotential} PlanePotential */
/** @typedef {{ potential: PlanePotential, map: Map, scale: number, free: Uint8Array }} Drawn */
/**
 * @typedef {object} Around
 * @property {(key: any, ...parts: unknown[]) => string} t
 * @property {import('../../ui/theme.js').Theme} theme
 * @property {string} language
 * @property {() => PlaneCritic} critic
 * @property {() => number | undefined} distance the exact one, once it is known
 */
/**
 * @typedef {object} Acts what the reader does
 * @property {(constraint: string) => void} hold
 * @property {() => void} toggle
 * @property {() => void} step
 * @property {(name: 'p' | 'q', x: number, y: number) => void} move
 * @property {() => void} resized
 */

const NAMES = /** @type {const} */ (['gap', 'distance', 'steepest', 'steps']);
const CLOUDS = /** @type {const} */ (['p', 'q']);
/** What of the numbers has a symbol in the text. @type {Record<string, string>} */
const SYMBOLS = { gap: 'gap', distance: 'W1', steepest: 'K' };
/** The curve is dear to draw, and changes slowly. */
const CHART_MS = 200;

export class PlaneBoard {
  /**
   * @param {Around} around
   * @param {Acts} acts
   * @param {HTMLElement} reset a button
   */
  constructor(around, acts, reset) {
    const { t, theme } = around;
    /** @private */
    this.around = around;
    /** @private */
    this.drawnAt = 0;
    /** @private */
    this.stages = ['critic', 'potential'].map((name) => {
      const hidden = { role: 'presentation', 'aria-hidden': 'true', 'data-map': name };
      const stage = new Stage(SQUARE, acts.resized, hidden);
      stage.element.classList.add('square');
      return stage;
    });
    /** @private */
    this.views = this.stages.map((stage) => new PlaneView(stage, theme));
    /** @private */
    this.handles = new Handles(
      this.stages[0],
      [
        { name: 'p', label: t('plane.cloudP'), kind: 'real', isWhole: true },
        { name: 'q', label: t('plane.cloudQ'), kind: 'fake', isWhole: true },
      ],
      (index, x, y) => acts.move(CLOUDS[index], x, y),
    );
    const choices = Object.fromEntries(
      Object.keys(HOLDS).map((key) => [key, t(`plane.hold.${key}`)]),
    );
    /** @private */
    this.constraint = choice(
      { name: 'constraint', label: t('plane.constraint'), choices },
      acts.hold,
    );
    for (const key of /** @type {const} */ (['adversarial', 'realReal'])) {
      const chosen = this.constraint.element.querySelector(`[data-value=${key}]`);
      chosen?.append(make('small', {}, ` ${t(`plane.term.${key}`)}`));
    }
    /** @private */
    this.runButton = button('run', t('plane.run'), acts.toggle, { class: 'primary' });
    /** @private */
    this.outputs = NAMES.map((name) => make('output', { 'data-number': name }));
    /** @private */
    this.verdict = make('p', { class: 'verdict' });
    /** @private */
    this.readOut = make('span', { class: 'read-out', 'aria-hidden': 'true' });
    /** @private */
    this.chart = this.makeChart();
    this.loading = new Loading((loaded, total) => t('first.loading', loaded, total));
    this.picture = this.makePicture();
    this.nodes = this.arrange(button('step', t('plane.step'), acts.step), reset);
  }

  /** A critic that knows nothing yet: its curve is seen whole. */
  begin() {
    this.chart.reset();
  }

  dispose() {
    this.chart.dispose();
    for (const stage of this.stages) stage.dispose();
  }

  /**
   * Both maps on one scale, that of the potential. A critic is as good with any constant added: its map is shown with
   * its means on the two clouds as far from the middle as each other, as the potential's are.
   * @param {Drawn} drawn
   * @param {Record<'p' | 'q', number[]>} curves
   * @param {boolean} isTraining the curve may wait
   */
  draw({ potential, map, scale, free }, curves, isTraining) {
    this.views[0].draw(this.around.critic().look, scale, potential, free);
    this.views[1].draw(map, scale, potential, free);
    CLOUDS.forEach((name, index) => {
      const { x, y } = between(curves[name], 1);
      this.handles.place(index, x, y);
    });
    const now = performance.now();
    if (isTraining && now - this.drawnAt < CHART_MS) return;
    this.drawnAt = now;
    this.chart.draw();
  }

  /** @param {{ distance: number, constraint: string, isRunning: boolean, sentence: string }} shown */
  write({ distance, constraint, isRunning, sentence }) {
    const { t, critic } = this.around;
    const { look, steps } = critic();
    const steepest = look ? steepestOf(look.gradients) : NaN;
    [look?.gap ?? NaN, distance, steepest, steps].forEach((value, index) => {
      const text = NAMES[index] === 'steps' ? t('plane.count', steps) : decimals(value);
      write(this.outputs[index], Number.isNaN(value) ? '–' : text);
      this.outputs[index].dataset.value = String(value);
    });
    write(this.verdict, sentence);
    this.constraint.show(constraint);
    write(this.runButton, t(isRunning ? 'plane.pause' : 'plane.run'));
  }

  /** What stands for symbols on both maps. @param {() => import('../kit/cloud-symbols.js').Clouds | null} seen */
  layers(seen) {
    const { theme } = this.around;
    return this.stages.map((stage, index) =>
      cloudLayer(stage, theme, seen, {
        f: mapMark(stage, theme),
        K: (on) => this.views[index].drawSteepest(on),
      }),
    );
  }

  /** @private */
  makePicture() {
    const titles = [this.around.t('plane.critic'), this.around.t('plane.potential')];
    const maps = this.stages.map(({ element }, index) =>
      make(
        'div',
        { class: 'map' },
        make('p', { class: 'title' }, symbol('f', titles[index])),
        element,
      ),
    );
    return make('div', { class: 'maps', role: 'group' }, ...maps);
  }

  /** @private @param {HTMLElement} step @param {HTMLElement} reset */
  arrange(step, reset) {
    const { t } = this.around;
    const label = make('span', { 'aria-hidden': 'true' }, t('plane.constraint'));
    const course = make('span', { class: 'critic' }, t('plane.course'));
    const scale = make(
      'div',
      { class: 'scale' },
      make('span', { class: 'fake' }, t('plane.low')),
      make('i', { 'aria-hidden': 'true' }),
      make('span', { class: 'real' }, t('plane.high')),
      make('span', { class: 'steep' }, t('plane.steep', STEEP)),
      make('span', { class: 'free' }, t('plane.free')),
    );
    const terms = NAMES.map((name, index) => {
      const words = t(`plane.${name}`);
      const term = name in SYMBOLS ? symbol(SYMBOLS[name], words) : words;
      return make('div', {}, make('dt', {}, term), make('dd', {}, this.outputs[index]));
    });
    const samples = make('p', { class: 'samples' }, t('plane.samples', COUNT));
    const buttons = [this.runButton, step, reset, this.loading.element];
    const parts = [
      this.picture,
      scale,
      make('div', { class: 'bar driven' }, ...buttons),
      make(
        'div',
        { class: 'said' },
        make('dl', { class: 'numbers' }, ...terms),
        this.verdict,
        samples,
      ),
      make(
        'div',
        { class: 'graph' },
        make('p', { class: 'title' }, course, this.readOut),
        make('p', { class: 'level-key' }, t('plane.distance')),
        this.chart.element,
      ),
    ];
    return [
      make('div', { class: 'bar held' }, label, this.constraint.element),
      make('div', { class: 'parts' }, ...parts),
    ];
  }

  /** @private */
  makeChart() {
    const { t, theme, language, critic, distance } = this.around;
    const curve = {
      name: 'gap',
      table: 'critic',
      title: t('plane.gap'),
      colour: '--em-critic',
      dash: [],
      width: 2.5,
    };
    // Asked for at each drawing, since a restart makes another.
    const tables = Object.defineProperty({}, 'critic', {
      enumerable: true,
      get: () => critic().rows,
    });
    return new Chart({
      curves: [curve],
      tables,
      theme,
      language,
      label: t('plane.readOut'),
      scale: { kind: 'symmetric', linear: 0.1 },
      seen: [0, 2],
      levels: () => {
        const value = distance();
        if (value === undefined) return [];
        // Its name is above the plot, where no curve runs through it.
        return [{ value, title: '', colour: '--em-ink' }];
      },
      read: (step, [gap]) => {
        const words = typeof gap === 'number' ? t('plane.at', step, decimals(gap)) : '';
        write(this.readOut, words);
        return words;
      },
    });
  }
}
