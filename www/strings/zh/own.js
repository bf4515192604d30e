/** 读者自己的图像：面板载入之前的文字；其余在 `own/words/` 中。 */

import { sentence } from './words.js';

/** @type {typeof import('../en/own.js').default} */
const own = {
  'own.tab': '自己的图像',
  'own.loading': '正在载入面板……',
  'own.failed': (why) => `未能载入自己图像的面板：${sentence(why)}`,
  'own.share':
    '这次训练学习的是你自己的图像，它们只留在此浏览器中，以下各项都不含这些图像。打开的人需要自己的图像；你的图像可在“自己的图像”中存为 zip。',
};

export default own;
