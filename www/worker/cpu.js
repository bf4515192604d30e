/** The script of a worker that trains with the CPU module. */

import { lead } from './leader.js';

lead(() => import('../pkg/cpu/earthmover_web.js'));
