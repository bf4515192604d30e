/** Registers <em-transport>. */

import Figure from './figures/transport/transport.js';
import { registerFigure } from './figures/kit/register.js';

registerFigure('em-transport', Figure);
export { Figure as TransportFigure };
