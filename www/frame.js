/** The lab full-bleed, in a frame: its document speaks the lab's language. */

import { EarthMover } from './earth-mover.js';

const lab = document.querySelector('earth-mover');
if (lab instanceof EarthMover) document.documentElement.lang = lab.language;
