/** 什么比另一批真实数字离一批真实数字更近。 */

import { whole } from '../../../strings/zh/words.js';

/** @type {typeof import('./en.js').en} */
export const zh = {
  'paradox.count': '小批量中的数字个数',
  'paradox.of': (count) => `${count} 个`,
  'paradox.begin': '计算',
  'paradox.another': '重新抽取',
  'paradox.progress': '计算进度',
  'paradox.batch': '一个由真实数字组成的小批量。',
  'paradox.subject': (count) => `一个小批量：${count} 个真实数字`,
  'paradox.to': '它到下列各批图像的精确距离',
  'paradox.real': (count) => `另外 ${count} 个真实数字`,
  'paradox.mean': '平均图像的副本',
  'paradox.centres': (count) => `${count} 个 k-means 中心`,
  'paradox.value': (mean, deviation) =>
    `${mean.toFixed(2)}${deviation === null ? '' : ` ± ${deviation.toFixed(2)}`}`,
  'paradox.nearer': (by) => `近了 ${by.toFixed(2)}`,
  'paradox.farther': (by) => `远了 ${by.toFixed(2)}`,
  'paradox.making': (count) => `正在求 ${count} 个中心……`,
  'paradox.drawn': (drawn, draws) => `第 ${drawn} 次抽取，共 ${draws} 次`,
  'paradox.done': (draws, seed) => `${draws} 次抽取的均值 ± 标准差，种子 ${seed}；图片取自第一次。`,
  'paradox.asked': (count) =>
    `一个由 ${count} 个真实数字组成的小批量，三种图像中哪一种离它最近？请先猜一猜。`,
  'paradox.why': (digits) =>
    digits === null
      ? ''
      : `docs/distances.md 中的 k-means 中心更近：那里用 10,000 个数字求中心，这里用 ${whole(digits)} 个；取平均的数字越多，中心离其余的数字就越近。`,
  'paradox.empty': (count) =>
    `即将计算一个由 ${count} 个真实数字组成的小批量到其他几批图像的距离。`,
  'paradox.says': (what, mean, deviation) =>
    `${what}：${mean.toFixed(2)}${deviation === null ? '' : ` ± ${deviation.toFixed(2)}`}`,
  'paradox.described': (count, draws, parts) =>
    `一个由 ${count} 个真实数字组成的小批量到以下各批图像的精确距离，${draws} 次抽取的平均：${parts.join('；')}。`,
};
