/** Whether a figure trains before the reader has asked for it. */

import { savesData } from '../../run/saving.js';
import { prefersStill } from '../../ui/motion.js';

/** Who prefers less motion, or saves data, gets a figure at rest and a button. */
export const startsByItself = () => !prefersStill() && !savesData();
