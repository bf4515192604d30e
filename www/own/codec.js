/** What packs zip files and unpacks them, fetched when the first is wanted. */

import { scripts } from '../load/scripts.js';

/** @type {() => Promise<import('./archive.js').Codec>} */
export const codec = scripts(() => import('../vendor/fflate/fflate.js'));
