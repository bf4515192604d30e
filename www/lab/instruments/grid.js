/** The sample grid of fixed latents, now or back in the run; a digit of it opened; real digits with it. */

import { allow, button, make } from '../../ui/dom.js';
import { Cells } from '../grid/cells.js';
import { Opened } from '../grid/opened.js';
import { pictureOf, saveFile } from '../grid/png.js';
import { Reals } from '../grid/reals.js';
import { Scrubber } from '../grid/scrubber.js';
import { FittedSheet } from '../grid/fitted-sheet.js';
import { gridStyles } from '../styles/grid.js';

/** @typedef {import('../instruments.js').Bench} Bench */
/** @typedef {import('../state.js').LabState} LabState */
/** @typedef {import('../timeline.js').Snapshot} Snapshot */

/** So many digits to a side leave room beside them. */
const FEW = 4;

class Grid {
  /**
   * @param {HTMLElement} root
   * @param {Bench} bench
   */
  constructor(root, bench) {
    /** @private */
    this.bench = bench;
    const { strings, theme } = bench;
    const side = bench.lab.settings.grid;
    root.classList.toggle('few', side <= FEW);
    /** @private */
    this.picture = button('picture', strings.t('grid.png'), () => bench.lab.attempt(this.save()), {
      title: strings.t('grid.pngTitle'),
      'aria-disabled': 'true',
    });
    const [frame, reals, timeline, opened] = ['frame', 'reals', 'timeline', 'opened'].map((name) =>
      make('div', { class: name }),
    );
    /** @private Which iteration the grid shows. */
    this.where = make('p', { class: 'note', 'data-field': 'shown' });
    /** @private */
    this.hint = make('p', { class: 'note hint' }, strings.t('opened.hint'));
    root.append(this.head(), frame, reals, timeline, opened);
    const text = strings.t('grid.empty');
    /** @private */
    this.sheet = new FittedSheet(frame, theme, { kind: 'fake', columns: side, rows: side, text });
    this.sheet.holder.title = strings.t('grid.note');
    this.sheet.holder.dataset.marks = 'g Q';
    /** @private */
    this.cells = new Cells(this.sheet.holder, strings, side, (cell) => this.open(cell));
    /** @private */
    this.reals = new Reals(reals, bench);
    /** @private The newest. @type {Snapshot | null} */
    this.newest = null;
    /** @private What is on the canvas. @type {Snapshot | null} */
    this.shown = null;
    /** @private */
    this.scrubber = new Scrubber(timeline, bench, this.where, () => {
      this.show();
      this.sheet.draw();
    });
    /** @private */
    this.opened = new Opened(opened, bench, this.hint, () => this.closed());
    // As it was in another language.
    const { opened: cell } = bench.lab.store.state;
    if (cell !== null && cell < side * side) this.reopen(cell);
    root.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || this.opened.cell === null) return;
      event.preventDefault();
      this.opened.close();
    });
  }

  /** @param {LabState} state */
  update(state) {
    this.newest = state.sample;
    this.scrubber.update(state.sample?.iteration ?? 0);
    this.reals.update(state);
    this.show();
    allow(this.picture, this.shown !== null);
  }

  dispose() {
    for (const part of [this.sheet, this.reals, this.scrubber, this.opened]) part.dispose();
  }

  /** @private */
  head() {
    const { t } = this.bench.strings;
    const generator = make('span', { class: 'fake' }, t('grid.generator'));
    const toggle = () => {
      const isShown = !this.reals.isShown;
      reals.setAttribute('aria-pressed', String(isShown));
      this.reals.toggle(isShown);
    };
    const reals = button('reals', t('reals.show'), toggle, { 'data-marks': 'P' });
    reals.setAttribute('aria-pressed', String(this.bench.lab.looks.hasReals));
    return make(
      'header',
      {},
      make(
        'div',
        {},
        make('h2', {}, t('grid.before'), generator, t('grid.after')),
        make('div', { class: 'below' }, this.where, this.hint),
      ),
      make('div', { class: 'tools' }, reals, this.picture),
    );
  }

  /** @private */
  show() {
    const { held } = this.scrubber;
    const shown = held ?? this.newest;
    if (!shown) return;
    if (shown !== this.shown) {
      this.shown = shown;
      const { t } = this.bench.strings;
      const text = t('grid.text', shown.iteration, this.bench.lab.settings.grid ** 2);
      this.sheet.show(shown.images, held ? t('grid.pastText', text) : text);
      this.sheet.canvas.dataset.iteration = String(shown.iteration);
    }
    this.opened?.update(shown, this.bench.lab.run.iteration);
  }

  /** @private @param {number} cell */
  open(cell) {
    this.cells.mark(cell);
    /** @private */
    this.last = cell;
    this.opened.open(cell);
  }

  /** Where the reader may be elsewhere. @private @param {number} cell */
  reopen(cell) {
    this.cells.mark(cell);
    this.last = cell;
    this.opened.show(cell);
  }

  /** @private */
  closed() {
    this.cells.mark(null);
    this.cells.focus(this.last ?? 0);
  }

  /** @private */
  async save() {
    const { shown, sheet, reals, bench } = this;
    if (!shown) return;
    sheet.draw();
    const sheets = [sheet.canvas, ...(reals.canvas ? [reals.canvas] : [])];
    const blob = await pictureOf(sheets, bench.theme.colour('--em-grid-paper'));
    const { seed } = bench.lab.settings;
    saveFile(blob, `earthmover-seed-${seed}-iteration-${shown.iteration}.png`);
  }
}

/** @type {import('../instruments.js').Instrument} */
export const grid = {
  name: 'grid',
  place: 'main',
  styles: [gridStyles],
  open(root, bench) {
    const shown = new Grid(root, bench);
    return { update: (state) => shown.update(state), dispose: () => shown.dispose() };
  },
};
