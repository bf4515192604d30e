/** Images that the reader brings along: chosen or dropped, seen before they are added. */

import { allow, button, make, write } from '../ui/dom.js';
import { Sheet } from '../ui/sheet.js';
import { codec } from './codec.js';
import { chosen, dropped } from './gather.js';
import { importFiles } from './import.js';
import { MOST_CELLS, MOST_SHAPES } from './limits.js';
import { PIXELS } from '../shape.js';
import { attempt } from './room.js';

/** @typedef {import('./import.js').Imported} Imported */
/** @typedef {import('./room.js').Part} Part */
/** @typedef {import('./room.js').Room} Room */

/** Shapes of a preview, and files that are named; the rest are counted. */
const MOST_SHOWN = 200;
const MOST_NAMED = 20;
const COLUMNS = 10;
/** Browsers say several times a second that a file is still held; none of them says reliably that it has gone. */
const SILENCE_MS = 600;

/** A whole number of an input; what cannot be is 1. @param {HTMLInputElement} input */
function countOf(input) {
  const count = Math.round(Number(input.value));
  const allowed = count >= 1 ? Math.min(count, MOST_CELLS) : 1;
  input.value = String(allowed);
  return allowed;
}

/** @param {string} name @param {string} label @param {() => void} changed */
function counter(name, label, changed) {
  const input = make('input', {
    type: 'number',
    'data-control': name,
    'aria-label': label,
    min: 1,
    max: MOST_CELLS,
    step: 1,
    value: 1,
  });
  input.addEventListener('change', changed);
  return input;
}

/** What came of it, in sentences. @param {Imported} imported @param {Room['t']} t */
function sentencesOf({ found, coloured, empty, left, refused }, t) {
  return [
    found.length > 0 ? t('bring.found', found.length) : t('bring.none'),
    ...(coloured > 0 ? [t('bring.coloured', coloured)] : []),
    ...(empty > 0 ? [t('bring.empty', empty)] : []),
    ...(left > 0 ? [t('bring.left', left, MOST_SHAPES)] : []),
    ...(refused.length > 0 ? [t('bring.refused', refused.length)] : []),
  ];
}

/** Those that could not be taken, by name. @param {Imported} imported @param {Room['t']} t */
function listOf({ refused }, t) {
  if (refused.length === 0) return [];
  const lines = refused
    .slice(0, MOST_NAMED)
    .map(({ name, why }) => make('li', {}, t('bring.file', name, t(...why))));
  if (refused.length > MOST_NAMED) {
    lines.push(make('li', {}, t('bring.more', refused.length - MOST_NAMED)));
  }
  return [make('p', {}, t('bring.list')), make('ul', { 'data-field': 'own-refused' }, ...lines)];
}

class Preview {
  /**
   * @param {Room} room
   * @param {() => void} over the preview is no more
   */
  constructor(room, over) {
    /** @private */
    this.room = room;
    /** @private */
    this.over = over;
    this.root = make('div', { class: 'own-preview', 'data-field': 'own-preview', hidden: true });
  }

  /** @param {Imported} imported */
  show(imported) {
    const { t } = this.room;
    const { found, refused } = imported;
    this.root.replaceChildren(
      ...(found.length > 0 ? this.controls(imported) : []),
      ...listOf(imported, t),
    );
    this.root.hidden = found.length + refused.length === 0;
  }

  hide() {
    this.root.hidden = true;
    this.root.replaceChildren();
  }

  /** @private @param {Imported} imported */
  controls({ found }) {
    const { theme, t, own, say } = this.room;
    const shown = found.slice(0, MOST_SHOWN);
    const columns = Math.min(COLUMNS, shown.length);
    const sheet = new Sheet(theme, {
      columns,
      rows: Math.ceil(shown.length / columns),
      gutter: 2,
      kind: 'real',
      attributes: { role: 'img', 'aria-label': t('bring.preview', shown.length) },
    });
    sheet.canvas.style.width = `min(100%, ${columns * 45 - 3}px)`;
    const box = make('input', { type: 'checkbox', 'data-control': 'own-exchange' });
    const images = () => found.map((one) => (box.checked ? one.exchanged : one.plain));
    const draw = () => {
      const bytes = new Uint8Array(Math.ceil(shown.length / columns) * columns * PIXELS);
      images()
        .slice(0, shown.length)
        .forEach((image, place) => bytes.set(image, place * PIXELS));
      sheet.show(bytes);
    };
    box.addEventListener('change', draw);
    draw();
    const add = button(
      'own-add',
      t('bring.add', found.length),
      () => {
        const added = own.collection.add(images());
        this.over();
        if (added < found.length) say('all.full', MOST_SHAPES);
        else say('all.added', added, own.collection.shapes.length);
      },
      { class: 'primary' },
    );
    const discard = button('own-discard', t('bring.discard'), () => this.over());
    return [
      sheet.canvas,
      make('label', { class: 'own-check' }, box, t('bring.exchange')),
      make('div', { class: 'row' }, add, discard),
    ];
  }
}

