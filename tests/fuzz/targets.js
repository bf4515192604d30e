/** What is tried. */

import { archives } from './targets/archives.js';
import { asking } from './targets/asking.js';
import { budgets } from './targets/budgets.js';
import { checkpoints } from './targets/checkpoints.js';
import { configurations } from './targets/configurations.js';
import { figures } from './targets/figures.js';
import { guesses } from './targets/guesses.js';
import { manifests } from './targets/manifests.js';
import { pictures } from './targets/pictures.js';
import { sentences } from './targets/sentences.js';
import { settings } from './targets/settings.js';
import { shapes } from './targets/shapes.js';
import { shards } from './targets/shards.js';
import { transitions } from './targets/transitions.js';
import { words } from './targets/words.js';

/** @type {readonly import('./trying.js').Target[]} */
export const TARGETS = [
  manifests,
  shards,
  checkpoints,
  archives,
  pictures,
  shapes,
  configurations,
  settings,
  figures,
  guesses,
  words,
  transitions,
  asking,
  budgets,
  sentences,
];
