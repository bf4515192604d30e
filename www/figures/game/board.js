/** What the game is made of: its stage, what can be chosen, the picture of an iteration, numbers, and their curves. */

import { button, make, write } from '../../ui/dom.js';
import { decimals } from '../../ui/format.js';
import { Handles } from '../../ui/handles.js';
import { SQUARE, Stage } from '../../ui/stage.js';
import { Chart } from '../kit/chart.js';
import { cloudLayer, mapMark } from '../kit/cloud-symbols.js';
import { choice, toggle } from '../kit/inputs.js';
import { Loading } from '../kit/loading.js';
import { symbol } from '../kit/symbols.js';
import { BATCHES, CONSTRAINTS, CRITIC_STEPS, OBJECTIVES, SHAPES } from './choices.js';
import { NUMBERS } from './match.js';
import { Stations } from './stations.js';
import { hearStroke } from './stroke.js';
import { GameView } from './view.js';

/** @typedef {import('./match.js').Match} Match */
/** @typedef {import('./match.js').Half} Half */
/**
 * @typedef {object} Around
 * @property {(key: any, ...parts: unknown[]) => string} t
 * @property {import('../../ui/theme.js').Theme} theme
 * @property {string} language
 * @property {() => Match} match
 * @property {() => Record<string, any>} values what is set
 */
/**
 * @typedef {object} Acts what the reader does
 * @property {(patch: Record<string, unknown>) => void} choose
 * @property {() => void} toggle
 * @property {(act: 'train' | Half) => void} step
 * @property {(x: number, y: number) => void} move
 * @property {() => void} redraw
 */
/** @typedef {{ sentence: string, now: string, half: Half | null, isRunning: boolean }} Shown */

/** The curves are dear to draw, and change slowly. */
const CHART_MS = 250;
const COLOURS = {
  exact: '--em-ink',
  critic: '--em-real',
  gap: '--em-critic',
  jensenShannon: '--em-penalty',
};
/** What of the numbers has a symbol in the text. @type {Record<string, string>} */
const SYMBOLS = { exact: 'W1', gap: 'gap' };
const DASHES = { exact: [], critic: [6, 3], gap: [], jensenShannon: [2, 3] };

export class GameBoard {
  /** @param {Around} around @param {Acts} acts @param {HTMLElement} reset a button */
  constructor(around, acts, reset) {
    const { t, theme } = around;
    /** @private */
    this.around = around;
    /** @private */
    this.drawnAt = 0;
    /** @private @type {readonly number[]} */
    this.stroke = [];
    /** @private */
    this.stage = new Stage(SQUARE, acts.redraw, { role: 'presentation', 'aria-hidden': 'true' });
    this.stage.element.classList.add('square');
    /** @private */
    this.view = new GameView(this.stage, theme);
    /** @private */
    this.handles = new Handles(
      this.stage,
      [{ name: 'p', label: t('game.cloud'), kind: 'real', isWhole: true }],
      (_, x, y) => acts.move(x, y),
    );
    hearStroke(this.stage, () => around.values().shape === 'drawn', {
      drawing: (line) => {
        this.stroke = line;
        acts.redraw();
      },
      drawn: (drawn) => {
        this.stroke = [];
        acts.choose({ drawn, at: [0, 0] });
      },
    });
    /** @private */
    this.choices = this.makeChoices(acts);
    /** @private */
    this.runButton = button('run', t('game.run'), acts.toggle, { class: 'primary' });
    /** @private */
    this.slow = toggle({ name: 'slow', label: t('game.slow') }, (slow) =>
      acts.choose({ slow, run: true }),
    );
    /** @private */
    this.stations = new Stations(t);
    /** @private */
    this.outputs = NUMBERS.map((name) => make('output', { 'data-number': name }));
    /** @private */
    this.verdict = make('p', { class: 'verdict' });
    /** @private */
    this.readOut = make('span', { class: 'read-out', 'aria-hidden': 'true' });
    /** @private */
    this.chart = this.makeChart();
    this.loading = new Loading((loaded, total) => t('first.loading', loaded, total));
    this.picture = make('div', { class: 'maps scene', role: 'group' }, this.stage.element);
    /** @private */
    this.steps = /** @type {const} */ (['train', 'critic', 'generator']).map((act) =>
      button(act, t(`game.step.${act}`), () => acts.step(act)),
    );
    this.nodes = this.arrange(reset);
  }

  /** Another game: its curves are seen whole. */
  begin() {
    this.chart.reset();
  }

  dispose() {
    this.chart.dispose();
    this.stage.dispose();
  }

  /** @param {boolean} isRunning the curves may wait */
  draw(isRunning) {
    const { at } = this.around.values();
    this.view.draw(this.around.match(), this.stroke);
    this.handles.place(0, at[0], at[1]);
    const now = performance.now();
    if (isRunning && now - this.drawnAt < CHART_MS) return;
    this.drawnAt = now;
    this.chart.draw();
  }

