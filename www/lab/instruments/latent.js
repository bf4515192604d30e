/** Latent space to walk in: a slice of it, and the way between two cells of the sample grid. */

import { openPath } from '../latent/path.js';
import { openSlice } from '../latent/slice.js';
import { inSections, sectionStyles } from '../settings/sections.js';
import { latentStyles } from '../styles/latent.js';

/** @type {import('../instruments.js').Instrument} */
export const latent = {
  name: 'latent',
  place: 'panels',
  title: 'latent.tab',
  marks: 'z',
  styles: [sectionStyles, latentStyles],
  open: inSections([openSlice, openPath]),
};
