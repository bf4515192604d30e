/** Registers <em-pairs>. */

import Figure from './figures/pairs/pairs.js';
import { registerFigure } from './figures/kit/register.js';

registerFigure('em-pairs', Figure);
export { Figure as PairsFigure };
