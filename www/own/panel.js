/** The panel in which the reader makes a data set of their own. Its scripts come when it is first opened. */

import { adoptMore } from '../ui/css.js';
import { make, write } from '../ui/dom.js';
import { openAll } from './all.js';
import { openBring } from './bring.js';
import { own } from './own.js';
import { openPad } from './pad.js';
import { ownStyle } from './style.js';
import { openTrain } from './train.js';
import { openVary } from './vary.js';
import { wordsOf } from './words.js';

/** @typedef {import('./room.js').Part} Part */
/** @typedef {import('./room.js').Room} Room */

/**
 * @param {HTMLElement} root
 * @param {Pick<Room, 'theme' | 'download' | 'train'> & { language: import('../strings/language.js').Language }} given
 * @returns {() => void} ends it
 */
export function openPanel(root, { language, ...given }) {
  const t = wordsOf(language);
  adoptMore(/** @type {ShadowRoot} */ (root.getRootNode()), [ownStyle]);
  const said = make('p', { class: 'note own-said', role: 'status', 'data-field': 'own-said' });
  /** @type {Room} */
  const room = {
    ...given,
    own,
    t,
    say: (key, ...parts) => write(said, t(key, ...parts)),
  };
  /** @type {Part[]} */
  const parts = [];
  const section = (/** @type {string} */ name, /** @type {(root: HTMLElement) => Part} */ open) => {
    const place = make('section', { class: `own-${name}` });
    root.append(place);
    parts.push(open(place));
  };
  root.append(
    make(
      'div',
      { class: 'own-intro' },
      make('p', {}, t('intro')),
      make('p', { class: 'note' }, t('why')),
    ),
  );
  section('draw', (place) => openPad(place, room));
  section('bring', (place) => openBring(place, room, root));
  section('collection', (place) => openAll(place, room, said));
  section('vary', (place) => openVary(place, room));
  section('train', (place) => openTrain(place, room));
  const update = () => {
    for (const part of parts) part.update();
  };
  update();
  const end = own.onChange(update);
  void own.restore();
  return () => {
    end();
    for (const part of parts) part.dispose?.();
  };
}
