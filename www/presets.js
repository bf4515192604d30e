/** The presets, and by which chart each shows what it is there for; what each is, is the module's. */

/** @typedef {import('./protocol.js').PresetName} PresetName */
/** @typedef {{ tab: 'chart' | 'slopes' | 'weights' | 'quality', group: 'article' | 'held' | 'lesson', isSlow?: boolean }} Lesson */

/** What each is shown by and among; one that is made for a GPU says so. @type {Record<PresetName, Lesson>} */
export const LESSONS = {
  article: { tab: 'slopes', group: 'article' },
  wide: { tab: 'slopes', group: 'article', isSlow: true },
  notebook: { tab: 'slopes', group: 'article', isSlow: true },
  clipping: { tab: 'weights', group: 'held', isSlow: true },
  'gradient-penalty': { tab: 'slopes', group: 'held' },
  spectral: { tab: 'slopes', group: 'held' },
  unconstrained: { tab: 'chart', group: 'lesson' },
  'clip-large': { tab: 'weights', group: 'lesson' },
  'clip-small': { tab: 'weights', group: 'lesson' },
  'one-critic-step': { tab: 'chart', group: 'lesson' },
  'five-critic-steps': { tab: 'chart', group: 'lesson' },
  'strong-penalty': { tab: 'chart', group: 'lesson' },
  'data-pairs': { tab: 'slopes', group: 'lesson' },
  bounded: { tab: 'chart', group: 'lesson' },
  'mode-collapse': { tab: 'quality', group: 'lesson' },
};

/** Their names, the default first. They are needed before a module is there. */
export const PRESETS = /** @type {PresetName[]} */ (Object.keys(LESSONS));
