/** Every sentence of the lab in English, from a file for each place. `zh.js` has the same keys. */

import charts from './en/charts.js';
import data from './en/data.js';
import events from './en/events.js';
import grid from './en/grid.js';
import keep from './en/keep.js';
import lab from './en/lab.js';
import latent from './en/latent.js';
import loading from './en/loading.js';
import own from './en/own.js';
import presets from './en/presets.js';
import settings from './en/settings.js';
import support from './en/support.js';
import watch from './en/watch.js';

const en = {
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

/** @typedef {typeof en} Table */
/** @typedef {keyof Table} Key */

export default en;
