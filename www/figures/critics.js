/** Trains the critics of the article's figures. */

import { answer } from './answering.js';

answer({});
