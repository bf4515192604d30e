/** Registers <em-watch>. */

import Figure from './figures/watch/watch.js';
import { registerFigure } from './figures/kit/register.js';

registerFigure('em-watch', Figure);
export { Figure as WatchFigure };
