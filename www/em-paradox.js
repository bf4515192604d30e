/** Registers <em-paradox>. */

import Figure from './figures/paradox/paradox.js';
import { registerFigure } from './figures/kit/register.js';

registerFigure('em-paradox', Figure);
export { Figure as ParadoxFigure };
