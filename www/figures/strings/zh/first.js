/** 图所需的下载。 */

/** @type {typeof import('../en/first.js').first} */
export const first = {
  'first.loading': (loaded, total) =>
    loaded === '' ? '正在载入' : `正在载入：${loaded}${total === null ? '' : ` / ${total}`} MB`,
};
