/** Trains the critics of the article's figures, and plays their games. */

import { serveHere } from '../../asking/serving.js';
import { batchAnswers } from './batch-answers.js';
import { gameAnswers } from './game-answers.js';
import { guidesAnswers } from './guides-answers.js';
import { planeAnswers } from './plane-answers.js';
import { truthAnswers } from './truth-answers.js';

serveHere(
  { ...planeAnswers, ...gameAnswers, ...batchAnswers, ...truthAnswers, ...guidesAnswers },
  () => import('../../pkg/cpu/earthmover_web.js'),
);
