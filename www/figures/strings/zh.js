/** The figures' words in Simplified Chinese. */

/** @type {import('./en.js').Table} */
const zh = {
  'figure.reset': '复位',
  'figure.again': '重试',
  'figure.failed': (why) => `这里无法计算此图：${why}`,
};

export default zh;
