/** Latent space to walk in: a slice of it, and the way between two cells of the sample grid. */

import { make } from '../dom.js';
import { openPath } from '../latent/path.js';
import { openSlice } from '../latent/slice.js';
import { latentStyles } from '../styles/latent.js';

/** @type {import('../instruments.js').Instrument} */
export const latent = {
  name: 'latent',
  place: 'panels',
  title: 'latent.tab',
  styles: [latentStyles],
  open(root, bench) {
    const parts = [openSlice, openPath].map((open) => {
      const section = make('section');
      root.append(section);
      return open(section, bench);
    });
    return {
      update: (state) => parts.forEach((part) => part.update(state)),
      dispose: () => parts.forEach((part) => part.dispose?.()),
    };
  },
};
