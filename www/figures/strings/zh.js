/** The figures' words in Simplified Chinese. */

import { clouds } from './zh/clouds.js';
import { line } from './zh/line.js';
import { plane } from './zh/plane.js';
import { transport } from './zh/transport.js';

/** @type {import('./en.js').Table} */
const zh = {
  'figure.reset': '重置',
  'figure.again': '重试',
  'figure.failed': (why) => `这里无法计算此图：${why}`,
  ...clouds,
  ...line,
  ...plane,
  ...transport,
};

export default zh;
