/** Registers <em-clouds>. */

import Figure from './figures/clouds/clouds.js';
import { registerFigure } from './figures/kit/register.js';

registerFigure('em-clouds', Figure);
export { Figure as CloudsFigure };
