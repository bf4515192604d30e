/** 与真值对照。 */

import { decimals } from '../../../ui/format.js';

/** @type {typeof import('./en.js').en} */
export const zh = {
  'truth.run': '运行',
  'truth.pause': '暂停',
  'truth.more': (steps) => `再走 ${steps} 步`,
  'truth.step': (step, of) => `此 critic：第 ${step} 步，共 ${of} 步`,
  'truth.real': '真实数字',
  'truth.fake': '同样的数字，沿射线移动之后：',
  'truth.exact': (distance) => `精确距离 ${distance === null ? '–' : distance.toFixed(2)}`,
  'truth.best': '回去的方向，即最优 critic 的箭头',
  'truth.critic': '此 critic 的箭头：',
  'truth.turned': (cosine) => `余弦 ${cosine === null ? '–' : cosine.toFixed(2).replace('-', '−')}`,
  'truth.lighter': '要变亮的像素',
  'truth.darker': '要变暗的像素',
  'truth.picture.real': '一个小批量中的前几个数字。',
  'truth.picture.fake': '同样的数字，各与另外四个数字中离它最近的一个混合：另一个小批量。',
  'truth.picture.best':
    '对每个移动过的数字，最优 critic 要哪些像素变亮，哪些变暗：离开另一个数字，回到自己。',
  'truth.picture.critic': '对每个移动过的数字，训练中的 critic 给出的同样的图。',
  'truth.table': '各种约束之下 critic 的表现',
  'truth.kind': '用什么约束 critic',
  'truth.gap': 'gap ÷ 精确',
  'truth.criticDistance': 'critic 距离 ÷ 精确',
  'truth.cosine': '余弦',
  'truth.gap.short': 'gap ÷ 精确',
  'truth.criticDistance.short': 'critic ÷ 精确',
  'truth.cosine.short': '余弦',
  'truth.adversarial': '斜率惩罚，对抗点对',
  'truth.gradientPenalty': '梯度惩罚（WGAN-GP）',
  'truth.segment': '斜率惩罚，真假连线上的点对',
  'truth.realFake': '斜率惩罚，一真一假',
  'truth.realReal': '斜率惩罚，两个真实数字（发表时的取法）',
  'truth.spectral': '谱归一化',
  'truth.orthonormal': '正交权重',
  'truth.clipping': '权重裁剪',
  'truth.bounded': '有界 critic',
  'truth.none': '无约束',
  'truth.axis': '此 critic 与真值对照，随训练步数变化',
  'truth.level': '1：平均评分差（gap）与 critic 距离等于精确距离，箭头方向正确',
  'truth.before': (name) => `浅色：此前选择的“${name}”`,
  'truth.readOut': '读取某一步的结果',
  'truth.at': (step, gap, distance, cosine) =>
    `第 ${step} 步：gap 是精确距离的 ${gap} 倍，critic 距离是 ${distance} 倍，余弦 ${cosine}`,
  'truth.waiting':
    '这一对小批量的精确距离是已知的，最优 critic 也是。选一种约束，看 critic 能找到多少。',
  'truth.early': '还看不出结果。',
  'truth.size.right': '平均评分差（gap）接近精确距离。',
  'truth.size.large': '平均评分差（gap）过大。',
  'truth.size.small': '平均评分差（gap）过小。',
  'truth.size.away': '平均评分差（gap）失控，已超出图外。',
  'truth.way.right': '箭头的方向几乎正确：生成样本会回到各自的数字。',
  'truth.way.partly': '箭头只有一部分指对方向，其余出自网络本身。',
  'truth.way.hardly': '箭头几乎不知道方向。',
  'truth.sentence': (size, way) => `${size}${way}`,
  'truth.note':
    '每个 critic 的初始权重相同，面对的两个小批量也相同。critic 距离不可能超过精确距离。',
  'truth.empty': (name) =>
    `一个 critic 等着在一对小批量上训练，这一对的精确距离与最优 critic 都是已知的。约束：${name}。`,
  'truth.described': (exact, name, steps, gap, distance, cosine) =>
    `数字与沿射线移动后的同样的数字，精确距离为 ${exact.toFixed(2)}。约束：${name}。训练 ${steps} 步之后：gap 是精确距离的 ${decimals(gap)} 倍，critic 距离是 ${decimals(distance)} 倍，其梯度与最优 critic 梯度的余弦为 ${decimals(cosine)}。`,
};
