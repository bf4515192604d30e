/** Registers <earth-mover>. This is the one file that an author names. */

import { EarthMover } from './lab/element.js';

// Two copies of the page's scripts may meet in one document; the first stays.
if (!customElements.get('earth-mover')) customElements.define('earth-mover', EarthMover);

export { EarthMover };
