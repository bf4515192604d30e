/** Which language to speak. */

/** Those that everything is written in, the first where the reader has none of them. */
export const LANGUAGES = /** @type {const} */ (['en', 'zh']);

/** @typedef {(typeof LANGUAGES)[number]} Language */

/**
 * The language of a tag such as zh-CN, whatever follows it. Systems have others than the standard's: zh_CN.UTF-8, C,
 * en-US@posix.
 * @param {string} tag
 */
export const primaryOf = (tag) =>
  tag
    .trim()
    .toLowerCase()
    .split(/[-_.@]/)[0];

/** @param {string} tag @returns {Language | undefined} */
export const languageOf = (tag) => {
  const language = primaryOf(tag);
  return LANGUAGES.find((one) => one === language);
};

/** The reader's, the most wanted first. */
const preferred = () => navigator.languages ?? [navigator.language ?? ''];

/** The `lang` of the nearest ancestor, also through shadow roots. @param {Element} element */
function inherited(element) {
  /** @type {Node | null} */
  let node = element.parentNode;
  while (node) {
    // By what they have: in another document they are of other classes.
    const { lang, host, parentNode } = /** @type {Partial<HTMLElement & ShadowRoot>} */ (node);
    if (typeof lang === 'string' && lang) return lang;
    node = host instanceof Object && !parentNode ? host : (parentNode ?? null);
  }
  return null;
}

/**
 * What was asked for, else the language of the text around the element, else the reader's.
 * @param {Language | 'auto'} asked
 * @param {Element} element
 * @returns {Language}
 */
export function chooseLanguage(asked, element) {
  if (asked !== 'auto') return asked;
  const around = inherited(element);
  const wanted = around ? [around] : preferred();
  return wanted.map(languageOf).find((language) => language) ?? LANGUAGES[0];
}
