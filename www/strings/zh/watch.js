/** 各预设的看点：预设菜单旁的两行字，详细说明见 presets.js。 */

/** @type {typeof import('../en/watch.js').default} */
const watch = {
  'watch.article': '数字逐渐成形，而 critic 的斜率保持在 1 左右。惩罚是文章的，点对是我们选的。',
  'watch.wide': '数字逐渐成形，而 critic 的斜率保持在 1 左右，所需迭代更少。',
  'watch.notebook': '真假之间的斜率增长得有多慢：约束住 critic 的是极小的学习率，而不是惩罚项。',
  'watch.clipping': '权重堆积到 ±c：第 5 次迭代时还没有一个在那里，到第 40 次时大多数都在。',
  'watch.gradient-penalty': '数字逐渐成形，而 critic 的斜率保持在 1 左右。',
  'watch.spectral': '没有惩罚项，数字仍逐渐成形，斜率在 1 左右或更小。',
  'watch.unconstrained': '平均评分差（gap）：从第 100 次迭代起超过精确距离的十倍，并且继续增长。',
  'watch.clip-large':
    '权重：起初没有一个在 ±c，到第 300 次迭代时大多数都在。平均评分差（gap）失控，数字不会成形。',
  'watch.clip-small': '所有权重在 100 次迭代之内堆积到 ±c。斜率小于百万分之一，数字不会成形。',
  'watch.one-critic-step': 'critic 落后于生成器：平均评分差（gap）和 critic 距离都小于走五步时。',
  'watch.five-critic-steps':
    '平均评分差（gap）和 critic 距离都比只走一步时大。慢动作会显示这五步中的每一步。',
  'watch.strong-penalty': 'critic 只顾惩罚项：多数迭代中平均评分差（gap）小于 0，数字几乎不成形。',
  'watch.data-pairs': '真假之间的斜率超过 10，平均评分差（gap）超过精确距离的十倍。',
  'watch.bounded': '从第 100 次迭代起平均评分差（gap）停在 2，无论真假相距多远。',
  'watch.mode-collapse':
    '网格：从第 100 次迭代起，所有生成样本几乎是同一幅图，只属于少数几个类别。',
};

export default watch;
