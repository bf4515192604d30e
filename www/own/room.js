/** What each part of the panel is given, and how it does what may fail. */

import { saidOf } from './refused.js';

/** @typedef {import('./words/en.js').Key} Key */
/** @typedef {(key: Key, ...parts: unknown[]) => string} Words */
/** @typedef {(key: Key, ...parts: unknown[]) => void} Say */

/**
 * @typedef {object} Room
 * @property {import('./own.js').Own} own
 * @property {import('../ui/theme.js').Theme} theme
 * @property {Words} t
 * @property {Say} say what has happened, where the collection is and to screen readers
 * @property {(name: string, parts: BlobPart[], type: string) => void} download
 * @property {() => void} train on the set that has been offered
 */
/** @typedef {{ update: () => void, dispose?: () => void }} Part `update` where anything of the reader's has changed */

/** @param {Say} say @param {Promise<unknown>} asked */
export function attempt(say, asked) {
  asked.catch((error) => say('all.failed', saidOf(error)));
}
