/** A pad to draw a shape on, and shapes that are there already. */

import { allow, button, make } from '../ui/dom.js';
import { MOST_SHAPES } from './limits.js';
import { drawStrokes, greyOfPath, greyOfStrokes, PEN } from './pen.js';
import { NAMES, READY } from './ready.js';
import { attempt } from './room.js';

/** @typedef {import('./room.js').Part} Part */
/** @typedef {import('./room.js').Room} Room */
/** @typedef {import('./pen.js').Stroke} Stroke */

/** Pixels of the canvas along a side: two for each of CSS, at most. */
const SIDE = 576;

/** How wide a pen draws: one that feels how it is pressed says so. @param {PointerEvent} event */
const widthOf = ({ pointerType, pressure }) =>
  pointerType === 'pen' && pressure > 0 ? PEN * (0.5 + pressure) : PEN;

class Pad {
  /**
   * @param {Room} room
   * @param {() => void} changed
   */
  constructor({ theme, t }, changed) {
    /** @private */
    this.theme = theme;
    /** @private */
    this.changed = changed;
    /** @type {Stroke[]} */
    this.strokes = [];
    this.canvas = make('canvas', {
      class: 'own-pad',
      'data-field': 'own-pad',
      part: 'own-pad',
      width: SIDE,
      height: SIDE,
      tabindex: 0,
      role: 'img',
      'aria-label': t('pad.name'),
      'aria-describedby': 'own-pad-note',
    });
    /** @private */
    this.context = /** @type {CanvasRenderingContext2D} */ (this.canvas.getContext('2d'));
    this.canvas.addEventListener('pointerdown', (event) => this.begin(event));
    this.canvas.addEventListener('pointermove', (event) => this.follow(event));
    theme.onChange(() => this.draw());
    this.draw();
  }

  /** @param {Stroke[]} strokes */
  set(strokes) {
    this.strokes = strokes;
    this.draw();
    this.changed();
  }

  /** @private @param {PointerEvent} event */
  begin(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.canvas.setPointerCapture(event.pointerId);
    this.canvas.focus({ preventScroll: true });
    this.set([...this.strokes, [this.pointOf(event)]]);
  }

  /** @private @param {PointerEvent} event */
  follow(event) {
    if (!this.canvas.hasPointerCapture(event.pointerId)) return;
    const stroke = this.strokes[this.strokes.length - 1];
    // What has come since the last frame; Safari has learnt it late.
    const all = event.getCoalescedEvents?.() ?? [];
    for (const one of all.length > 0 ? all : [event]) stroke?.push(this.pointOf(one));
    this.draw();
  }

  /** @private @param {PointerEvent} event */
  pointOf(event) {
    const { left, top, width, height } = this.canvas.getBoundingClientRect();
    const [x, y] = [(event.clientX - left) / width, (event.clientY - top) / height];
    return { x, y, width: widthOf(event) };
  }

  /** @private */
  draw() {
    const { context, theme } = this;
    context.fillStyle = theme.colour('--em-grid-paper');
    context.fillRect(0, 0, SIDE, SIDE);
    context.strokeStyle = theme.colour('--em-grid-real-ink');
    drawStrokes(context, this.strokes, SIDE);
  }
}

/** @param {string} path */
function icon(path) {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  svg.setAttribute('viewBox', '0 0 28 28');
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(space, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

/**
 * @param {HTMLElement} root
 * @param {Room} room
 * @returns {Part}
 */
export function openPad(root, room) {
  const { own, t, say } = room;
  const add = async (/** @type {{ bytes: Uint8Array, side: number }} */ { bytes, side }) => {
    if (own.collection.isFull) return say('all.full', MOST_SHAPES);
    const image = await own.ask('centred', bytes, side, side);
    own.collection.add([image]);
    say('all.added', 1, own.collection.shapes.length);
  };
  const renew = () => {
    const isSome = pad.strokes.length > 0;
    for (const control of [undo, clear, adding]) allow(control, isSome);
  };
  const addDrawn = () => {
    if (pad.strokes.length === 0) return say('all.nothing');
    const grey = greyOfStrokes(pad.strokes);
    pad.set([]);
    attempt(say, add(grey));
  };
  const pad = new Pad(room, renew);
  const undo = button('own-pad-undo', t('pad.undo'), () => pad.set(pad.strokes.slice(0, -1)));
  const clear = button('own-pad-clear', t('pad.clear'), () => pad.set([]));
  const adding = button('own-pad-add', t('pad.add'), addDrawn, { class: 'primary' });
  pad.canvas.addEventListener('keydown', (event) => {
    const isUndo = event.key === 'z' && (event.ctrlKey || event.metaKey);
    if (event.key === 'Enter' && !event.repeat) addDrawn();
    else if (event.key === 'Backspace' || isUndo) pad.set(pad.strokes.slice(0, -1));
    else return;
    event.preventDefault();
  });
  const ready = NAMES.map((name) => {
    const label = t(`ready.${name}`);
    const made = button(`own-ready-${name}`, '', () => attempt(say, add(greyOfPath(READY[name]))), {
      'aria-label': label,
      title: label,
    });
    made.append(icon(READY[name]));
    return made;
  });
  const readyLabel = { class: 'row own-ready', role: 'group', 'aria-label': t('ready.title') };
  root.append(
    make('h3', {}, t('pad.title')),
    make('p', { class: 'note', id: 'own-pad-note' }, t('pad.note')),
    pad.canvas,
    make('div', { class: 'row' }, adding, undo, clear),
    make('p', { class: 'own-label', 'aria-hidden': 'true' }, t('ready.title')),
    make('div', readyLabel, ...ready),
  );
  renew();
  return { update() {} };
}
