/**
 * The folder of our files, where a page says that they do not lie beside our scripts: a bundler that does not follow
 * addresses has parted them. It is one for all labs and figures of a page, which share what they fetch.
 */

import { named } from './errors.js';

/** @type {URL | null} */
let set = null;
let isRead = false;

/** @param {string} text @param {string} from who names it */
function parsed(text, from) {
  const page = globalThis.document?.baseURI;
  const url = URL.canParse(text, page) ? new URL(text, page) : null;
  if (!url || !/^(https?|file):$/.test(url.protocol)) {
    throw named(
      'ArgumentError',
      `${from}: the folder of the files is ${JSON.stringify(text)}, but must be a web address`,
    );
  }
  // A folder, whether or not it is written as one.
  if (!url.pathname.endsWith('/')) url.pathname += '/';
  return url;
}

/**
 * Says where the files of the package lie. To be called before the first lab or figure is in the page.
 * @param {string} path an address, relative to the page's
 */
export function setBasePath(path) {
  set = parsed(String(path), 'setBasePath');
}

/** What an attribute says counts where nothing has said so before. @param {string} path */
export function suggestBase(path) {
  if (base()) return;
  try {
    set = parsed(path, 'base');
  } catch (error) {
    console.warn(/** @type {Error} */ (error).message);
  }
}

/** @returns {URL | null} null: beside our scripts */
export function base() {
  if (set || isRead || typeof document === 'undefined') return set;
  isRead = true;
  const meta = document.querySelector('meta[name="earthmover-base"]');
  const content = meta?.getAttribute('content');
  if (content) suggestBase(content);
  return set;
}
