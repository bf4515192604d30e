/**
 * The instruments, in the order in which they are shown; the attribute `controls` chooses among them by name.
 * An instrument is added by a file in instruments/ and a line here.
 */

import { chart } from './instruments/chart.js';
import { data } from './instruments/data.js';
import { device } from './instruments/device.js';
import { grid } from './instruments/grid.js';
import { halfSteps } from './instruments/half-steps.js';
import { judge } from './instruments/judge.js';
import { keep } from './instruments/keep.js';
import { latent } from './instruments/latent.js';
import { machine } from './instruments/machine.js';
import { neighbours } from './instruments/neighbours.js';
import { numbers } from './instruments/numbers.js';
import { own } from './instruments/own.js';
import { presets } from './instruments/presets.js';
import { quality } from './instruments/quality.js';
import { resume } from './instruments/resume.js';
import { run } from './instruments/run.js';
import { seed } from './instruments/seed.js';
import { settings } from './instruments/settings.js';
import { share } from './instruments/share.js';
import { speed } from './instruments/speed.js';
import { slopes } from './instruments/slopes.js';
import { spread } from './instruments/spread.js';
import { weights } from './instruments/weights.js';

/** @typedef {import('./state.js').LabState} LabState */
/** @typedef {import('../strings/en.js').Key} Key */

/**
 * What an instrument is given beside its place.
 * @typedef {object} Bench
 * @property {import('./lab.js').Lab} lab its run, its history, its store
 * @property {import('../ui/theme.js').Theme} theme
 * @property {HTMLElement} view all of the lab that can be seen
 * @property {import('../strings/strings.js').Strings} strings
 * @property {(chosen: Partial<import('../run/settings.js').Settings>) => void} choose
 *   tells the element what the reader has set, for the page's address
 */

/**
 * @typedef {object} Shown
 * @property {(state: LabState) => void} update in an animation frame, where anything has changed
 * @property {() => void} [dispose]
 */

/**
 * `toolbar`: on top. `lesson`: beside that, and below it. `main`: the large place. `side`: beside it, below the
 * charts. `charts` and `panels`: a tab each, so that these have a title.
 * @typedef {object} Instrument
 * @property {string} name
 * @property {'toolbar' | 'lesson' | 'main' | 'charts' | 'side' | 'panels'} place
 * @property {string} [within] the chart or panel that it stands in where a lab has that, instead of its place
 * @property {boolean} [isExtra] shown only where it is named
 * @property {boolean} [judged] shown only where a classifier belongs to the images, or only where none does
 * @property {Key} [title]
 * @property {string} [marks] what symbols of a text its tab stands for, with spaces between them
 * @property {CSSStyleSheet[]} [styles]
 * @property {(root: HTMLElement, bench: Bench) => Shown} open fills its place
 */

/** @type {readonly Instrument[]} */
export const INSTRUMENTS = [
  run,
  halfSteps,
  speed,
  seed,
  device,
  resume,
  grid,
  chart,
  slopes,
  spread,
  quality,
  neighbours,
  weights,
  numbers,
  machine,
  judge,
  presets,
  settings,
  data,
  latent,
  own,
  keep,
  share,
];
