/** Words of all figures in Simplified Chinese. */

import loading from '../../../strings/zh/loading.js';
import support from '../../../strings/zh/support.js';
import { guessesZh } from './guesses-zh.js';

/** @type {typeof import('./en.js').en} */
export const zh = {
  'figure.reset': '重置',
  'figure.again': '重试',
  'figure.failed': (why) => `这里无法计算此图：${why}`,
  'figure.still': '此图已等待所需的内容 10 秒，仍在等待。',
  'first.loading': (loaded, total) =>
    loaded === '' ? '正在载入' : `正在载入：${loaded}${total === null ? '' : ` / ${total}`} MB`,
  'links.back': '回到正文',
  'figure.embed': '把此图放进你的网页',
  'figure.copy': '复制',
  'figure.copied': '已复制',
  'figure.refused': '浏览器不允许复制：文本已选中',
  ...guessesZh,
  ...loading,
  ...support,
};
