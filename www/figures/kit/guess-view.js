/**
 * A question that a figure asks first, where its answer will be: a number on a slider, or one of several cards. Then the
 * truth is drawn over the guess: on the slider's line, or as labels of the cards. Both states take the same room.
 */

import { button, make, write } from '../../ui/dom.js';
import { GUESSED, guesses, questionOf } from './guess.js';

/** @typedef {import('./guess.js').Answer} Answer */
/** @typedef {import('./guess.js').Id} Id */
/** @typedef {import('./words.js').Key} Key */
/** @typedef {import('./words.js').Words} Words */

/** Where a number lies on the slider, in percent. @param {number} value @param {{ least: number, most: number }} range */
const placeOf = (value, { least, most }) =>
  (100 * (Math.min(most, Math.max(least, value)) - least)) / (most - least);

/** Those whose answer takes a run. @type {ReadonlySet<Id>} */
const TOLD = new Set(['zero-lambda', 'clipped-weights', 'exact-course']);

/** The words of a question, by the names that all have. @param {Id} id @param {Words} t */
export const wordsOf = (id, t) => ({
  ask: t(/** @type {Key} */ (`guess.${id}.ask`)),
  value: (/** @type {Answer} */ answer) => t(/** @type {Key} */ (`guess.${id}.value`), answer),
  /** What is so by the prose, and where to see it. Of a figure that answers at once there is nothing. */
  told: TOLD.has(id) ? t(/** @type {Key} */ (`guess.${id}.told`)) : '',
});

/**
 * What came of a question, in words; empty before.
 * @param {Id} id
 * @param {Words} t
 * @param {import('./guess.js').Kept | null} kept
 */
export function outcomeOf(id, t, kept) {
  if (!kept) return '';
  const { guess, truth } = kept;
  const { value, told } = wordsOf(id, t);
  if (truth !== null) {
    return guess === null
      ? t('guess.is', value(truth))
      : t('guess.outcome', value(guess), value(truth));
  }
  const waits =
    guess === null ? (told ? '' : t('guess.skipped')) : t('guess.pending', value(guess));
  return t('guess.andTold', waits, told);
}

export class GuessView {
  /**
   * @param {Id} id
   * @param {Words} t
   * @param {() => void} changed the answer may be shown now, or not any more
   */
  constructor(id, t, changed) {
    /** @private */
    this.id = id;
    /** @private */
    this.t = t;
    /** @private */
    this.isAsked = true;
    /** @private What is so, once the figure knows. @type {Answer | null} */
    this.truth = null;
    /** @private */
    this.text = make('p', { class: 'guess-text', id: `guess-${id}` });
    /** By option: a figure may place them elsewhere, where it draws the truth itself. @type {Map<string, HTMLButtonElement>} */
    this.cards = new Map();
    /** @private */
    this.list = make('div', { class: 'guess-cards' });
    /** @private */
    this.skipping = button('guess-skip', t('guess.skip'), () => guesses.skip(id));
    /** @private */
    this.back = button('guess-back', t('guess.back'), () => this.takeBack());
    const attributes = { class: 'guess', role: 'group', 'aria-labelledby': this.text.id };
    this.element = make('div', attributes, this.text);
    this.element.classList.toggle('long', wordsOf(id, t).told !== '');
    const question = questionOf(id);
    this.element.classList.toggle('of-cards', 'options' in question);
    if ('options' in question) this.addCards(question.options);
    else this.addSlider(question.range);
    /** @private */
    this.voice = make('p', { class: 'unseen', role: 'status' });
    const bar = make('div', { class: 'guess-bar' }, this.skipping, this.back);
    if (this.submit) bar.prepend(this.submit);
    this.element.append(bar, this.voice);
    /** @private */
    this.hear = (/** @type {Event} */ event) => {
      const { detail } = /** @type {CustomEvent<Id | null>} */ (event);
      if (detail !== null && detail !== id) return;
      // The truth is known by whoever has shown it before.
      if (this.truth !== null) guesses.settle(id, this.truth);
      this.show();
      changed();
    };
    document.addEventListener(GUESSED, this.hear);
    this.show();
  }

  /** The reader has neither guessed nor skipped: the answer is kept back. */
  get isOpen() {
    return this.isAsked && guesses.of(this.id) === null;
  }

  /** What the reader has guessed. */
  get guess() {
    return this.isAsked ? (guesses.of(this.id)?.guess ?? null) : null;
  }

  /** Whether it is asked at all. @param {boolean} isAsked */
  ask(isAsked) {
    this.isAsked = isAsked;
    this.element.hidden = !isAsked;
    this.showCards();
  }

  /** What is so, of what is shown now. @param {Answer} truth */
  settle(truth) {
    this.truth = truth;
    if (!this.isOpen && this.isAsked) guesses.settle(this.id, truth);
    this.show();
  }

  /** It cannot be said yet: another thing is shown. */
  unsettle() {
    this.truth = null;
    this.show();
  }

  /** The answer was seen elsewhere. */
  skip() {
    if (this.isOpen) guesses.skip(this.id);
  }

  dispose() {
    document.removeEventListener(GUESSED, this.hear);
  }

  /** @private */
  takeBack() {
    guesses.takeBack(this.id);
    // The button that was pressed has gone.
    const next = this.range ?? this.cards.values().next().value;
    next?.focus();
  }

