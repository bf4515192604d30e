/** 平面上的对偶（简体中文）。 */

/** @param {number} count */
const whole = (count) => count.toLocaleString('zh-CN');

/** @type {typeof import('./en.js').en} */
export const zh = {
  'plane.critic': '训练中的评论家',
  'plane.potential': '精确势函数',
  'plane.cloudP': '整个 P（真）',
  'plane.cloudQ': '整个 Q（假）',
  'plane.constraint': '约束',
  'plane.hold.adversarial': '对抗点对',
  'plane.hold.realReal': '只用数据的点对',
  'plane.hold.none': '无约束',
  'plane.hold.clipping': '权重截断',
  'plane.hold.gradientPenalty': '梯度惩罚',
  'plane.run': '运行',
  'plane.pause': '暂停',
  'plane.step': '单步',
  'plane.low': 'f 低',
  'plane.high': 'f 高',
  'plane.steep': (slope) => `斜率超过 ${slope}`,
  'plane.gap': '间隙',
  'plane.distance': '精确距离',
  'plane.steepest': '最大斜率',
  'plane.steps': '评论家步数',
  'plane.count': whole,
  'plane.exact': (distance) => `精确距离 ${distance}`,
  'plane.course': '间隙随步数的变化',
  'plane.readOut': '某一步之后的间隙',
  'plane.at': (step, gap) => `第 ${whole(step)} 步：${gap}`,
  'plane.is.same': 'P 与 Q 完全相同：不论有什么约束，评论家都无法区分它们。',
  'plane.is.untrained': '评论家还什么都不知道：权重仍是随机抽取的初值。',
  'plane.is.early': '训练才刚刚开始。',
  'plane.is.holds': (times, isAbove) =>
    `约束有效：间隙是精确距离的 ${times} 倍${isAbove ? '，因为惩罚总会让出一点余地' : ''}。`,
  'plane.is.passing': (times) =>
    `在 P 与 Q 之间 f 不受约束。间隙此刻是精确距离的 ${times} 倍，但不会停在这里。`,
  'plane.is.flat': (times) => `评论家过于平缓：间隙只有精确距离的 ${times} 倍。`,
  'plane.is.loose': (times) =>
    `评论家的斜率超出了 1-Lipschitz 条件：间隙是精确距离的 ${times} 倍。`,
  'plane.is.away': (times) =>
    `f 不受任何约束。间隙失控了：已是精确距离的 ${times} 倍，而且还在增长。`,
  'plane.is.letGo': (times) =>
    `惩罚只看真实数据之间的点对，在 P 与 Q 之间 f 不受约束。间隙已是精确距离的 ${times} 倍，而且还在增长。`,
  'plane.is.clipped': (times) =>
    `权重有界，f 也就有界，但斜率的上限并不是 1：这里间隙是精确距离的 ${times} 倍，换一个截断值就会是另一个数。`,
  'plane.describe': ({ p, q, hold, steps, gap, distance, verdict }) =>
    `在一个正方形里，真样本的点云 P 大致在 ${p}，假样本的曲线 Q 大致在 ${q}。` +
    `左边是训练了 ${whole(steps)} 步的评论家，约束：${hold}。右边是精确势函数：在 Q 上低，以斜率 1 升向 P。` +
    `评论家的间隙是 ${gap}，精确距离是 ${distance}。${verdict}`,
};
