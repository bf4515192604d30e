/** The figures' words in Simplified Chinese. */

import { clouds } from './zh/clouds.js';
import { line } from './zh/line.js';
import { transport } from './zh/transport.js';

/** @type {import('./en.js').Table} */
const zh = {
  'figure.reset': '重置',
  'figure.again': '重试',
  'figure.failed': (why) => `这里无法计算此图：${why}`,
  ...clouds,
  ...line,
  ...transport,
};

export default zh;