  /** @private @param {readonly string[]} options */
  addCards(options) {
    const { value } = wordsOf(this.id, this.t);
    for (const option of options) {
      const card = button(`guess-${option}`, value(option), () => this.make(option));
      card.classList.add('guess-card');
      this.cards.set(option, card);
      this.list.append(card);
    }
    this.element.append(this.list);
  }

  /** @private @param {{ least: number, most: number, step: number }} range */
  addSlider({ least, most, step }) {
    const { t, id } = this;
    const { ask, value } = wordsOf(id, t);
    const range = make('input', {
      type: 'range',
      min: least,
      max: most,
      step,
      value: (least + most) / 2,
      'aria-label': ask,
      'data-control': 'guess',
    });
    const label = make('span', { class: 'guess-label', 'aria-hidden': 'true' });
    const submit = button('guess-submit', t('guess.submit'), () => this.make(range.valueAsNumber));
    const tell = () => {
      const text = value(range.valueAsNumber);
      range.setAttribute('aria-valuetext', text);
      write(label, text);
      label.style.left = `${placeOf(range.valueAsNumber, { least, most })}%`;
    };
    /** @private What stands over the thumb. */
    this.label = label;
    range.addEventListener('input', tell);
    // One move: to let go of the thumb is to guess. Arrow keys go step by step, and Enter ends them.
    let isDragged = false;
    range.addEventListener('pointerdown', () => {
      isDragged = true;
    });
    range.addEventListener('change', () => {
      if (isDragged) this.make(range.valueAsNumber);
      isDragged = false;
    });
    range.addEventListener('keydown', (event) => {
      isDragged = false;
      if (event.key !== 'Enter') return;
      // The button that has the focus next would be pressed by it.
      event.preventDefault();
      this.make(range.valueAsNumber);
    });
    /** @private */
    this.range = range;
    /** @private */
    this.submit = submit;
    /** @private */
    this.marks = {
      guess: make('i', { class: 'guess-mark' }),
      truth: make('i', { class: 'truth-mark' }),
      between: make('i', { class: 'guess-between' }),
    };
    const scale = [least, most].map((end) => make('span', {}, value(end)));
    const { between, guess, truth } = this.marks;
    const line = make('div', { class: 'guess-line', 'aria-hidden': 'true' }, between, guess, truth);
    this.element.append(
      make('div', { class: 'guess-track' }, label, range, line),
      make('div', { class: 'guess-scale', 'aria-hidden': 'true' }, ...scale),
    );
    tell();
  }

  /** @private @param {Answer} guess */
  make(guess) {
    if (!this.isOpen) return;
    const hadFocus = this.element.contains(focusIn(this.element)) || this.cards.size > 0;
    guesses.guess(this.id, guess);
    if (hadFocus) this.back.focus({ preventScroll: true });
  }

  /** @private */
  show() {
    const { t, id, isOpen } = this;
    // Another figure of the page may have settled it; here it is of what is shown here.
    const guess = guesses.of(id)?.guess ?? null;
    const kept = isOpen ? null : { guess, truth: this.truth };
    const words = outcomeOf(id, t, kept);
    write(this.text, words || wordsOf(id, t).ask);
    write(this.voice, kept && this.truth !== null ? words : '');
    this.element.dataset.state = isOpen ? 'open' : 'shown';
    this.skipping.hidden = !isOpen;
    if (this.submit) this.submit.hidden = !isOpen;
    this.back.hidden = isOpen;
    this.showCards();
    this.showSlider(guess);
  }

  /** Those that stand here stay, and say which was guessed and which is so. @private */
  showCards() {
    const { t, isOpen, truth, list } = this;
    const guess = guesses.of(this.id)?.guess ?? null;
    for (const [option, card] of this.cards) {
      const isOurs = card.parentElement === list;
      card.hidden = !isOpen && !isOurs;
      card.disabled = !isOpen;
      const isTrue = !isOpen && option === truth;
      card.toggleAttribute('data-true', isTrue);
      const labels = [
        ...(!isOpen && option === guess ? [t('guess.yours')] : []),
        ...(isTrue ? [t('guess.truth')] : []),
      ];
      if (labels.length > 0) card.dataset.label = labels.join(' · ');
      else delete card.dataset.label;
    }
  }

  /** @private @param {Answer | null} guess */
  showSlider(guess) {
    const question = questionOf(this.id);
    if (!this.marks || !this.range || !('range' in question)) return;
    const { range: limits } = question;
    this.range.hidden = !this.isOpen;
    if (this.label) this.label.hidden = !this.isOpen;
    const place = (/** @type {HTMLElement} */ mark, /** @type {Answer | null} */ at) => {
      mark.hidden = this.isOpen || at === null;
      if (at !== null) mark.style.left = `${placeOf(Number(at), limits)}%`;
      return at === null ? 0 : placeOf(Number(at), limits);
    };
    const { guess: one, truth: other, between } = this.marks;
    const [from, to] = [place(one, guess), place(other, this.truth)];
    between.hidden = one.hidden || other.hidden;
    between.style.left = `${Math.min(from, to)}%`;
    between.style.width = `${Math.abs(to - from)}%`;
  }
}

/** What has the focus, in the element's own root. @param {Element} element */
const focusIn = (element) =>
  /** @type {ShadowRoot | Document} */ (element.getRootNode()).activeElement;
