/** 样本网格、时间轴、放大的数字、真实数字。 */

import { whole } from './words.js';

/** @type {typeof import('../en/grid.js').default} */
const grid = {
  'grid.before': '',
  'grid.generator': '生成器',
  'grid.after': '画出的数字',
  'grid.note': '每一格的潜变量始终不变，可以看同一格如何变化。',
  'grid.empty': '样本网格，尚无内容。',
  'grid.text': (iteration, count) => {
    const many = count === 64 ? '六十四' : ` ${count} `;
    return iteration === 0
      ? `未经训练的生成器给出的${many}幅图像：灰色噪声。`
      : `生成器在 ${whole(iteration)} 次迭代后画出的${many}个数字，每个都来自一个固定不变的潜变量。`;
  },
  'grid.cells': '数字。方向键移动，回车键打开。',
  'grid.cell': (digit, row, column) => `第 ${digit} 个数字，第 ${row} 行第 ${column} 列`,
  'grid.pastText': (text) => `回看。${text}`,
  'grid.png': '存为 PNG',
  'grid.pngTitle': '把网格当前显示的内容存成图片',

  'reals.show': '真实数字',
  'reals.caption': '真实数字，供对照',
  'reals.empty': '真实数字，尚未载入。',
  'reals.text': (labels) => `两行共十六个真实数字：${labels.join('、')}。`,

  'timeline.label': '训练的时间轴',
  'timeline.play': '播放过程',
  'timeline.stop': '停止',
  'timeline.live': '实时',
  'timeline.now': (iteration) => `第 ${whole(iteration)} 次迭代，实时`,
  'timeline.past': (iteration, now) => `第 ${whole(iteration)} 次迭代，共 ${whole(now)} 次`,
  'timeline.size': (count, megabytes, budget) =>
    `${whole(count)} 份快照，${megabytes} / ${budget} MB`,

  'opened.hint': '点按数字可放大。',
  'opened.fake': '生成的数字',
  'opened.real': '最近的真实数字',
  'opened.score': 'critic 评分',
  'opened.label': '标签',
  'opened.distance': '距离',
  'opened.close': '关闭',
  'opened.from': '设为路径起点',
  'opened.to': '设为路径终点',
  'opened.pathTitle': '从一个数字到另一个的路径见“潜变量”',
  'opened.note': (iteration) =>
    `评分来自第 ${whole(iteration)} 次迭代时的 critic。距离是像素（取值 0 到 1）之间的欧氏距离。`,
  'opened.fakeText': (iteration) => `生成器在第 ${whole(iteration)} 次迭代后画的数字。`,
  'opened.realText': (label) => `真实的数字 ${label}。`,
  'opened.said': (cell, score, label, distance, realScore) =>
    `critic 对${cell}的评分是 ${score}。最近的真实数字是 ${label}，距离 ${distance}，评分 ${realScore}。`,
};

export default grid;
