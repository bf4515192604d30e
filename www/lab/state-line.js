/** What every lab says, whatever it shows: its state in a sentence, and what went wrong. */

import { make, write } from '../ui/dom.js';

/** @typedef {import('./instruments.js').Bench} Bench */
/** @typedef {import('./instruments.js').Shown} Shown */
/** @typedef {import('./state.js').LabState} LabState */

/** Half-steps that come faster are not read aloud: each would cut the one before short. */
const READ_MS = 1000;

/** @param {LabState} state */
const isTooFast = ({ state, half, delay }) =>
  state === 'running' && half !== null && delay !== null && delay < READ_MS;

/**
 * @param {LabState} state
 * @param {import('../strings/strings.js').Strings['t']} t
 */
function sentenceOf({ state, pauses, waitingFor, half, delay }, t) {
  if (state === 'waiting' && waitingFor) return t('state.waitingFor', waitingFor);
  if (state === 'running' && half && delay !== null) {
    return t('state.slow', half.half, half.step, half.of);
  }
  if (state !== 'paused') return t(`state.${state}`);
  if (pauses.has('hidden')) return t('state.hidden');
  if (pauses.has('reader') && half) return t('state.half', half.half, half.step, half.of);
  if (pauses.has('reader') || pauses.has('trouble')) return t('state.paused');
  if (pauses.has('away')) return t('state.away');
  return t('state.other');
}

/**
 * @param {HTMLElement} root
 * @param {Bench} bench
 * @returns {Shown}
 */
export function openState(root, { strings }) {
  root.setAttribute('role', 'status');
  root.setAttribute('aria-live', 'polite');
  root.dataset.field = 'state';
  const said = make('span');
  const bar = make('progress', { value: 0, max: 1, 'aria-label': strings.t('word.loaded') });
  root.append(said, bar);
  return {
    update(state) {
      const { loaded, total } = state.bytes;
      bar.hidden = state.state !== 'loading' || total === 0;
      bar.max = total || 1;
      bar.value = loaded;
      const live = isTooFast(state) ? 'off' : 'polite';
      if (root.getAttribute('aria-live') !== live) root.setAttribute('aria-live', live);
      write(said, strings.text(state.still) || sentenceOf(state, strings.t));
    },
  };
}

/**
 * @param {HTMLElement} root
 * @param {Bench} bench
 * @returns {Shown}
 */
export function openNotices(root, { strings }) {
  root.setAttribute('aria-live', 'polite');
  root.setAttribute('aria-label', strings.t('notices.label'));
  /** @type {LabState['notices']} */
  let shown = [];
  return {
    update({ notices }) {
      if (notices === shown) return;
      // Those that stay are left alone: a live region reads what is new.
      const texts = notices.map((notice) => strings.text(notice));
      const stay = [...root.children].filter((item) => texts.includes(item.textContent ?? ''));
      const known = stay.map((item) => item.textContent);
      const fresh = texts.filter((text) => !known.includes(text));
      root.replaceChildren(...stay, ...fresh.map((text) => make('li', {}, text)));
      shown = notices;
    },
  };
}
