/** The page: opens the lab with the address's settings and lets it start. */

import { savesData } from './devices.js';
import { openLab } from './lab.js';
import { readSettings } from './settings.js';
import { MISSING } from './words.js';

const lab = /** @type {HTMLElement} */ (document.querySelector('#lab'));

/** Who asked for less motion or less data gets a page at rest, and a button. */
const startsByItself = () =>
  !matchMedia('(prefers-reduced-motion: reduce)').matches && !savesData();

function begin() {
  const settings = readSettings(location);
  const run = openLab(lab, settings);
  const followVisibility = () => (document.hidden ? run.pause('hidden') : run.resume('hidden'));
  document.addEventListener('visibilitychange', followVisibility);
  followVisibility();
  // An address edited by hand; the page's own changes of it do not come here.
  addEventListener('hashchange', () => location.reload());
  if (startsByItself()) run.start();
}

if (typeof WebAssembly === 'object') {
  begin();
} else {
  const state = /** @type {HTMLElement} */ (lab.querySelector('[data-field=state]'));
  state.textContent = MISSING.wasm;
  lab.dataset.state = 'failed';
}
