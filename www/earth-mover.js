/** Registers <earth-mover>. This is the one file that an author names. */

import { EarthMover } from './lab/element.js';

/** @typedef {import('./types.js').EarthMoverAttributes} EarthMoverAttributes */
/** @typedef {import('./types.js').EarthMoverEventMap} EarthMoverEventMap */
/** @typedef {import('./types.js').ErrorKind} ErrorKind */
/** @typedef {import('./types.js').RunState} RunState */
/** @typedef {import('./types.js').Config} Config */
/** @typedef {import('./types.js').DeviceName} DeviceName */
/** @typedef {import('./types.js').PresetName} PresetName */
/** @typedef {import('./types.js').StepReport} StepReport */
/**
 * @template T
 * @typedef {import('./types.js').Patch<T>} Patch
 */

// Two copies of the page's scripts may meet in one document; the first stays.
if (!customElements.get('earth-mover')) customElements.define('earth-mover', EarthMover);

export { EarthMover };
