/** 图中先问读者的问题，以及关于猜测的文字（简体中文）。 */

/** @type {Record<string, string>} */
const NEAREST = {
  real: '另一个真实数字小批量',
  mean: '平均图像的副本',
  centres: 'k-means 中心',
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
  'guess.title': '你的猜测与实际',
  'guess.none': '你还没有猜过。',
  'guess.open': '尚未猜测',
  'guess.skipped': '已跳过',
  'guess.kept': '猜测只保存在此浏览器中。',
  'guess.forget': '清除我的猜测',

  'guess.random-cost.ask': '随机耦合的代价是最优传输计划的多少倍？',
  'guess.random-cost.value': (times) => `${times.toFixed(1)} 倍`,
  'guess.nearest.ask': '三者之中，哪一个离一个真实数字小批量最近？',
  'guess.nearest.value': (rival) => NEAREST[rival],
};