/**
 * The whole panel takes drops; what falls beside it is the lab's, which takes it for a checkpoint.
 * @param {HTMLElement} place
 * @param {HTMLElement} zone that shows it
 * @param {(transfer: DataTransfer) => void} take
 */
function acceptDrops(place, zone, take) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const release = () => {
    clearTimeout(timer);
    delete zone.dataset.held;
  };
  const hold = (/** @type {DragEvent} */ event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.stopPropagation();
    event.dataTransfer.dropEffect = 'copy';
    zone.dataset.held = '';
    clearTimeout(timer);
    timer = setTimeout(release, SILENCE_MS);
  };
  place.addEventListener('dragenter', hold);
  place.addEventListener('dragover', hold);
  place.addEventListener('drop', (event) => {
    release();
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    event.stopPropagation();
    take(event.dataTransfer);
  });
}

/** @param {string} name @param {string} label @param {Record<string, string | boolean>} attributes @param {(files: File[]) => void} take */
function chooserOf(name, label, attributes, take) {
  const input = make('input', {
    type: 'file',
    hidden: true,
    tabindex: -1,
    multiple: true,
    'data-control': name,
    ...attributes,
  });
  input.addEventListener('change', () => {
    const files = chosen(input.files);
    input.value = '';
    if (files.length > 0) take(files);
  });
  return { input, press: button(`${name}-open`, label, () => input.click()) };
}

/**
 * @param {HTMLElement} root
 * @param {Room} room
 * @param {HTMLElement} place that files may be dropped on
 * @returns {Part}
 */
export function openBring(root, room, place) {
  const { own, t, say } = room;
  /** Those that the preview is of. @type {File[]} */
  let files = [];
  /** @type {AbortController | null} */
  let running = null;
  const over = () => {
    files = [];
    running?.abort();
    // What it has found until then is not asked for any more.
    running = null;
    allow(stop, false);
    preview.hide();
    write(status, '');
    pick.press.focus();
  };
  const read = async () => {
    running?.abort();
    const mine = new AbortController();
    running = mine;
    preview.hide();
    allow(stop, true);
    try {
      const imported = await importFiles(files, {
        columns: countOf(columns),
        rows: countOf(rows),
        room: Math.max(0, MOST_SHAPES - own.collection.shapes.length),
        ask: own.ask,
        codec,
        onProgress: (done, of) => write(status, t('bring.reading', done, of)),
        signal: mine.signal,
      });
      if (running !== mine) return;
      preview.show(imported);
      write(status, sentencesOf(imported, t).join(t('bring.between')));
    } catch (error) {
      if (running === mine) write(status, '');
      throw error;
    } finally {
      if (running === mine) running = null;
      allow(stop, running !== null);
    }
  };
  const take = (/** @type {File[]} */ some) => {
    files = some;
    if (files.length > 0) attempt(say, read());
  };
  const again = () => {
    if (files.length > 0) attempt(say, read());
  };
  const preview = new Preview(room, over);
  const accept = 'image/png,image/jpeg,image/webp,.zip,application/zip';
  const pick = chooserOf('own-files', t('bring.files'), { accept }, take);
  const folder = chooserOf('own-folder', t('bring.folder'), { webkitdirectory: true }, take);
  const columns = counter('own-columns', t('bring.columns'), again);
  const rows = counter('own-rows', t('bring.rows'), again);
  const status = make('p', { class: 'note', role: 'status', 'data-field': 'own-found' });
  const stop = button('own-stop', t('bring.stop'), () => running?.abort());
  const zone = make(
    'div',
    { class: 'own-zone', part: 'own-zone' },
    make('p', {}, t('bring.drop')),
    make('div', { class: 'row' }, pick.press, folder.press, pick.input, folder.input),
  );
  acceptDrops(place, zone, (transfer) => attempt(say, dropped(transfer).then(take)));
  allow(stop, false);
  root.append(
    make('h3', {}, t('bring.title')),
    make('p', { class: 'note' }, t('bring.note')),
    zone,
    make(
      'div',
      { class: 'own-sheet', role: 'group', 'aria-label': t('bring.sheet') },
      make('span', {}, t('bring.sheet')),
      make('span', {}, columns, t('bring.by'), rows, t('bring.cells')),
    ),
    make('div', { class: 'row own-progress' }, status, stop),
    preview.root,
  );
  return {
    update() {},
    dispose: () => running?.abort(),
  };
}
