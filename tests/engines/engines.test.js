/** The page in each engine: one browser each, one after another. ENGINES=firefox,webkit,chromium: those to try. */

import { describe } from 'node:test';
import { article } from './article.cases.js';
import { chosen } from './engines.js';
import { figures } from './figures.cases.js';
import { hosts } from './host.cases.js';
import { instruments, keeping, training } from './lab.cases.js';
import { Room } from './room.js';

for (const engine of chosen()) {
  describe(engine, { concurrency: 1 }, () => {
    const room = new Room(engine);
    for (const register of [training, instruments, keeping, figures, article, hosts])
      register(room);
  });
}
