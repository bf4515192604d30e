/** The script of a worker that trains with the ndarray module. */

import { lead } from './leader.js';

lead(() => import('../pkg/ndarray/earthmover_web.js'));
