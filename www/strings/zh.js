/** 实验台的全部文字（简体中文），每处一个文件。键与 en.js 相同。 */

import charts from './zh/charts.js';
import data from './zh/data.js';
import events from './zh/events.js';
import grid from './zh/grid.js';
import keep from './zh/keep.js';
import lab from './zh/lab.js';
import latent from './zh/latent.js';
import loading from './zh/loading.js';
import own from './zh/own.js';
import presets from './zh/presets.js';
import settings from './zh/settings.js';
import support from './zh/support.js';
import watch from './zh/watch.js';

/** @type {import('./en.js').Table} */
const zh = {
  ...lab,
  ...grid,
  ...charts,
  ...data,
  ...settings,
  ...presets,
  ...watch,
  ...latent,
  ...keep,
  ...own,
  ...loading,
  ...support,
  ...events,
};

export default zh;
