/** Trains the critics of the article's figures. */

import { serveHere } from '../../asking/serving.js';
import { batchAnswers } from './batch-answers.js';
import { planeAnswers } from './plane-answers.js';

serveHere({ ...planeAnswers, ...batchAnswers }, () => import('../../pkg/cpu/earthmover_web.js'));
