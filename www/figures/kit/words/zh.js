/** Words of all figures in Simplified Chinese. */

import loading from '../../../strings/zh/loading.js';

/** @type {typeof import('./en.js').en} */
export const zh = {
  'figure.reset': '重置',
  'figure.again': '重试',
  'figure.failed': (why) => `这里无法计算此图：${why}`,
  'first.loading': (loaded, total) =>
    loaded === '' ? '正在载入' : `正在载入：${loaded}${total === null ? '' : ` / ${total}`} MB`,
  ...loading,
};
