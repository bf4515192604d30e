/** Registers <em-game>. */

import Figure from './figures/game/game.js';
import { registerFigure } from './figures/kit/register.js';

registerFigure('em-game', Figure);
export { Figure as GameFigure };
