/**
 * The first digits of the lab's run, within the hero: one run, shown in two places. The lab's scripts are fetched when
 * the reader asks for it here, or comes to it; until then the still of the page is seen.
 */

import { button, make, write } from '../../ui/dom.js';
import { PIXELS } from '../../shape.js';
import { Sheet } from '../../ui/sheet.js';
import { within } from '../../load/deadline.js';
import { textOf } from '../../load/errors.js';
import { Loading } from '../kit/loading.js';
import { labScripts } from '../scripts.js';

/** @typedef {import('../../lab/element.js').EarthMover} EarthMover */
/** @typedef {import('../../types.js').EarthMoverEventMap} EarthMoverEventMap */
/** @typedef {import('../../types.js').RunState} RunState */

const COLUMNS = 6;
const ROWS = 4;
const COUNT = COLUMNS * ROWS;
const GUTTER = 2;
const LAB = 'lab';
/** They go on coming: who presses once more may have them. */
const SCRIPTS_MS = 10_000;
/** Who presses here may want it to rest. @type {readonly RunState[]} */
const UNDER_WAY = ['loading', 'running', 'waiting', 'moving'];

export class Strip {
  /**
   * @param {HTMLElement} host the hero: while it is near, the run goes on
   * @param {import('../kit/words.js').Words} t
   * @param {import('../../ui/theme.js').Theme} theme
   */
  constructor(host, t, theme) {
    /** @private */
    this.host = host;
    /** @private */
    this.t = t;
    /** @private @type {EarthMover | null} */
    this.lab = null;
    /** @private It was pressed, and the lab's scripts are on their way. */
    this.isAwaited = false;
    /** @private Why they did not come. @type {import('../../strings/say.js').Text} */
    this.failure = '';
    /** @private */
    this.isClosed = false;
    /** @private The iteration that its digits are of. @type {number | null} */
    this.shown = null;
    /** @private */
    this.leave = () => {};
    /** @private */
    this.sheet = new Sheet(theme, {
      columns: COLUMNS,
      rows: ROWS,
      gutter: GUTTER,
      attributes: { role: 'img' },
    });
    /** @private */
    this.frame = make('div', { class: 'digits' }, make('slot', { name: 'digits' }));
    /** @private */
    this.said = make('p', { class: 'said', role: 'status' });
    /** @private */
    this.iteration = make('p', { class: 'iteration' });
    /** @private In its place while something comes: bytes are not for the voice. */
    this.loading = new Loading((loaded, total) => t('hero.loaded', loaded, total));
    /** @private */
    this.train = button('train', t('hero.train'), () => void this.press());
    const open = make('a', { href: `#${LAB}` }, t('hero.open'));
    const words = make('div', { class: 'words' }, this.iteration, this.loading.element, this.said);
    const bar = make('div', { class: 'bar' }, this.train, open);
    this.element = make('div', { class: 'strip' }, this.frame, words, bar);
    this.show();
    /** @private Until there is a lab, whoever has had its scripts fetched. */
    this.found = this.follow();
  }

  dispose() {
    this.isClosed = true;
    this.leave();
    this.lab = null;
  }

  /** @private */
  async follow() {
    await customElements.whenDefined('earth-mover');
    const root = /** @type {Document | ShadowRoot} */ (this.host.getRootNode());
    const lab = /** @type {EarthMover | null} */ (root.getElementById?.(LAB) ?? null);
    if (this.isClosed || lab?.localName !== 'earth-mover') return;
    const show = () => this.show();
    const come = this.loading.part(LAB);
    const progress = (/** @type {EarthMoverEventMap['progress']} */ { detail }) => {
      come(detail.loaded, detail.total || null);
      this.show();
    };
    lab.addEventListener('statechange', show);
    lab.addEventListener('progress', progress);
    const end = lab.shownIn(this.host, (images, iteration) => this.draw(images, iteration));
    this.leave = () => {
      lab.removeEventListener('statechange', show);
      lab.removeEventListener('progress', progress);
      end();
    };
    this.lab = lab;
    this.show();
  }

  /** @private */
  async press() {
    if (UNDER_WAY.includes(this.state)) return this.lab?.pause();
    this.isAwaited = true;
    this.failure = '';
    this.show();
    try {
      const found = labScripts().then(() => this.found);
      await within(SCRIPTS_MS, found, 'scripts');
      await this.lab?.run();
    } catch (error) {
      this.failure = textOf(error);
    }
    this.isAwaited = false;
    this.show();
  }

  /** @private What the run is at. @returns {RunState} */
  get state() {
    const { state = 'idle' } = this.lab ?? {};
    return state === 'idle' && this.isAwaited ? 'loading' : state;
  }

  /** @private */
  show() {
    const { t, state, shown, failure } = this;
    write(this.iteration, t('hero.iteration', shown ?? 0));
    if (state !== 'loading') this.loading.hide();
    this.iteration.hidden = !this.loading.element.hidden;
    write(this.said, failure ? t('hero.failed', failure) : t(`hero.is.${state}`));
    const isUnderWay = UNDER_WAY.includes(state);
    write(this.train, t(isUnderWay ? 'hero.rest' : state === 'paused' ? 'hero.on' : 'hero.train'));
    this.train.classList.toggle('primary', !isUnderWay);
    this.element.dataset.state = state;
  }

  /** @private @param {Uint8Array} images @param {number} iteration */
  draw(images, iteration) {
    this.sheet.show(images.subarray(0, COUNT * PIXELS));
    if (this.shown === null) this.frame.replaceChildren(this.sheet.canvas);
    this.shown = iteration;
    this.sheet.canvas.dataset.iteration = String(iteration);
    this.sheet.canvas.setAttribute('aria-label', this.t('hero.digits', COUNT, iteration));
    this.show();
  }
}
