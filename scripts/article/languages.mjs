// The languages that pages are made in, and how those of one find those of another.

/** `path` under the site's folder; the first is for readers of neither. */
export const LANGUAGES = [
  { name: 'en', tag: 'en', path: '' },
  { name: 'zh', tag: 'zh-Hans', path: 'zh/' },
];
/** @typedef {(typeof LANGUAGES)[number]} Language */

const site = process.env.SITE_URL && process.env.SITE_URL.replace(/\/*$/, '/');
if (site && !URL.canParse(site)) {
  throw new Error(`SITE_URL is ${site}, but must be an absolute address, as https://example.org/`);
}

/** From the page of a language to the site's own folder. @param {Language} language */
export const baseOf = ({ path }) => (path ? '../' : './');

/**
 * Where a file of the site is: absolute where the site's address is known, as some readers of a page's head need.
 * @param {Language} from
 * @param {string} path
 */
export const addressOf = (from, path) =>
  site ? new URL(path, site).href : `${baseOf(from)}${path}`;

/**
 * What the head of a page says of the same page in each language.
 * @param {Language} from
 * @param {string} [file] in the folder of each language, where it is not that folder's first page
 */
export const alternates = (from, file = '') =>
  [...LANGUAGES, { ...LANGUAGES[0], tag: 'x-default' }]
    .map(
      ({ tag, path }) =>
        `<link rel="alternate" hreflang="${tag}" href="${addressOf(from, `${path}${file}`)}" />`,
    )
    .join('\n    ');
