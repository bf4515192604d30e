/**
 * Points at a grain, in the plane or as a row of the plan: by mouse, by a tap, or by a slider that lies over the chosen
 * one and is moved by arrow keys. They are too near each other to be buttons of their own.
 */

import { make } from '../../ui/dom.js';

/** @typedef {import('../../ui/stage.js').Stage} Stage */
/** @typedef {{ x: number, y: number }} Spot */

/** CSS pixels from a grain within which it is meant. */
const REACH = 26;

/** @type {Record<string, number>} */
const KEYS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 };
/** Rows are numbered downwards. @type {Record<string, number>} */
const ROW_KEYS = { ...KEYS, ArrowUp: -1, ArrowDown: 1 };

/**
 * The grain that is nearest to a place on the stage, from 1; 0 where none is near.
 * @param {Stage} stage
 * @param {ArrayLike<number>} grains x and y in turn
 * @param {Spot} spot in CSS pixels
 */
export function grainAt(stage, grains, { x, y }) {
  let nearest = 0;
  let least = REACH;
  for (let at = 0; at < grains.length / 2; at++) {
    const dx = stage.x(grains[2 * at]) - x;
    const dy = stage.y(grains[2 * at + 1]) - y;
    const distance = Math.hypot(dx, dy);
    if (distance < least) {
      least = distance;
      nearest = at + 1;
    }
  }
  return nearest;
}

export class GrainPointer {
  /**
   * @param {Stage} stage
   * @param {object} told
   * @param {string} told.name of the control
   * @param {string} told.label of the slider
   * @param {boolean} [told.isRow] rows run downwards
   * @param {(spot: Spot) => number} told.at which grain is meant, from 1; 0 for none
   * @param {(grain: number) => void} told.looked at by a mouse; 0 for none
   * @param {(grain: number) => void} told.chosen to stay; 0 for none
   */
  constructor(stage, { name, label, isRow = false, at, looked, chosen }) {
    /** @private */
    this.stage = stage;
    /** @private */
    this.keys = isRow ? ROW_KEYS : KEYS;
    /** @private */
    this.at = at;
    /** @private */
    this.most = 0;
    /** @private */
    this.grain = 0;
    /** @private */
    this.chosen = chosen;
    this.element = make('div', {
      class: isRow ? 'row-pointer' : 'grain',
      role: 'slider',
      tabindex: 0,
      'aria-label': label,
      'aria-valuemin': 0,
      'aria-orientation': isRow ? 'vertical' : null,
      'data-control': name,
    });
    this.element.addEventListener('keydown', (event) => this.press(event));
    const { canvas } = stage;
    canvas.addEventListener('pointermove', (event) => {
      if (event.pointerType === 'touch') return;
      const grain = at(this.spotOf(event));
      canvas.style.cursor = grain ? 'pointer' : '';
      looked(grain);
    });
    canvas.addEventListener('pointerleave', () => looked(0));
    canvas.addEventListener('click', (event) => {
      const grain = at(this.spotOf(event));
      // Rows leave no place beside them to let go.
      chosen(isRow && grain === this.grain ? 0 : grain);
    });
    stage.element.append(this.element);
  }

  /**
   * @param {Spot} spot of the chosen one, as shares of the stage from its top left
   * @param {{ grain: number, most: number }} which from 1; 0 for none
   * @param {string} words about it
   */
  place(spot, { grain, most }, words) {
    this.grain = grain;
    this.most = most;
    const { element } = this;
    element.style.left = `${100 * spot.x}%`;
    element.style.top = `${100 * spot.y}%`;
    element.setAttribute('aria-valuemax', String(most));
    element.setAttribute('aria-valuenow', String(grain));
    element.setAttribute('aria-valuetext', words);
  }

  /** @private @param {MouseEvent} event @returns {Spot} */
  spotOf({ clientX, clientY }) {
    const { left, top } = this.stage.element.getBoundingClientRect();
    return { x: clientX - left, y: clientY - top };
  }

  /** @private @param {KeyboardEvent} event */
  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { most } = this;
    const by = this.keys[event.key];
    if (by) this.chosen(Math.min(most, Math.max(0, this.grain + by)));
    else if (event.key === 'Home') this.chosen(1);
    else if (event.key === 'End') this.chosen(most);
    else if (event.key === 'Escape') this.chosen(0);
    else return;
    event.preventDefault();
  }
}
