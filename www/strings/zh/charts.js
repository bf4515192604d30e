/** 图表，以及数字的质量。 */

import { sentence, whole } from './words.js';

/** @type {typeof import('../en/charts.js').default} */
const charts = {
  'chart.tab': 'critic 曲线',
  'chart.before': '',
  'chart.critic': 'critic',
  'chart.after': ' 测得的数值',
  'chart.curves': '曲线',
  'chart.off': '未显示',
  'chart.marks': '图上的标记',
  'chart.mark': (iteration, text) => `第 ${whole(iteration)} 次迭代：${text}`,
  'chart.at': (iteration) => `第 ${whole(iteration)} 次迭代`,
  'chart.table': 'critic 图表的最新数值',
  'chart.floor': '真实数字之间',
  'chart.distances': '距离',
  'chart.helpSign':
    'critic 的训练目标是使损失变小：critic 损失 = −gap + λ · 惩罚项。critic 做得好时，平均评分差（gap）大于 0，损失小于 0。',
  'chart.helpDip': '平均评分差（gap）只来自一个小批量：生成样本较好时，单凭偶然它就可能小于 0。',
  'chart.helpShare':
    '平均评分差为 0.2 而精确距离为 8，这正是应有的结果：精确解可以给两个小批量中的每个数字单独评分；网络则对所有数字只有一个光滑的函数，而且斜率限制在 1 左右。两个真实数字小批量之间的精确距离也几乎同样大。',

  'curves.smoothing': '平滑',
  'curves.over': (iterations) => (iterations === 1 ? '无' : `${iterations} 次`),
  'curves.range': '迭代范围',
  'curves.all': '全部',
  'curves.last': (count) => `最近 ${whole(count)} 次`,
  'curves.zoomed': '已缩放',
  'curves.scale': '刻度',
  'curves.linear': '线性',
  'curves.log': '对数',
  'curves.logTitle': '所有值为正时取对数，否则在零的两侧分别取对数',
  'curves.note': '拖动可放大，双击恢复全部。键盘：方向键、+ 和 −、Esc。',
  'curves.touchNote': '双指缩放，放大后单指拖动，双击恢复全部。',
  'curves.help': '如何读这张图',
  'curves.more': '平滑、迭代范围、刻度',
  'curves.readOut': '图表读数',

  'slopes.tab': '斜率',
  'slopes.heading': 'critic 有多陡',
  'slopes.table': '斜率图表的最新数值',
  'slopes.pairs': '训练点对',
  'slopes.mean': '平均斜率',
  'slopes.largest': '最大斜率',
  'slopes.violations': '大于 1 的比例',
  'slopes.moves': '箭头与下一步移动的余弦',
  'slopes.spread': '斜率的分布',
  'slopes.within': (share, count) => `${whole(count)} 处中有 ${share} 不大于 1`,
  'slopes.spreadTable': '按大小统计的 critic 斜率',
  'slopes.target': '斜率 1',

  'quality.tab': '质量',
  'quality.heading': '生成的数字有多好',
  'quality.table': '质量图表的最新数值',
  'quality.coverage': '覆盖类别',
  'quality.real': (value) => `真实数字：${value}`,
  'quality.realClasses': (count) => `真实数字：${count} 类`,

  'measure.lacking': (why) => `无法评判数字的质量：${sentence(why)}`,

  'weights.tab': '权重',
  'weights.heading': 'critic 权重的分布',
  'weights.table': '按大小统计的 critic 权重',
  'weights.from': '起',
  'weights.to': '止',
  'weights.share': '占比',
  'weights.empty': '尚未测量。',
  'weights.clipped': (share, count, bound) =>
    `${whole(count)} 个权重中有 ${share} 位于 ±c = ±${bound}。`,
  'weights.free': (count) => `共 ${whole(count)} 个权重，未作裁剪。`,

  'judge.judge': '评判这些数字',
  'judge.judging': (count) => `正在评判 ${whole(count)} 个数字……`,
  'judge.judged': (iteration) => `第 ${whole(iteration)} 次迭代时的结果。`,
  'judge.table': (count) => `${whole(count)} 个生成的数字与同样多的真实数字的质量`,
  'judge.fake': '生成',
  'judge.real': '真实',
  'judge.frechet': 'Fréchet 距离',
  'judge.score': '分类器评分',
  'judge.coverage': '覆盖类别',
  'judge.of': (count, of) => `${count} / ${of}`,
};

export default charts;
