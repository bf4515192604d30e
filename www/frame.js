/**
 * What a frame is beside its lab: it asks ahead for what the lab will need, its document has the lab's
 * language and theme, and it tells the page around it how high it is.
 */

import { askAhead } from './ahead.js';

/** @typedef {import('./earth-mover.js').EarthMover} EarthMover */

/** To whoever holds the frame; it is no secret. */
function tellHeight() {
  if (window === parent) return;
  let told = 0;
  const tell = () => {
    const { height } = document.body.getBoundingClientRect();
    if (Math.ceil(height) === told) return;
    told = Math.ceil(height);
    parent.postMessage({ type: 'earthmover:height', height: told }, '*');
  };
  new ResizeObserver(tell).observe(document.body);
}

async function followTheLab() {
  await customElements.whenDefined('earth-mover');
  const lab = /** @type {EarthMover | null} */ (document.querySelector('earth-mover'));
  if (!lab) return;
  const { style } = document.documentElement;
  document.documentElement.lang = lab.currentLanguage;
  // As the address has it, too.
  const theme = lab.shadowRoot?.querySelector('.lab')?.getAttribute('data-theme') ?? 'auto';
  if (theme !== 'auto') style.colorScheme = theme;
}

askAhead();
if (document.body) tellHeight();
else addEventListener('DOMContentLoaded', tellHeight);
void followTheLab();
