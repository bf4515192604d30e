/** 图中先问读者的问题，以及关于猜测的文字（简体中文）。 */

/** @type {Record<string, string>} */
const NEAREST = {
  real: '另一个真实数字小批量',
  mean: '平均图像的副本',
  centres: 'k-means 中心',
};

/** @type {Record<string, string>} */
const ZERO_LAMBDA = {
  soon: '不到一百次迭代，斜率就翻倍',
  later: '一百次迭代以后，斜率才翻倍',
  keeps: '一千次迭代以后，斜率仍未翻倍',
};

/** @type {Record<string, string>} */
const NO_CONSTRAINT = {
  below: '停在精确距离之下',
  meets: '升到精确距离为止',
  beyond: '把精确距离抛在后面',
};

/** @type {Record<string, string>} */
const CLIPPED_WEIGHTS = {
  zero: '多数在 0 附近',
  spread: '散布在 −c 与 c 之间',
  ends: '多数在 −c 和 c 上',
};

/** @type {Record<string, string>} */
const EXACT_COURSE = {
  falls: '一直下降',
  stays: '先下降，然后不变',
  turns: '先下降，然后回升',
  rises: '上升',
};

/** @type {typeof import('./guesses-en.js').guessesEn} */
export const guessesZh = {
  'guess.submit': '就猜这个',
  'guess.skip': '跳过，直接看',
  'guess.back': '重新猜',
  'guess.yours': '你的猜测',
  'guess.truth': '实际',
  'guess.outcome': (guess, truth) => `你猜：${guess}。实际：${truth}。`,
  'guess.pending': (guess) => `你猜：${guess}。`,
  'guess.is': (truth) => `实际：${truth}。`,
  'guess.andTold': (said, told) => `${said}${told}`,
  'guess.title': '你的猜测与实际',
  'guess.none': '你还没有猜过。',
  'guess.open': '尚未猜测',
  'guess.skipped': '已跳过',
  'guess.kept': '猜测只保存在此浏览器中。',
  'guess.forget': '清除我的猜测',

  'guess.random-cost.ask': '随机耦合的代价是最优传输计划的多少倍？',
  'guess.random-cost.value': (times) => `${times.toFixed(1)} 倍`,
  'guess.zero-lambda.ask': '在训练顺利的途中令 λ = 0，critic 的斜率还能保持多久？',
  'guess.zero-lambda.value': (course) => ZERO_LAMBDA[course],
  'guess.zero-lambda.told':
    '在我们的训练中，斜率很快就翻倍。要看何时翻倍，请先训练一百次迭代，再令 λ = 0，并切换到“斜率”标签页。',
  'guess.no-constraint.ask': '没有任何惩罚，平均评分差会怎样？',
  'guess.no-constraint.value': (end) => NO_CONSTRAINT[end],
  'guess.clipped-weights.ask': '每走一步，权重都被拉回 −c 与 c 之间。它们最后会在哪里？',
  'guess.clipped-weights.value': (place) => CLIPPED_WEIGHTS[place],
  'guess.clipped-weights.told':
    '在我们的训练中，多数权重很快就在 −c 和 c 上。请让权重裁剪的实验台训练，并切换到它的“权重”标签页。',
  'guess.exact-course.ask': '从噪声到灰色斑块，再到数字，精确距离会怎样变化？',
  'guess.exact-course.value': (course) => EXACT_COURSE[course],
  'guess.exact-course.told':
    '在我们的训练中，它先下降，然后回升。要看到这一点，请让实验台以最初的预设训练 200 次迭代。',
  'guess.nearest.ask': '三者之中，哪一个离一个真实数字小批量最近？',
  'guess.nearest.value': (rival) => NEAREST[rival],
};
