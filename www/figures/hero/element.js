/** Registers <em-hero>, which is the article's own: it shows the run of the lab further down. */

import { registerFigure } from '../kit/register.js';
import Figure from './hero.js';

registerFigure('em-hero', Figure);
