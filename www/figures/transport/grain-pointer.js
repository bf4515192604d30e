/**
 * Points at a grain: by mouse, by a tap, or by a slider that lies over the chosen grain and is moved by arrow keys.
 * Grains are too near each other to be buttons of their own.
 */

import { make } from '../../ui/dom.js';

/** @typedef {import('../../ui/stage.js').Stage} Stage */

/** CSS pixels from a grain within which it is meant. */
const REACH = 26;

/** @type {Record<string, number>} */
const KEYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };

export class GrainPointer {
  /**
   * @param {Stage} stage
   * @param {object} told
   * @param {string} told.label of the slider
   * @param {(grain: number) => void} told.looked at by a mouse; 0 for none
   * @param {(grain: number) => void} told.chosen to stay; 0 for none
   */
  constructor(stage, { label, looked, chosen }) {
    /** @private */
    this.stage = stage;
    /** @private x and y in turn @type {ArrayLike<number>} */
    this.grains = [];
    /** @private */
    this.grain = 0;
    /** @private */
    this.chosen = chosen;
    this.element = make('div', {
      class: 'grain',
      role: 'slider',
      tabindex: 0,
      'aria-label': label,
      'aria-valuemin': 0,
      'data-control': 'grain',
    });
    this.element.addEventListener('keydown', (event) => this.press(event));
    const { canvas } = stage;
    canvas.addEventListener('pointermove', (event) => {
      if (event.pointerType === 'touch') return;
      const grain = this.at(event);
      canvas.style.cursor = grain ? 'pointer' : '';
      looked(grain);
    });
    canvas.addEventListener('pointerleave', () => looked(0));
    canvas.addEventListener('click', (event) => chosen(this.at(event)));
    stage.element.append(this.element);
  }

  /**
   * @param {ArrayLike<number>} grains x, y in turn
   * @param {number} grain chosen, from 1; 0 for none
   * @param {string} words about it
   */
  place(grains, grain, words) {
    this.grains = grains;
    this.grain = grain;
    const at = Math.max(0, grain - 1);
    const { style } = this.element;
    const { box } = this.stage;
    style.left = `${((grains[2 * at] - box.left) / (box.right - box.left)) * 100}%`;
    style.top = `${((box.top - grains[2 * at + 1]) / (box.top - box.bottom)) * 100}%`;
    this.element.setAttribute('aria-valuemax', String(grains.length / 2));
    this.element.setAttribute('aria-valuenow', String(grain));
    this.element.setAttribute('aria-valuetext', words);
  }

  /** @private @param {MouseEvent} event @returns {number} the nearest grain, from 1; 0 where none is near */
  at(event) {
    const { left, top } = this.stage.element.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    let nearest = 0;
    let least = REACH;
    for (let at = 0; at < this.grains.length / 2; at++) {
      const dx = this.stage.x(this.grains[2 * at]) - x;
      const dy = this.stage.y(this.grains[2 * at + 1]) - y;
      const distance = Math.hypot(dx, dy);
      if (distance < least) {
        least = distance;
        nearest = at + 1;
      }
    }
    return nearest;
  }

  /** @private @param {KeyboardEvent} event */
  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const most = this.grains.length / 2;
    const by = KEYS[event.key];
    if (by) this.chosen(Math.min(most, Math.max(0, this.grain + by)));
    else if (event.key === 'Home') this.chosen(1);
    else if (event.key === 'End') this.chosen(most);
    else if (event.key === 'Escape') this.chosen(0);
    else return;
    event.preventDefault();
  }
}
