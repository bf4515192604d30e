/** Points that the reader moves: by finger, mouse, or arrow keys. They are buttons laid over a stage. */

import { make } from './dom.js';

/** @typedef {import('./stage.js').Stage} Stage */
/**
 * @typedef {object} Handle
 * @property {string} name for tests and themes
 * @property {string} label what is moved
 * @property {'real' | 'fake' | 'critic'} kind whose colour it has
 * @property {boolean} [isWhole] moves a whole thing, and looks it
 * @property {'both' | 'x' | 'y'} [along]
 * @property {(x: number, y: number) => string} [say] what is moved, and where it is
 */

const STEP = 0.02;
const LEAP = 0.1;

/** @type {Record<string, [number, number]>} */
const ARROWS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowDown: [0, -1],
  ArrowUp: [0, 1],
};

export class Handles {
  /**
   * @param {Stage} stage
   * @param {Handle[]} handles
   * @param {(index: number, x: number, y: number) => void} moved to where the reader would have it; may be out of range
   */
  constructor(stage, handles, moved) {
    /** @private */
    this.stage = stage;
    /** @private */
    this.moved = moved;
    /** @private @type {{ x: number, y: number }[]} */
    this.places = handles.map(() => ({ x: 0, y: 0 }));
    /** @private */
    this.handles = handles;
    this.buttons = handles.map((handle, index) => this.open(handle, index));
    stage.element.append(...this.buttons);
  }

  /**
   * @param {number} index
   * @param {number} x
   * @param {number} y
   */
  place(index, x, y) {
    const { box } = this.stage;
    this.places[index] = { x, y };
    const { style } = this.buttons[index];
    style.left = `${((x - box.left) / (box.right - box.left)) * 100}%`;
    style.top = `${((box.top - y) / (box.top - box.bottom)) * 100}%`;
    const number = (/** @type {number} */ value) => value.toFixed(2).replace('-', '−');
    const { label, say } = this.handles[index];
    const words = say?.(x, y) ?? `${label}: ${number(x)}, ${number(y)}`;
    this.buttons[index].setAttribute('aria-label', words);
  }

  /** @private @param {Handle} handle @param {number} index */
  open({ name, kind, isWhole = false, along = 'both' }, index) {
    const button = make('button', {
      type: 'button',
      class: `handle ${kind}${isWhole ? ' whole' : ''}`,
      'data-handle': name,
      'data-along': along,
    });
    /** How far from its middle it was taken hold of. @type {{ x: number, y: number } | null} */
    let grip = null;
    button.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      const at = this.stage.at(event);
      grip = { x: this.places[index].x - at.x, y: this.places[index].y - at.y };
      button.setPointerCapture(event.pointerId);
    });
    button.addEventListener('pointermove', (event) => {
      if (!grip) return;
      const at = this.stage.at(event);
      this.move(index, at.x + grip.x, at.y + grip.y);
    });
    const release = () => {
      grip = null;
    };
    button.addEventListener('pointerup', release);
    button.addEventListener('pointercancel', release);
    button.addEventListener('keydown', (event) => this.press(index, event));
    return button;
  }

  /** @private @param {number} index @param {KeyboardEvent} event */
  press(index, event) {
    const arrow = ARROWS[event.key];
    if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
    const { box } = this.stage;
    const share = event.shiftKey ? LEAP : STEP;
    const dx = (arrow[0] * share * (box.right - box.left)) / 2;
    const dy = (arrow[1] * share * (box.top - box.bottom)) / 2;
    this.move(index, this.places[index].x + dx, this.places[index].y + dy);
    event.preventDefault();
  }

  /** @private @param {number} index @param {number} x @param {number} y */
  move(index, x, y) {
    const { along = 'both' } = this.handles[index];
    const place = this.places[index];
    this.moved(index, along === 'y' ? place.x : x, along === 'x' ? place.y : y);
  }
}
