/**
 * The page in each engine, as it is published: two browsers each, two at a time. ENGINES=firefox,webkit,chromium: those
 * to try. Chromium has the tests in tests/page, and here the curves alone where it is not asked for.
 */

import { describe } from 'node:test';
import { article } from './article.cases.js';
import { curves } from './curves.cases.js';
import { chosen } from '../../scripts/engines.mjs';
import { figures } from './figures.cases.js';
import { hosts } from './host.cases.js';
import { images } from './images.cases.js';
import { instruments, keeping, training } from './lab.cases.js';
import { Room } from './room.js';

const ALL = [training, instruments, keeping, images, figures, article, hosts];

describe('engines', { concurrency: 2 }, () => {
  for (const engine of chosen()) {
    describe(`${engine}, curves`, { concurrency: 1 }, () => {
      // Of which nothing is looked at.
      curves(new Room(engine, { isUnseen: true }));
    });
    if (engine === 'chromium' && !process.env.ENGINES) continue;
    describe(engine, { concurrency: 1 }, () => {
      const room = new Room(engine);
      for (const register of ALL) register(room);
    });
  }
});
