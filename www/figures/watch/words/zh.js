/** 观察实验台的训练。 */

import { decimals, percent } from '../../../ui/format.js';

/** @type {typeof import('./en.js').en} */
export const zh = {
  'watch.idle':
    '实验台还没有运行。此图显示它的训练：生成样本离真实数字有多远，critic 又以为有多远。',
  'watch.start': '启动实验台',
  'watch.waiting': '正在测量实验台最初的距离。',
  'watch.go': '前往实验台',
  'watch.usual': '改用文章的预设训练',
  'watch.run': (preset) => `所示训练：预设“${preset}”`,
  'watch.other': (preset) => `所示训练：预设“${preset}”，而不是正文所说的那一个`,
  'watch.bounded': '改用有界 critic',
  'watch.axis': '64 个留出的真实数字与 64 个生成样本之间的距离，随迭代变化',
  'watch.readOut': '读取某次迭代的距离',
  'watch.exact': '精确距离',
  'watch.critic': 'critic 距离',
  'watch.nothing': '一无所知的 critic',
  'watch.share': 'critic ÷ 精确',
  'watch.floor': '真实数字之间的距离',
  'watch.up': '学到的 f ↑',
  'watch.across': '最优的 f（Kantorovich 势函数）→',
  'watch.reals': '真实数字',
  'watch.fakes': '生成样本',
  'watch.at': (iteration, exact, critic, nothing) =>
    `第 ${iteration} 次迭代：精确距离 ${decimals(exact)}，critic 距离 ${decimals(critic)}，一无所知的 critic ${decimals(nothing)}`,
  'watch.criticAt': (iteration, critic) =>
    `第 ${iteration} 次迭代：critic 距离 ${decimals(critic)}`,
  'watch.kept': '猜过（或跳过）之后，才画出精确距离。',
  'watch.asked': (iteration, critic) =>
    `在实验台训练的第 ${iteration} 次迭代，critic 距离是 ${decimals(critic)}。精确距离请你先猜。`,
  'watch.below': (ratio) =>
    `critic 距离不可能超过精确距离，这里是它的 ${percent(ratio)}。各点若都落在虚线上，学到的 f 就与最优的一样好。`,
  'watch.underFloor': (ratio) =>
    `critic 距离是精确距离的 ${percent(ratio)}。而精确距离竟低于真实数字之间的距离：这些生成样本比另一批真实数字离真实数字更近。`,
  'watch.total': (gap) =>
    `这个 critic 的评分限制在 −1 与 1 之间，斜率不受约束。它的平均评分差（gap）${decimals(gap)} 不再说明真假相距多远，而是在估计总变差距离的两倍：两者只要互不相交，它就是 2。`,
  'watch.described': (iteration, exact, critic, ratio, floor) =>
    `实验台第 ${iteration} 次迭代时，精确距离为 ${decimals(exact)}，critic 距离为 ${decimals(critic)}，是前者的 ${percent(ratio)}；两批真实数字相距 ${decimals(floor)}。`,
  'watch.untaught': (distance, ratio) =>
    `一无所知的 critic 在每个真实数字处都取 0，也能保证 ${decimals(distance)}，即精确距离的 ${percent(ratio)}。`,
};
