/** An instrument of several parts, each a section of its own, side by side where there is room. */

import { css } from '../../ui/css.js';
import { make } from '../../ui/dom.js';

/** @typedef {import('../instruments.js').Instrument} Instrument */

export const sectionStyles = css`
  .sections {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 2rem 3rem;
  }

  @container (min-width: 56rem) {
    .sections {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
  }
`;

/**
 * @param {Instrument['open'][]} openers of the parts
 * @returns {Instrument['open']}
 */
export const inSections = (openers) => (root, bench) => {
  root.classList.add('sections');
  const parts = openers.map((open) => {
    const section = make('section');
    root.append(section);
    return open(section, bench);
  });
  return {
    update: (state) => parts.forEach((part) => part.update(state)),
    dispose: () => parts.forEach((part) => part.dispose?.()),
  };
};
