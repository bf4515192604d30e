/** 预设，以及各自的看点。 */

/** @type {typeof import('../en/presets.js').default} */
const presets = {
  'presets.label': '预设：',
  'presets.own': (name) => `${name}（已更改）`,
  'presets.watch': '请看：',
  'presets.article': '文章',
  'presets.held': '其他约束',
  'presets.lesson': '实验',
  'presets.changed': '它的设置已被更改。再次选择它，可按原样重新开始。',
  'presets.slow': '为 GPU 设计：在处理器上每次迭代都较慢。',

  'preset.article': '文章的惩罚',
  'preset.wide': '更宽的网络',
  'preset.notebook': '原版 notebook',
  'preset.clipping': '权重裁剪',
  'preset.gradient-penalty': '梯度惩罚',
  'preset.spectral': '谱归一化',
  'preset.unconstrained': '没有约束',
  'preset.clip-large': '裁剪过松',
  'preset.clip-small': '裁剪过紧',
  'preset.one-critic-step': 'critic 只走一步',
  'preset.five-critic-steps': 'critic 走五步',
  'preset.strong-penalty': 'λ 趋于无穷',
  'preset.data-pairs': '只用真实数字的点对',
  'preset.bounded': '有界 critic',
  'preset.mode-collapse': '模式坍塌',

  'look.article':
    '文章的惩罚，用在约束得住的点对上：两点相距很近，方向是 critic 最陡的方向。点对的选法是我们的。请看数字逐渐成形，而 critic 的斜率保持在 1 左右。',
  'look.wide':
    '做法相同，但每次迭代做得更多：批量更大，网络更宽。请看同样的现象：数字逐渐成形，critic 的斜率保持在 1 左右。',
  'look.notebook':
    '文章的 Jupyter notebook，按发表时的样子，很慢。维持住 critic 的是极小的学习率（只有生成器的百分之一），而不是它的惩罚：惩罚只看真实数字之间的点对，在真假之间并不起作用。“只用真实数字的点对”展示了 critic 学得更快时会怎样。',
  'look.clipping':
    'Wasserstein GAN 原论文的约束和学习率，以 Adam 代替 RMSprop，很慢：每一步之后，critic 的每个权重都被裁剪到 −c 与 c 之间。请看权重直方图，它止于 ±c：第 5 次迭代时还没有权重在那里，到第 40 次时大多数都在。',
  'look.gradient-penalty':
    '在默认网络上使用 WGAN-GP 的惩罚：把 critic 对输入的梯度长度拉向 1。请看数字逐渐成形，斜率在 1 左右。',
  'look.spectral':
    '没有惩罚项：critic 的每一层都除以它的最大伸缩倍数。请看数字逐渐成形，斜率在 1 左右或更小。',
  'look.unconstrained':
    'critic 不受任何约束。请看它的平均评分差：从第 100 次迭代起，平均评分差超过精确距离的十倍，并且继续增长。生成器放得很慢，以便单独观察 critic。',
  'look.clip-large':
    '权重裁剪于 c = 0.3，过松。从第 100 次迭代起，平均评分差超过精确距离的十倍。请看权重：起初没有一个在 ±c，到第 300 次迭代时大多数都在。数字不会成形。',
  'look.clip-small':
    '权重裁剪于 c = 0.0002，过紧。请看权重在 100 次迭代之内堆积到 ±c。斜率小于百万分之一，生成器几乎得不到任何信息，数字不会成形。',
  'look.one-critic-step':
    '每次迭代 critic 只走一步，权重裁剪于 c = 0.03：critic 落后于生成器。它的平均评分差，以及第 300 次迭代时它占精确距离的比例，都小于走五步时。请与下一个预设比较。',
  'look.five-critic-steps':
    '做法相同，但每次迭代 critic 走五步：更接近裁剪所允许的最优 critic，因此平均评分差比只走一步时大。慢动作会显示这五步中的每一步。',
  'look.strong-penalty':
    'λ 取一百万，代表无穷大。critic 只顾惩罚项：在多数迭代中平均评分差小于 0，这时 critic 距离为 0；到第 300 次迭代，画出的数字离真实数字的 Fréchet 距离是 λ = 10 时的六到八倍。',
  'look.data-pairs':
    '发表时的惩罚，只用真实数字之间的点对。它在真实数字处约束住 critic，在真假之间却放开了：那里的斜率超过 10，平均评分差超过精确距离的十倍。',
  'look.bounded':
    'critic 的评分限制在 −1 与 1 之间，斜率不受约束。平均评分差从不超过 2，从第 100 次迭代起停在 2：它分得清真假，却不再说明两者相距多远。',
  'look.mode-collapse':
    'critic 比默认的慢八十倍，生成器更快，生成样本全都涌向 critic 所指之处。请看网格：从第 100 次迭代起，所有生成样本几乎是同一幅图，只属于少数几个类别。',
};

export default presets;
