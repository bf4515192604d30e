/** What packs zip files and unpacks them, fetched when the first is wanted. */

/** @returns {Promise<import('./archive.js').Codec>} */
export const codec = () => import('../vendor/fflate/fflate.js');