  /** @param {Shown} shown */
  write({ sentence, now, half, isRunning }) {
    const { t, match, values } = this.around;
    const { look } = match();
    const set = values();
    const found = look && {
      exact: look.exactDistance,
      critic: look.criticDistance,
      gap: look.gap,
      jensenShannon: look.jensenShannon,
    };
    NUMBERS.forEach((name, place) => {
      write(this.outputs[place], found ? decimals(found[name]) : '–');
      this.outputs[place].dataset.value = String(found?.[name] ?? NaN);
    });
    for (const [name, { element, show }] of Object.entries(this.choices)) {
      show(String(set[name]));
      const hidden =
        name === 'batch'
          ? set.objective !== 'exact'
          : name === 'constraint' && set.objective !== 'wasserstein';
      element.toggleAttribute('hidden', hidden || (name === 'critic' && set.objective === 'exact'));
    }
    this.slow.show(set.slow);
    for (const [place, step] of this.steps.entries())
      step.disabled = place > 0 && set.objective === 'exact';
    this.stations.show(half, set.objective, now);
    write(this.verdict, sentence);
    write(this.runButton, t(isRunning ? 'game.pause' : 'game.run'));
  }

  /** What stands for symbols in the square. */
  layers() {
    const { match } = this.around;
    const { stage, view } = this;
    const { theme } = this.around;
    const seen = () => {
      const { look, points } = match();
      return look && { p: points, q: look.fakes };
    };
    const net = (/** @type {Stage} */ on) => {
      const { look } = match();
      if (look) view.drawGrid(look.latentGrid, on, 1);
    };
    return [cloudLayer(stage, theme, seen, { f: mapMark(stage, theme), g: net, z: net })];
  }

  /** @private @param {Acts} acts */
  makeChoices({ choose }) {
    const { t } = this.around;
    const of = (/** @type {string} */ name, /** @type {readonly string[]} */ all) => {
      const choices = Object.fromEntries(all.map((one) => [one, t(`game.${name}.${one}`)]));
      const { element, show } = choice({ name, label: t(`game.${name}`), choices }, (value) =>
        choose(name === 'shape' ? { shape: value, at: [0, 0] } : { [name]: value }),
      );
      const label = make('span', { 'aria-hidden': 'true' }, t(`game.${name}`));
      return { element: make('div', { class: 'bar held' }, label, element), show };
    };
    return {
      objective: of('objective', OBJECTIVES),
      shape: of('shape', SHAPES),
      constraint: of('constraint', CONSTRAINTS),
      critic: of('critic', CRITIC_STEPS),
      batch: of('batch', BATCHES),
    };
  }

  /** @private @param {HTMLElement} reset */
  arrange(reset) {
    const { t } = this.around;
    const { objective, shape, constraint, critic, batch } = this.choices;
    const terms = NUMBERS.map((name, place) => {
      const words = t(`game.number.${name}`);
      const term = name in SYMBOLS ? symbol(SYMBOLS[name], words) : words;
      return make('div', {}, make('dt', {}, term), make('dd', {}, this.outputs[place]));
    });
    const course = make('p', { class: 'title' }, make('span', {}, t('game.course')), this.readOut);
    return [
      objective.element,
      shape.element,
      make(
        'div',
        { class: 'parts' },
        this.picture,
        make(
          'div',
          { class: 'said' },
          make(
            'div',
            { class: 'bar driven' },
            this.runButton,
            ...this.steps,
            this.slow.element,
            reset,
            this.loading.element,
          ),
          this.stations.element,
          make('dl', { class: 'numbers' }, ...terms),
          this.verdict,
        ),
        make('div', { class: 'rules' }, constraint.element, critic.element, batch.element),
        make('div', { class: 'graph' }, course, this.chart.element),
      ),
    ];
  }

  /** @private */
  makeChart() {
    const { t, theme, language, match } = this.around;
    const curves = NUMBERS.map((name) => ({
      name,
      table: 'game',
      title: t(`game.number.${name}`),
      colour: COLOURS[name],
      dash: DASHES[name],
      width: name === 'exact' ? 2.5 : 1.5,
    }));
    // Asked for at each drawing, since a restart makes another.
    const tables = Object.defineProperty({}, 'game', { enumerable: true, get: () => match().rows });
    return new Chart({
      curves,
      tables,
      theme,
      language,
      label: t('game.readOut'),
      scale: { kind: 'symmetric', linear: 0.1 },
      seen: [0, 0.7],
      levels: () => [],
      read: (iteration, [exact]) => {
        const words = typeof exact === 'number' ? t('game.at', iteration, decimals(exact)) : '';
        write(this.readOut, words);
        return words;
      },
    });
  }
}
