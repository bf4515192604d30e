/** Registers <em-plane>. */

import Figure from './figures/plane/plane.js';
import { registerFigure } from './figures/kit/register.js';

registerFigure('em-plane', Figure);
export { Figure as PlaneFigure };
