/** 平面上的对偶（简体中文）。 */

import { whole } from '../../../strings/zh/words.js';

/** @type {typeof import('./en.js').en} */
export const zh = {
  'plane.critic': '训练中的 critic',
  'plane.potential': '最优（Kantorovich）势函数',
  'plane.cloudP': '整个 P（真）',
  'plane.cloudQ': '整个 Q（假）',
  'plane.constraint': '约束',
  'plane.hold.adversarial': '在 f 最陡处惩罚',
  'plane.hold.realReal': '在真实点之间惩罚',
  'plane.term.adversarial': '（对抗点对）',
  'plane.term.realReal': '（只用数据的点对）',
  'plane.hold.none': '无约束',
  'plane.hold.clipping': '权重裁剪',
  'plane.hold.gradientPenalty': '梯度惩罚',
  'plane.hold.orthonormal': '正交权重',
  'plane.run': '运行',
  'plane.pause': '暂停',
  'plane.step': '单步',
  'plane.low': 'f 低',
  'plane.high': 'f 高',
  'plane.free': '此处自由：没有土经过',
  'plane.steep': (slope) => `斜率超过 ${slope}`,
  'plane.gap': '平均评分差（gap）',
  'plane.distance': '精确距离',
  'plane.steepest': '最大斜率',
  'plane.steps': 'critic 步数',
  'plane.count': whole,
  'plane.samples': (count) => `P、Q 起初就是第一幅图中各 ${count} 个样本，距离也相同。`,
  'plane.course': 'gap 随步数的变化',
  'plane.readOut': '某一步之后的 gap',
  'plane.at': (step, gap) => `第 ${whole(step)} 步：${gap}`,
  'plane.is.same': 'P 与 Q 完全相同：不论有什么约束，critic 都无法区分它们。',
  'plane.is.untrained': 'critic 还什么都不知道：权重仍是随机抽取的初值。',
  'plane.is.early': '训练才刚刚开始。',
  'plane.is.holds': (times, isAbove) =>
    `约束有效：gap 是精确距离的 ${times} 倍${isAbove ? '，因为惩罚总会让出一点余地' : ''}。`,
  'plane.is.passing': (times) =>
    `在 P 与 Q 之间 f 不受约束。gap 此刻是精确距离的 ${times} 倍，但不会停在这里。`,
  'plane.is.flat': (times) => `critic 过于平缓：gap 只有精确距离的 ${times} 倍。`,
  'plane.is.loose': (times) =>
    `critic 的斜率超出了 1-Lipschitz 条件：gap 是精确距离的 ${times} 倍。`,
  'plane.is.away': (times) =>
    `f 不受任何约束。gap 失控了：已是精确距离的 ${times} 倍，而且还在增长。`,
  'plane.is.letGo': (times) =>
    `惩罚只看真实数据之间的点对，在 P 与 Q 之间 f 不受约束。gap 已是精确距离的 ${times} 倍，而且还在增长。`,
  'plane.is.clipped': (times) =>
    `权重有界，f 也就有界，但斜率的上限并不是 1：这里 gap 是精确距离的 ${times} 倍，换一个裁剪阈值就会是另一个数。`,
  'plane.describe': ({ p, q, hold, steps, gap, distance, verdict }) =>
    `在一个正方形里，真样本的点云 P 大致在 ${p}，生成样本的曲线 Q 大致在 ${q}。` +
    `左边是训练了 ${whole(steps)} 步的 critic，约束：${hold}。右边是最优势函数：在 Q 上低，以斜率 1 升向 P。` +
    `critic 的 gap 是 ${gap}，精确距离是 ${distance}。${verdict}`,
};
