/** A digit seen large, beside the nearest real one; what the critic says of either. */

import { button, make, write } from '../../ui/dom.js';
import { decimals } from '../../ui/format.js';
import { Painter } from '../../ui/painter.js';
import { placeOf } from './cells.js';
import { PIXELS } from '../../shape.js';
import { FittedSheet } from './fitted-sheet.js';

/** @typedef {import('../timeline.js').Snapshot} Snapshot */
/** @typedef {import('../../protocol.js').Look} Look */

/** A search goes through every digit that is loaded. */
const PERIOD_MS = 1000;
const WIDTH = 112;

export class Opened {
  /**
   * @param {HTMLElement} root
   * @param {import('../instruments.js').Bench} bench
   * @param {HTMLElement} hint says that a digit can be opened, where none is
   * @param {() => void} closed
   */
  constructor(root, bench, hint, closed) {
    /** @private */
    this.root = root;
    /** @private */
    this.bench = bench;
    /** @private */
    this.hint = hint;
    /** @private */
    this.closed = closed;
    /** @private @type {Snapshot | null} */
    this.snapshot = null;
    /** @private What is shown of which cell. */
    this.key = '';
    /** @private */
    this.isAsking = false;
    /** @private @type {ReturnType<typeof build> | null} */
    this.parts = null;
    /** @private */
    this.said = make('p', { class: 'unseen', role: 'status' });
    root.append(this.said);
    /** @private */
    this.painter = new Painter(root, () => bench.lab.attempt(this.look()), PERIOD_MS);
  }

  /** @returns {number | null} */
  get cell() {
    return this.bench.lab.store.state.opened;
  }

  /** @param {number} cell */
  open(cell) {
    this.show(cell);
    const { body, title } = /** @type {NonNullable<Opened['parts']>} */ (this.parts);
    title.focus({ preventScroll: true });
    body.scrollIntoView({ block: 'nearest' });
  }

  /** @param {number} cell */
  show(cell) {
    this.parts ??= build(this.root, this.bench, {
      close: () => this.close(),
      choose: (end) => this.choose(end),
    });
    this.bench.lab.store.set({ opened: cell });
    this.showEnds();
    const { body, title } = this.parts;
    const name = this.bench.strings.t('grid.cell', ...placeOf(cell, this.bench.lab.settings.grid));
    write(title, name);
    write(this.said, '');
    body.setAttribute('aria-label', name);
    this.hint.hidden = true;
    body.hidden = false;
    this.bench.lab.attempt(this.look());
  }

  close() {
    if (this.cell === null || !this.parts) return;
    this.bench.lab.store.set({ opened: null });
    this.parts.body.hidden = true;
    this.hint.hidden = false;
    write(this.said, '');
    this.closed();
  }

  /**
   * @param {Snapshot | null} snapshot what the grid shows
   * @param {number} iteration of the critic
   */
  update(snapshot, iteration) {
    this.snapshot = snapshot;
    this.showEnds();
    const key = `${snapshot?.iteration} ${iteration} ${this.bench.lab.run.state}`;
    if (key === this.key) return;
    this.key = key;
    if (this.cell !== null) this.painter.request();
  }

  dispose() {
    this.painter.dispose();
    this.parts?.fake.sheet.dispose();
    this.parts?.real.sheet.dispose();
  }

  /** Which ends of the way through latent space the cell is. @private */
  showEnds() {
    const { ends } = this.bench.lab.store.state;
    this.parts?.ends.forEach((control, end) =>
      control.setAttribute('aria-pressed', String(ends[end] === this.cell)),
    );
  }

  /** Makes the cell an end of the way. @private @param {0 | 1} end */
  choose(end) {
    const { store } = this.bench.lab;
    if (this.cell === null) return;
    const ends = /** @type {[number, number]} */ ([...store.state.ends]);
    ends[end] = this.cell;
    store.set({ ends });
    this.showEnds();
  }

