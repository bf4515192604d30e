/**
 * Guesses before answers. Where something surprises, a figure asks first; then the truth is drawn over the guess, which
 * stays, can be taken back, and need not be made. Nothing leaves the browser.
 *
 * A figure adds one so:
 * 1. here, a line in `QUESTIONS`: its id, the figure that has the answer, and what may be guessed (a range, or options);
 * 2. its words, in `words/guesses-en.js` and `-zh.js`: `guess.<id>.ask`, and `guess.<id>.value`, which says a guess or
 *    the truth in words that stand by themselves; and `guess.<id>.told` where the answer may be long in coming, since
 *    it takes a run: what the prose says, and where to see it;
 * 3. in the figure, a `GuessView` (guess-view.js), whose element stands where the answer will. While it `isOpen` the
 *    figure keeps the answer to itself; `settle(truth)` says what is so, of what the figure shows now, whenever that
 *    is known. A parameter `ask` (`ASK` here) lets authors do without.
 * What a lab has the answer to is asked beside it, by `<em-guess>` (lab-guess.js).
 * The box at the end of the article (guesses-box.js) lists whatever is here.
 */

/** @typedef {number | string} Answer a number in the range, or one of the options */
/** @typedef {{ figure: string, range: { least: number, most: number, step: number } }} RangeQuestion */
/** @typedef {{ figure: string, options: readonly string[] }} OptionsQuestion */
/** @typedef {RangeQuestion | OptionsQuestion} Question */
/** @typedef {keyof typeof QUESTIONS} Id */
/** @typedef {{ guess: Answer | null, truth: Answer | null }} Kept no guess where it was skipped; no truth before it is known */
/** @typedef {Partial<Record<Id, Kept>>} All */

/** In the reader's order. */
export const QUESTIONS = {
  'random-cost': { figure: 'transport', range: { least: 1, most: 4, step: 0.1 } },
  'zero-lambda': { figure: 'lab', options: ['soon', 'later', 'keeps'] },
  'no-constraint': { figure: 'pairs', options: ['below', 'meets', 'beyond'] },
  'clipped-weights': { figure: 'clipped', options: ['zero', 'spread', 'ends'] },
  'exact-course': { figure: 'watch', options: ['falls', 'stays', 'turns', 'rises'] },
  nearest: { figure: 'paradox', options: ['real', 'mean', 'centres'] },
};

/** The parameter of a figure that asks. */
export const ASK = { fallback: true };

/** What a browser keeps it under. */
const KEY = 'earthmover.guesses';
/** What the document hears when something was guessed, skipped, taken back or settled: `detail` is the id, or null for all. */
export const GUESSED = 'earthmover-guess';

/** @param {string} name @returns {name is Id} */
const isId = (name) => Object.hasOwn(QUESTIONS, name);

/** @param {Id} id @returns {Question} */
export const questionOf = (id) => QUESTIONS[id];

/**
 * Whether that may be guessed, or be so. A truth may lie beyond a range.
 * @param {Question} question
 * @param {unknown} answer
 * @returns {answer is Answer}
 */
function isAnswer(question, answer) {
  if ('options' in question) return question.options.includes(/** @type {string} */ (answer));
  return Number.isFinite(answer);
}

/** A guess as the range has them: within it, on a step. @param {Question} question @param {Answer} guess */
function fitted(question, guess) {
  if (!('range' in question)) return guess;
  const { least, most, step } = question.range;
  const whole = Math.round((Number(guess) - least) / step) * step + least;
  return Number(Math.min(most, Math.max(least, whole)).toFixed(6));
}

/**
 * What a browser has kept, without what is none of it.
 * @param {string | null} text
 * @returns {All}
 */
export function parse(text) {
  /** @type {unknown} */
  let read = null;
  try {
    read = JSON.parse(text ?? 'null');
  } catch {
    // Something else wrote there.
    return {};
  }
  if (typeof read !== 'object' || read === null) return {};
  /** @type {All} */
  const all = {};
  for (const [id, kept] of Object.entries(read)) {
    if (!isId(id) || typeof kept !== 'object' || kept === null) continue;
    const question = questionOf(id);
    const { guess = null, truth = null } = kept;
    if (guess !== null && !isAnswer(question, guess)) continue;
    all[id] = {
      guess: guess === null ? null : fitted(question, guess),
      truth: isAnswer(question, truth) ? truth : null,
    };
  }
  return all;
}

/** All guesses of a page, and of the visits before. */
export class Guesses {
  /**
   * @param {() => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>} storage throws where it is refused
   * @param {(id: Id | null) => void} tell
   */
  constructor(storage, tell) {
    /** @private */
    this.storage = storage;
    /** @private */
    this.tell = tell;
    /** @private Read when first asked for. @type {All | null} */
    this.kept = null;
  }

  /** @returns {Readonly<All>} */
  get all() {
    this.kept ??= this.read();
    return this.kept;
  }

  /** @param {Id} id @returns {Kept | null} null where nothing was guessed or skipped */
  of(id) {
    return this.all[id] ?? null;
  }

  /** @param {Id} id @param {Answer} guess */
  guess(id, guess) {
    const question = questionOf(id);
    if (!isAnswer(question, guess)) throw new RangeError(`${guess} is no answer to ${id}`);
    this.write(id, { guess: fitted(question, guess), truth: null });
  }

  /** @param {Id} id */
  skip(id) {
    this.write(id, { guess: null, truth: null });
  }

  /** What is so; of no account before a guess or a skip. @param {Id} id @param {Answer} truth */
  settle(id, truth) {
    const kept = this.of(id);
    if (!kept || kept.truth === truth || !isAnswer(questionOf(id), truth)) return;
    this.write(id, { ...kept, truth });
  }

  /** @param {Id} id */
  takeBack(id) {
    const { [id]: _, ...rest } = this.all;
    this.keep(rest, id);
  }

  forget() {
    this.keep({}, null);
  }

  /** @private @param {Id} id @param {Kept} kept */
  write(id, kept) {
    this.keep({ ...this.all, [id]: kept }, id);
  }

  /** @private @param {All} all @param {Id | null} id */
  keep(all, id) {
    this.kept = all;
    try {
      if (Object.keys(all).length > 0) this.storage().setItem(KEY, JSON.stringify(all));
      else this.storage().removeItem(KEY);
    } catch {
      // Refused, or full: then it is kept as long as the page is.
    }
    this.tell(id);
  }

  /** @private @returns {All} */
  read() {
    try {
      return parse(this.storage().getItem(KEY));
    } catch {
      // As in a frame without an origin.
      return {};
    }
  }
}

/** Those of this page. */
export const guesses = new Guesses(
  () => localStorage,
  (detail) => document.dispatchEvent(new CustomEvent(GUESSED, { detail })),
);
