/**
 * `<em-guesses>`, the article's last box: each question that a figure of the page has asked, what the reader guessed, and
 * what is so. What stands in it without scripts goes once it is there.
 */

import { BaseElement } from '../ui/base-element.js';
import { adopt, css, measureUnit } from '../ui/css.js';
import { button, make, write } from '../ui/dom.js';
import { register } from '../ui/register.js';
import { base } from '../ui/styles/base.js';
import { forced } from '../ui/styles/forced.js';
import { tokens } from '../ui/styles/tokens.js';
import { GUESSED, guesses, QUESTIONS, questionOf } from './kit/guess.js';
import { outcomeOf, wordsOf } from './kit/guess-view.js';
import { wordsFor } from './kit/words.js';

/** @typedef {import('./kit/guess.js').Id} Id */

const style = css`
  .lab {
    position: relative;
    display: grid;
    gap: 0.75rem;
    padding: 1rem 1.25rem;
    border: 1px solid var(--em-line);
    border-radius: var(--em-radius);
    background: var(--em-panel);
  }

  ul {
    display: grid;
    gap: 0.75rem;
    margin: 0;
    padding: 0;
    list-style: none;
  }

  li a {
    color: inherit;
    font-weight: 600;
  }

  li p {
    min-height: 1.5em;
    color: var(--em-ink-soft);
  }

  li[data-guessed='true'] p {
    color: var(--em-ink);
  }

  .foot {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    justify-content: space-between;
    min-height: 44px;
    color: var(--em-ink-soft);
    font-size: 0.875rem;
  }
`;

export class GuessesBox extends BaseElement {
  /** @private */
  shadow = this.attachShadow({ mode: 'open' });
  /** @private */
  hear = () => this.show();
  /** @private @type {() => void} */
  show = () => {};

  /** @protected */
  connectedCallback() {
    const { t, language } = wordsFor(this, { en: {}, zh: {} });
    adopt(this.shadow, [tokens, base, style, forced]);
    const rows = new Map(
      /** @type {Id[]} */ (Object.keys(QUESTIONS)).flatMap((id) => {
        const { figure } = questionOf(id);
        const asking = `em-${figure}, em-guess[question="${id}"]`;
        const isHere = this.ownerDocument.querySelector(asking) !== null;
        return isHere ? [[id, rowOf(figure, wordsOf(id, t).ask)]] : [];
      }),
    );
    const heading = make('h3', { id: 'title' }, t('guess.title'));
    const list = make('ul', {}, ...[...rows.values()].map(({ element }) => element));
    const note = make('span', {});
    const forget = button('forget', t('guess.forget'), () => guesses.forget());
    const root = make('div', { class: 'lab', role: 'group', 'aria-labelledby': 'title' });
    root.lang = language;
    root.append(heading, list, make('div', { class: 'foot' }, note, forget));
    this.shadow.replaceChildren(root);
    measureUnit(root);
    this.show = () => {
      for (const [id, { element, outcome }] of rows) {
        const kept = guesses.of(id);
        write(outcome, kept ? outcomeOf(id, t, kept) : t('guess.open'));
        element.dataset.guessed = String(kept !== null);
      }
      const isNone = Object.keys(guesses.all).length === 0;
      write(note, t(isNone ? 'guess.none' : 'guess.kept'));
      forget.hidden = isNone;
    };
    this.show();
    this.ownerDocument.addEventListener(GUESSED, this.hear);
  }

  /** @protected */
  disconnectedCallback() {
    this.ownerDocument.removeEventListener(GUESSED, this.hear);
  }
}

/** @param {string} figure @param {string} question */
function rowOf(figure, question) {
  const outcome = make('p', {});
  const link = make('a', { href: `#${figure}` }, question);
  return { outcome, element: make('li', {}, link, outcome) };
}

register('em-guesses', GuessesBox);
