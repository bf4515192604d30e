/** Registers <earth-mover>. This is the one file that an author names. */

import { EarthMover } from './lab/element.js';
import { register } from './ui/register.js';

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

register('earth-mover', EarthMover);

export { EarthMover };
export { setBasePath } from './load/base.js';
export { VERSION } from './version.js';
