/** Registers <em-line>. */

import Figure from './figures/line/line.js';
import { registerFigure } from './figures/kit/register.js';

registerFigure('em-line', Figure);
export { Figure as LineFigure };
