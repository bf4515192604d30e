/** A square with a handle: by pointer or touch anywhere in it, by arrow keys, and as two sliders to screen readers. */

import { make } from '../../ui/dom.js';

/** The slice reaches this far from its middle. */
export const REACH = 2;
const STEP = 0.1;
const LEAP = 5;

/** @param {number} value */
const clamp = (value) => Math.max(-REACH, Math.min(REACH, value));

/** @param {number} value */
const written = (value) => value.toFixed(2).replace('-', '−');

/** @type {Record<string, [number, number]>} */
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

export class Pad {
  /**
   * @param {HTMLElement} backdrop
   * @param {import('../../strings/strings.js').Strings['t']} t
   * @param {() => void} moved
   */
  constructor(backdrop, t, moved) {
    /** @private */
    this.t = t;
    /** @private */
    this.moved = moved;
    this.x = 0;
    this.y = 0;
    /** @private */
    this.across = this.slider('across', t('latent.across'));
    /** @private */
    this.up = this.slider('up', t('latent.up'));
    this.up.tabIndex = -1;
    /** @private */
    this.handle = make('div', { class: 'handle' }, this.across, this.up);
    const label = { role: 'group', 'aria-label': t('latent.pad') };
    this.root = make('div', { class: 'pad', part: 'pad', ...label }, backdrop, this.handle);
    this.root.addEventListener('pointerdown', (event) => this.take(event));
    this.root.addEventListener('pointermove', (event) => {
      if (this.root.hasPointerCapture(event.pointerId)) this.follow(event);
    });
    this.handle.addEventListener('keydown', (event) => this.hearKey(event));
    this.place();
  }

  /**
   * Unseen, since the handle is what is seen of it.
   * @private
   * @param {string} name
   * @param {string} label
   */
  slider(name, label) {
    const slider = make('input', {
      type: 'range',
      class: 'unseen',
      'data-control': `latent-${name}`,
      'aria-label': label,
      min: -REACH,
      max: REACH,
      step: STEP,
    });
    slider.addEventListener('input', () =>
      this.go(Number(this.across.value), Number(this.up.value)),
    );
    return slider;
  }

  /** @private @param {PointerEvent} event */
  take(event) {
    if (event.button !== 0) return;
    event.preventDefault();
    this.root.setPointerCapture(event.pointerId);
    this.across.focus({ preventScroll: true });
    this.follow(event);
  }

  /** @private @param {PointerEvent} event */
  follow({ clientX, clientY }) {
    const { left, top, width, height } = this.root.getBoundingClientRect();
    const part = (/** @type {number} */ at) => (2 * at - 1) * REACH;
    this.go(part((clientX - left) / width), -part((clientY - top) / height));
  }

  /** @private @param {KeyboardEvent} event */
  hearKey(event) {
    const way = KEYS[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const size = event.shiftKey ? STEP * LEAP : STEP;
    this.go(this.x + way[0] * size, this.y + way[1] * size);
  }

  /**
   * @private
   * @param {number} x
   * @param {number} y
   */
  go(x, y) {
    this.x = clamp(x);
    this.y = clamp(y);
    this.place();
    this.moved();
  }

  /** Where it is, in words. */
  get text() {
    return this.t('latent.at', written(this.x), written(this.y));
  }

  /** @private */
  place() {
    const { x, y, text } = this;
    const percent = (/** @type {number} */ value) => `${(50 * (value + REACH)) / REACH}%`;
    this.handle.style.left = percent(x);
    this.handle.style.top = percent(-y);
    this.across.value = String(x);
    this.up.value = String(y);
    for (const slider of [this.across, this.up]) slider.setAttribute('aria-valuetext', text);
  }
}
