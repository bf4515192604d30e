/** Registers <em-guides>. */

import Figure from './figures/guides/guides.js';
import { registerFigure } from './figures/kit/register.js';

registerFigure('em-guides', Figure);
export { Figure as GuidesFigure };
