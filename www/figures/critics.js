/** Trains the critics of the article's figures. */

import { answer } from './answering.js';
import { batchAnswers } from './batch-answers.js';
import { planeAnswers } from './plane-answers.js';

answer({ ...planeAnswers, ...batchAnswers });
