/** What is kept of a run, and shared. */

import { whole, moment, sentence } from './words.js';

const keep = {
  'keep.tab': 'Keep',
  'keep.files': 'In a file',
  'keep.filesNote':
    'A checkpoint is the whole run: both networks, the optimiser, the settings. Loaded here or on another machine, the run goes on from there. A file can also be dropped on the lab.',
  'keep.save': 'Save checkpoint',
  'keep.load': 'Load checkpoint…',
  'keep.curves': 'Save curves (CSV)',
  'keep.saved': (/** @type {string} */ name) => `Saved as ${name}.`,
  'keep.drop': 'Drop a checkpoint to go on with it here',
  'keep.slow': (/** @type {string} */ name) => `${name} is still being read.`,
  'keep.refused': (/** @type {string} */ name, /** @type {string} */ why) =>
    `${name} was not loaded: ${sentence(why)}`,
  'keep.tooLarge': (
    /** @type {string} */ name,
    /** @type {string} */ megabytes,
    /** @type {string} */ most,
  ) => `${name} was not loaded: it has ${megabytes} MB, but a checkpoint has at most ${most} MB.`,
  'keep.browser': 'In this browser',
  'keep.waiting': '',
  'keep.none':
    'The newest checkpoint is kept here while it trains and at each pause, so that you can resume after leaving the page.',
  'keep.kept': (/** @type {number} */ iteration, /** @type {number} */ saved) =>
    `Kept here: iteration ${whole(iteration)}, ${moment(saved)}.`,
  'keep.offered': (/** @type {number} */ iteration, /** @type {number} */ saved) =>
    `You left off at iteration ${whole(iteration)}, ${moment(saved)}. It stays kept until you choose, or until this run gets further.`,
  'keep.forgotten': 'Forgotten. Nothing more is kept until the page is opened again.',
  'keep.denied':
    'The browser does not let this page keep anything, so the run ends when the page is closed. It can still be saved to a file.',
  'keep.other': (/** @type {number} */ iteration, /** @type {number} */ saved) =>
    `Another run of this page is kept, too: iteration ${whole(iteration)}, ${moment(saved)}.`,
  'keep.rule':
    'Of the runs of one page and its settings two are kept: the one that got furthest, which is offered first, and of the others the newest.',
  'keep.full': (/** @type {string} */ why) =>
    `The browser has no room for the checkpoint: ${sentence(why)}`,
  'keep.resume': 'Resume where you left off',
  'keep.resumeAt': (/** @type {number} */ iteration) => `Resume at iteration ${whole(iteration)}`,
  'keep.forget': 'Forget',

  'share.tab': 'Share',
  'share.note':
    'Each starts this run over, with the same seed and digits, and with the settings and the device that it has now. Where one of these has changed on the way, the new curve will differ from this one.',
  'share.link': 'Link',
  'share.element': 'Element',
  'share.frame': 'Frame',
  'share.copyLink': 'Copy link',
  'share.copyElement': 'Copy embed code',
  'share.copyFrame': 'Copy frame code',
  'share.copied': 'Copied.',
  'share.refused': 'The browser did not let the page copy; the text is selected instead.',
  'share.frameTitle': 'A Wasserstein GAN learns to write digits',
  'keep.otherVersion': (/** @type {string} */ made, /** @type {string} */ here) =>
    `The run was saved by Earthmover ${made}, and this is ${here}: it goes on, and its curve may be another.`,
  'share.otherVersion': (/** @type {string} */ made, /** @type {string} */ here) =>
    `The link was made by Earthmover ${made}, and this is ${here}: the curve may be another.`,
  'share.otherDigits':
    'The link was made with other digits than this site has, so the curve will be another.',
};

export default keep;