  /** One question at a time; an answer to what is no longer asked is let go. @private */
  async look() {
    const { cell, snapshot, bench } = this;
    const { state } = bench.lab.run;
    const isThere = state === 'running' || state === 'paused' || state === 'waiting';
    if (cell === null || !snapshot || !isThere) return;
    if (this.isAsking) return this.painter.request();
    this.isAsking = true;
    const image = snapshot.images.slice(cell * PIXELS, (cell + 1) * PIXELS);
    try {
      const found = await bench.lab.run.ask('look', { image });
      if (this.cell === cell) this.tell(image, snapshot.iteration, found);
    } finally {
      this.isAsking = false;
    }
  }

  /**
   * @private
   * @param {Uint8Array} image
   * @param {number} iteration that drew it
   * @param {Look} found
   */
  tell(image, iteration, found) {
    if (!this.parts || this.cell === null) return;
    const { t } = this.bench.strings;
    const { fake, real, note } = this.parts;
    const { distance } = found.nearest;
    const label = this.bench.lab.images.classOf(found.nearest.label);
    const [fakeScore, realScore] = found.scores.map(decimals);
    fake.sheet.show(image, t('opened.fakeText', iteration));
    real.sheet.show(found.image, t('opened.realText', label));
    write(fake.facts.iteration, t('number.whole', iteration));
    write(fake.facts.score, fakeScore);
    write(real.facts.label, label);
    write(real.facts.distance, decimals(distance));
    write(real.facts.score, realScore);
    write(note, t('opened.note', found.iteration));
    if (this.said.textContent) return;
    // Said once; what follows is read where it stands.
    const cell = t('grid.cell', ...placeOf(this.cell, this.bench.lab.settings.grid));
    write(this.said, t('opened.said', cell, fakeScore, label, decimals(distance), realScore));
  }
}

/**
 * @param {HTMLElement} root
 * @param {import('../instruments.js').Bench} bench
 * @param {{ close: () => void, choose: (end: 0 | 1) => void }} hear
 */
function build(root, bench, { close, choose }) {
  const { t } = bench.strings;
  const title = make('h3', { tabindex: -1 });
  const fake = makeHalf(bench, 'fake', t('opened.fake'), {
    score: t('opened.score'),
    iteration: t('word.iteration'),
  });
  const real = makeHalf(bench, 'real', t('opened.real'), {
    score: t('opened.score'),
    distance: t('opened.distance'),
    label: t('opened.label'),
  });
  const note = make('p', { class: 'note' });
  const about = { title: t('opened.pathTitle') };
  const ends = [
    button('path-from', t('opened.from'), () => choose(0), about),
    button('path-to', t('opened.to'), () => choose(1), about),
  ];
  const { controls } = bench.lab.settings;
  const hasPath = !controls || controls.includes('latent');
  const body = make(
    'section',
    { class: 'digit', 'data-part': 'opened' },
    make(
      'header',
      {},
      title,
      make('div', { class: 'ends', hidden: !hasPath }, ...ends),
      button('close-digit', t('opened.close'), close),
    ),
    make('div', { class: 'halves' }, fake.root, real.root),
    note,
  );
  root.append(body);
  return { body, title, fake, real, note, ends };
}

/**
 * @template {string} Name
 * @param {import('../instruments.js').Bench} bench
 * @param {'fake' | 'real'} kind
 * @param {string} heading
 * @param {Record<Name, string>} titles of its facts
 */
function makeHalf({ theme }, kind, heading, titles) {
  const frame = make('div', { class: 'frame' });
  const names = /** @type {Name[]} */ (Object.keys(titles));
  const facts = /** @type {Record<Name, HTMLElement>} */ (
    Object.fromEntries(
      names.map((name) => [name, make('dd', { 'data-field': `${kind}-${name}` }, '–')]),
    )
  );
  const list = names.map((name) => make('div', {}, make('dt', {}, titles[name]), facts[name]));
  const text = make('div', {}, make('strong', { class: kind }, heading), make('dl', {}, ...list));
  const root = make('div', { class: 'half' }, frame, text);
  const sheet = new FittedSheet(frame, theme, {
    kind,
    columns: 1,
    rows: 1,
    text: heading,
    width: WIDTH,
  });
  return { root, facts, sheet };
}
