/** How long a figure has waited for what it is made of: after ten seconds in which nothing has come it says so. */

import { make, write } from '../../ui/dom.js';

const TICK_MS = 1_000;
/** Seconds, which are counted: a machine that slept has not waited. */
const SOON = 10;

export class Patience {
  /** @param {() => string} words */
  constructor(words) {
    /** @private */
    this.words = words;
    /** Where it is said. */
    this.element = make('p', {
      class: 'patience',
      role: 'status',
      hidden: true,
      'data-field': 'still',
    });
    /** @private */
    this.seconds = 0;
    /** @private @type {ReturnType<typeof setInterval> | undefined} */
    this.timer = undefined;
  }

  /** It waits from now on, or something has come and it waits for more. */
  begin() {
    if (this.seconds >= SOON) this.say('');
    this.seconds = 0;
    this.timer ??= setInterval(() => {
      this.seconds += 1;
      if (this.seconds === SOON) this.say(this.words());
    }, TICK_MS);
  }

  end() {
    clearInterval(this.timer);
    this.timer = undefined;
    if (this.seconds >= SOON) this.say('');
  }

  /** @private @param {string} text */
  say(text) {
    this.element.hidden = text === '';
    write(this.element, text);
  }
}
