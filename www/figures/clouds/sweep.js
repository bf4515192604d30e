/**
 * What the four numbers are all along the way of Q through P, asked for where the reader's hand rests: between two
 * frames of a drag there is no time for it. Until others are there, the curves stay as they were.
 */

import { movedTo, placesOf, reachOf } from './way.js';

/** @typedef {import('../kit/scene.js').Points} Points */
/** @typedef {{ p: Points, q: Points, width: number, blur: number }} Setting */
/** @typedef {{ place: number, value: number }} Point */
/** @typedef {(p: Float64Array, q: Float64Array, setting: Setting) => Promise<Record<string, number>>} Ask */

/** Milliseconds of rest. */
const REST = 250;

export class Sweep {
  /**
   * @param {{ wasserstein: Ask, divergences: Ask }} asks numbers at one place, by name
   * @param {() => void} found
   */
  constructor(asks, found) {
    /** @private */
    this.asks = asks;
    /** @private */
    this.found = found;
    /** By name of a number, from below P to above it. @type {Record<string, Point[]>} */
    this.curves = {};
    this.reach = 1;
    /** @private What each was asked with. @type {Record<string, string>} */
    this.keys = {};
    /** @private @type {Setting | null} */
    this.wanted = null;
    /** @private @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }

  /** @param {Setting} setting */
  follow(setting) {
    const { p, q, width, blur } = setting;
    const keys = {
      wasserstein: JSON.stringify([p, q, width]),
      divergences: JSON.stringify([p, q, width, blur]),
    };
    if (keys.divergences === this.wantedKey) return;
    this.wantedKey = keys.divergences;
    this.wanted = setting;
    clearTimeout(this.timer);
    const isFirst = Object.keys(this.keys).length === 0;
    this.timer = setTimeout(() => void this.go(setting, keys), isFirst ? 0 : REST);
  }

  dispose() {
    clearTimeout(this.timer);
    this.wanted = null;
  }

  /** @private @type {string | undefined} */
  wantedKey;

  /** @private The next to ask is answered, whatever it asks for. */
  forget() {
    this.wantedKey = undefined;
  }

  /** @private @param {Setting} setting @param {Record<'wasserstein' | 'divergences', string>} keys */
  async go(setting, keys) {
    const { p, q, width, blur } = setting;
    const reach = reachOf(p, q);
    /** @type {Record<string, Point[]>} */
    const curves = {};
    // A divergence changes where what is blurred begins to overlap, the distance on the scale of P's width.
    for (const [name, narrow] of /** @type {const} */ ([
      ['wasserstein', width],
      ['divergences', blur],
    ])) {
      if (this.keys[name] === keys[name]) continue;
      for (const place of placesOf(reach, narrow)) {
        const at = Float64Array.from(movedTo(p, q, place));
        // What fails here fails in the figure too, which says so, and offers another try.
        const numbers = await this.asks[name](Float64Array.from(p), at, setting).catch(() => null);
        if (this.wanted !== setting) return;
        if (!numbers) return this.forget();
        for (const [each, value] of Object.entries(numbers)) {
          (curves[each] ??= []).push({ place, value });
        }
      }
    }
    this.keys = keys;
    this.reach = reach;
    Object.assign(this.curves, curves);
    this.found();
  }
}
