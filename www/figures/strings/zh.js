/** The figures' words in Simplified Chinese. */

import loading from '../../strings/zh/loading.js';
import { clouds } from './zh/clouds.js';
import { line } from './zh/line.js';
import { plane } from './zh/plane.js';
import { transport } from './zh/transport.js';
import { first } from './zh/first.js';
import { pairs } from './zh/pairs.js';
import { paradox } from './zh/paradox.js';
import { watch } from './zh/watch.js';

/** @type {import('./en.js').Table} */
const zh = {
  'figure.reset': '重置',
  'figure.again': '重试',
  'figure.failed': (why) => `这里无法计算此图：${why}`,
  ...loading,
  ...clouds,
  ...line,
  ...plane,
  ...transport,
  ...first,
  ...pairs,
  ...paradox,
  ...watch,
};

export default zh;
