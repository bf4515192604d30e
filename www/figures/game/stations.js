/** A small picture of an iteration: latents go through g, its fakes and the real points to f, and what f says goes back. */

import { make, write } from '../../ui/dom.js';
import { symbol } from '../kit/symbols.js';

/** @typedef {(key: any, ...parts: unknown[]) => string} Words */
/** @typedef {import('./match.js').Half} Half */

/** What lights up in a step of the one and of the other. @type {Record<Half, readonly string[]>} */
const LIT = {
  critic: ['fake', 'real', 'opponent'],
  generator: ['latent', 'generator', 'fake', 'opponent'],
};
/** The symbol of each in the text. @type {Record<string, string>} */
const SYMBOLS = { latent: 'z', generator: 'g', fake: 'Q', opponent: 'f', real: 'P' };
const NAMES = /** @type {const} */ (['latent', 'generator', 'fake', 'opponent', 'real']);

export class Stations {
  /** @param {Words} t */
  constructor(t) {
    /** @private */
    this.t = t;
    /** @private */
    this.said = make('p', { class: 'now' });
    /** @private */
    this.stations = NAMES.map((name) =>
      symbol(SYMBOLS[name], '', { class: 'station', 'data-station': name }),
    );
    const arrow = (/** @type {string} */ sign) => make('i', { 'aria-hidden': 'true' }, sign);
    const [latent, generator, fake, opponent, real] = this.stations;
    const row = [
      latent,
      arrow('→'),
      generator,
      arrow('→'),
      fake,
      arrow('→'),
      opponent,
      arrow('←'),
      real,
    ];
    this.element = make(
      'div',
      { class: 'stations' },
      make('div', { class: 'row', role: 'group', 'aria-label': t('game.stations') }, ...row),
      this.said,
    );
  }

  /** @param {Half | null} half what is going on, in slow motion @param {string} objective @param {string} sentence */
  show(half, objective, sentence) {
    this.stations.forEach((station, place) => {
      const name = NAMES[place];
      const key = name === 'opponent' ? `game.opponent.${objective}` : `game.${name}`;
      write(station, this.t(key));
      station.classList.toggle('lit', half !== null && LIT[half].includes(name));
    });
    write(this.said, sentence);
  }
}
