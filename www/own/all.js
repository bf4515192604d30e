/** The reader's shapes, all of them: to look at, to remove, to keep. */

import { SIDE } from '../shape.js';
import { allow, button, make, write } from '../ui/dom.js';
import { paletteOf } from '../ui/palette.js';
import { archiveOf } from './archive.js';
import { codec } from './codec.js';
import { attempt } from './room.js';

/** @typedef {import('./collection.js').Shape} Shape */
/** @typedef {import('./room.js').Part} Part */
/** @typedef {import('./room.js').Room} Room */

const FILE = 'earthmover-shapes.zip';

class Thumbnails {
  /**
   * @param {Room} room
   * @param {(id: number) => void} remove
   */
  constructor({ theme, t }, remove) {
    /** @private */
    this.t = t;
    /** @private */
    this.remove = remove;
    this.root = make('ul', { class: 'own-all', 'aria-label': t('all.list') });
    /** @private By their ids. @type {Map<number, { item: HTMLLIElement, control: HTMLButtonElement, draw: () => void }>} */
    this.made = new Map();
    /** @private The ids, in order. @type {number[]} */
    this.order = [];
    /** @private The one that Tab leads to. */
    this.stop = 0;
    /** @private */
    this.palette = paletteOf(theme, 'real');
    theme.onChange(() => {
      this.palette = paletteOf(theme, 'real');
      for (const { draw } of this.made.values()) draw();
    });
    this.root.addEventListener('keydown', (event) => this.hearKey(event));
  }

  /** @param {readonly Shape[]} shapes */
  show(shapes) {
    const order = shapes.map(({ id }) => id);
    const wanted = new Set(order);
    for (const [id, { item }] of this.made) {
      if (wanted.has(id)) continue;
      item.remove();
      this.made.delete(id);
    }
    shapes.forEach((shape, place) => {
      const { item, control } = this.of(shape);
      if (this.root.children[place] !== item) {
        this.root.insertBefore(item, this.root.children[place] ?? null);
      }
      control.setAttribute('aria-label', this.t('all.remove', place + 1));
    });
    this.order = order;
    this.lead(Math.min(this.stop, order.length - 1));
    this.root.hidden = order.length === 0;
  }

  /** @private @param {Shape} shape */
  of({ id, image }) {
    const known = this.made.get(id);
    if (known) return known;
    const canvas = make('canvas', { class: 'digits', width: SIDE, height: SIDE });
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const draw = () => {
      const data = context.createImageData(SIDE, SIDE);
      const pixels = new Uint32Array(data.data.buffer);
      image.forEach((byte, place) => (pixels[place] = this.palette[byte]));
      context.putImageData(data, 0, 0);
    };
    draw();
    const control = button('own-remove', '', () => this.take(id), { tabindex: -1 });
    control.append(canvas);
    control.addEventListener('focus', () => this.lead(this.order.indexOf(id)));
    const one = { item: make('li', {}, control), control, draw };
    this.made.set(id, one);
    return one;
  }

  /** The focus goes to the next one. @private @param {number} id */
  take(id) {
    const place = this.order.indexOf(id);
    const hadFocus = this.root.contains(
      /** @type {Document | ShadowRoot} */ (this.root.getRootNode()).activeElement,
    );
    this.remove(id);
    if (hadFocus) this.focus(Math.min(place, this.order.length - 1));
  }

  /** @private @param {number} place */
  lead(place) {
    this.stop = Math.max(0, place);
    this.order.forEach((id, at) => {
      const control = this.made.get(id)?.control;
      if (control) control.tabIndex = at === this.stop ? 0 : -1;
    });
  }

  /** @private @param {number} place */
  focus(place) {
    this.made.get(this.order[place])?.control.focus();
  }

  /** Shapes of a row: those as high as the first. @private */
  get columns() {
    const tops = [...this.root.children].map((item) => /** @type {HTMLElement} */ (item).offsetTop);
    return Math.max(1, tops.filter((top) => top === tops[0]).length);
  }

  /** @private @param {KeyboardEvent} event */
  hearKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const last = this.order.length - 1;
    const ways = /** @type {Record<string, () => number>} */ ({
      ArrowLeft: () => this.stop - 1,
      ArrowRight: () => this.stop + 1,
      ArrowUp: () => this.stop - this.columns,
      ArrowDown: () => this.stop + this.columns,
      Home: () => 0,
      End: () => last,
    });
    if (event.key === 'Delete' || event.key === 'Backspace') this.take(this.order[this.stop]);
    else if (Object.hasOwn(ways, event.key)) {
      this.focus(Math.min(last, Math.max(0, ways[event.key]())));
    } else return;
    event.preventDefault();
  }
}

/**
 * @param {HTMLElement} root
 * @param {Room} room
 * @param {HTMLElement} said what has happened
 * @returns {Part}
 */
export function openAll(root, room, said) {
  const { own, t, say, download } = room;
  const { collection } = own;
  const title = make('h3', { 'data-field': 'own-count' });
  const note = make('p', { class: 'note' });
  const thumbnails = new Thumbnails(room, (id) => {
    collection.remove(id);
    say('all.removed', 1, collection.shapes.length);
  });
  const undo = button('own-undo', t('all.undo'), () => {
    collection.undo();
    say('all.undone');
  });
  const clear = button('own-clear', t('all.clear'), () => {
    const count = collection.shapes.length;
    collection.clear();
    say('all.removed', count, 0);
  });
  const save = async () => {
    const images = collection.shapes.map(({ image }) => image);
    const bytes = archiveOf(images, await codec());
    download(FILE, [/** @type {BlobPart} */ (bytes)], 'application/zip');
    say('all.saved', FILE);
  };
  const saving = button('own-save', t('all.save'), () => attempt(say, save()));
  const box = make('input', { type: 'checkbox', 'data-control': 'own-keep' });
  box.addEventListener('change', () => void own.keep(box.checked));
  const kept = make('p', { class: 'note', role: 'status', 'data-field': 'own-kept' });
  root.append(
    title,
    note,
    thumbnails.root,
    make('div', { class: 'row' }, undo, clear, saving),
    said,
    make('label', { class: 'own-check' }, box, t('keep.label')),
    kept,
  );
  return {
    update() {
      const { shapes } = collection;
      write(title, t('all.title', shapes.length));
      write(note, t(shapes.length === 0 ? 'all.none' : 'all.note'));
      thumbnails.show(shapes);
      allow(undo, collection.canUndo);
      allow(clear, shapes.length > 0);
      allow(saving, shapes.length > 0);
      box.checked = own.isKept;
      write(kept, t(...own.keeping));
    },
  };
}
