/** Trains the critics of the article's figures. */

import { instantiate } from '../../load/wasm-module.js';
import { serve } from '../../asking/serving.js';
import { batchAnswers } from './batch-answers.js';
import { planeAnswers } from './plane-answers.js';

const hear = serve(
  { ...planeAnswers, ...batchAnswers },
  { post: (event, transfer) => postMessage(event, { transfer }), instantiate },
);
addEventListener('message', ({ data }) => hear(data));
