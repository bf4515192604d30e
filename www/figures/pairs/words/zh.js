/** 用哪些点对才能约束 critic。 */

import { decimals } from '../../../ui/format.js';

/** @type {typeof import('./en.js').en} */
export const zh = {
  'pairs.run': '运行',
  'pairs.pause': '暂停',
  'pairs.more': (steps) => `再走 ${steps} 步`,
  'pairs.step': (step, of) => `每个 critic：第 ${step} 步，共 ${of} 步`,
  'pairs.lambda': '惩罚的系数 λ，更改后从头开始',
  'pairs.lambdaIs': (lambda) => `λ = ${lambda}`,
  'pairs.axis': '各 critic 的平均评分差（gap），随训练步数变化',
  'pairs.readOut': '读取某一步的 gap',
  'pairs.exact': (distance) => `精确距离 ${distance === null ? '' : distance.toFixed(2)}`,
  'pairs.digits': (count) => `${count} 个数字，这里是开头的几个`,
  'pairs.copies': (distance) =>
    distance !== null
      ? `它们加了噪声的副本，精确距离为 ${distance.toFixed(2)}`
      : '它们加了噪声的副本',
  'pairs.picture.real': '一个小批量中的前几个数字。',
  'pairs.picture.fake': '同样的数字加上噪声：另一个小批量。',
  'pairs.table': '各 critic 的表现',
  'pairs.kind': '惩罚所查的点对',
  'pairs.ratio': 'gap ÷ 精确',
  'pairs.slope': '数字处斜率',
  'pairs.none': '不取点对，也不加惩罚',
  'pairs.none.short': '不加惩罚',
  'pairs.realReal': '两个真实数字，即发表时的取法',
  'pairs.realReal.short': '两个真实',
  'pairs.realFake': '一个真实数字，一个生成样本',
  'pairs.realFake.short': '一真一假',
  'pairs.segment': '真假连线上的两点',
  'pairs.segment.short': '线段',
  'pairs.adversarial': '一点及其最陡方向上的邻点',
  'pairs.adversarial.short': '对抗点对',
  'pairs.kept': '请先猜一猜',
  'pairs.early': '还看不出结果',
  'pairs.letsGo': '失控',
  'pairs.loose': '有界，但过陡',
  'pairs.holds': '约束得住',
  'pairs.note':
    '每一行是一个 critic，初始权重相同，面对的两个小批量也相同。惩罚按文章的写法取差；点对很短时改取商。',
  'pairs.at': (step, parts) => `第 ${step} 步：${parts.join('，')}`,
  'pairs.value': (kind, gap) => `${kind} ${decimals(gap)}`,
  'pairs.empty': '五个 critic，各用一种取点对的办法，等着在同样的两个小批量上训练。',
  'pairs.says': (kind, verdict, ratio, slope) =>
    Number.isFinite(ratio)
      ? `${kind}：${verdict}，gap 是精确距离的 ${decimals(ratio)} 倍${slope === null ? '' : `，斜率 ${decimals(slope)}`}`
      : `${kind}：尚未开始`,
  'pairs.described': (exact, steps, parts) =>
    `对数刻度上各 critic ${steps} 步的 gap，对照精确距离 ${exact.toFixed(2)}。${parts.join('；')}。`,
};
