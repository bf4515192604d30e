/** Which images a figure is of: a parameter as the lab's attribute of that name. */

import { isSetName, MNIST, SET_NAMES } from '../../load/sets.js';

/** @type {import('./parameters.js').TextParameter} */
export const DATA = { fallback: MNIST, fits: isSetName, allowed: SET_NAMES };
