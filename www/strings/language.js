/** Which language to speak. */

/** @typedef {'en' | 'zh'} Language */

/** @param {string} tag such as zh-CN @returns {Language | undefined} */
const known = (tag) => {
  const language = tag.toLowerCase().split('-')[0];
  return language === 'en' || language === 'zh' ? language : undefined;
};

/** The `lang` of the nearest ancestor, also through shadow roots. @param {Element} element */
function inherited(element) {
  /** @type {Node | null} */
  let node = element.parentNode;
  while (node) {
    if (node instanceof Element && node.getAttribute('lang')) return node.getAttribute('lang');
    node = node instanceof ShadowRoot ? node.host : node.parentNode;
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
  const wanted = around ? [around] : navigator.languages;
  return wanted.map(known).find((language) => language) ?? 'en';
}
