/** The script of a worker that trains with the WebGPU module. */

import { lead } from './leader.js';

lead(() => import('../pkg/webgpu/earthmover_web.js'));
