/**
 * `<em-guess question="zero-lambda" lab="lab">`: what a reader is asked beside a lab, which has the answer. Its run says
 * what is so as soon as it has come to that; before, the answer is the prose's, with where to see it.
 */

import { BaseElement } from '../ui/base-element.js';
import { adopt, css, measureUnit } from '../ui/css.js';
import { make } from '../ui/dom.js';
import { register } from '../ui/register.js';
import { base } from '../ui/styles/base.js';
import { forced } from '../ui/styles/forced.js';
import { tokens } from '../ui/styles/tokens.js';
import { guessStyle } from './kit/guess-style.js';
import { GuessView } from './kit/guess-view.js';
import { wordsFor } from './kit/words.js';
import { Release, whereWeightsAre } from './lab-truths.js';

/** @typedef {import('../lab/element.js').EarthMover} EarthMover */
/** @typedef {import('./kit/guess.js').Answer} Answer */
/** @typedef {(lab: EarthMover, found: (truth: Answer | null) => void) => () => void} Watching ends what it began */

/** Weights change slowly, and asking for them takes a moment of the training. */
const ASK_EVERY_MS = 2000;

/** How each question is answered by a lab. */
const WATCHED = {
  /** @type {Watching} */
  'zero-lambda': (lab, found) => {
    const release = new Release();
    const hear = (/** @type {import('../types.js').EarthMoverEventMap['step']} */ { detail }) => {
      const constraint = lab.currentConfig?.constraint;
      const isFree = Boolean(constraint && 'lambda' in constraint && constraint.lambda === 0);
      release.take(detail.reports, isFree);
      found(release.truth);
    };
    lab.addEventListener('step', hear);
    return () => lab.removeEventListener('step', hear);
  },
  /** @type {Watching} */
  'clipped-weights': (lab, found) => {
    let askedAt = -Infinity;
    const hear = () => {
      const now = performance.now();
      if (now - askedAt < ASK_EVERY_MS) return;
      askedAt = now;
      lab.weights().then(
        (report) => found(whereWeightsAre(report)),
        // Of a run that has ended or moved there is nothing; the next step asks anew.
        () => {},
      );
    };
    lab.addEventListener('step', hear);
    return () => lab.removeEventListener('step', hear);
  },
};

const style = css`
  .lab {
    container: figure / inline-size;
  }
`;

export class LabGuess extends BaseElement {
  /** @private */
  shadow = this.attachShadow({ mode: 'open' });
  /** @private */
  leave = () => {};

  /** @protected */
  connectedCallback() {
    const question = this.getAttribute('question') ?? '';
    if (!isWatched(question)) {
      const all = Object.keys(WATCHED).join(', ');
      return console.warn(`question=${question} is ignored: it must be one of ${all}`);
    }
    const { t, language } = wordsFor(this, { en: {}, zh: {} });
    adopt(this.shadow, [tokens, base, guessStyle, style, forced]);
    const view = new GuessView(question, t, () => {});
    const root = make('div', { class: 'lab' }, view.element);
    root.lang = language;
    this.shadow.replaceChildren(root);
    measureUnit(root);
    let end = () => {};
    let isHere = true;
    this.leave = () => {
      isHere = false;
      end();
      view.dispose();
    };
    customElements.whenDefined('earth-mover').then(() => {
      if (!isHere) return;
      end = this.watch(question, (truth) =>
        truth === null ? view.unsettle() : view.settle(truth),
      );
    }, console.error);
  }

  /** @protected */
  disconnectedCallback() {
    this.leave();
  }

  /** @private @param {keyof typeof WATCHED} question @param {(truth: Answer | null) => void} found */
  watch(question, found) {
    const id = this.getAttribute('lab') ?? 'lab';
    const lab = this.ownerDocument.getElementById(id);
    if (lab?.localName === 'earth-mover') {
      return WATCHED[question](/** @type {EarthMover} */ (lab), found);
    }
    console.warn(`lab=${id} is ignored: it must be the id of an <earth-mover>`);
    return () => {};
  }
}

/** @param {string} question @returns {question is keyof typeof WATCHED} */
const isWatched = (question) => Object.hasOwn(WATCHED, question);

register('em-guess', LabGuess);
