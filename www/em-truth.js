/** Registers <em-truth>. */

import Figure from './figures/truth/truth.js';
import { registerFigure } from './figures/kit/register.js';

registerFigure('em-truth', Figure);
export { Figure as TruthFigure };
