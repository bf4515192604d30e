/** A control group whose processes have so much memory together, and no swap: a machine of that size. */

import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';

/** Of Linux, by version: a folder for groups, and the files that say how much. */
const KINDS = [
  {
    root: '/sys/fs/cgroup/memory',
    limits: ['memory.limit_in_bytes', 'memory.memsw.limit_in_bytes'],
  },
  { root: '/sys/fs/cgroup', limits: ['memory.max', 'memory.swap.max'] },
];

const ENDS_WITHIN_S = 15;

/**
 * @param {number} bytes
 * @returns {{ processes: string, end: () => Promise<void> } | string} the file that puts processes into it; or why there is none
 */
export function limitedTo(bytes) {
  const kind = KINDS.find(({ root }) => existsSync(`${root}/cgroup.procs`));
  if (!kind) return 'this system has no control groups';
  const folder = `${kind.root}/earthmover-${process.pid}-${Date.now()}`;
  try {
    mkdirSync(folder);
    const [memory, swap] = kind.limits.map((name) => `${folder}/${name}`);
    writeFileSync(memory, String(bytes));
    // Not every system counts swap.
    if (existsSync(swap)) writeFileSync(swap, swap.endsWith('max') ? '0' : String(bytes));
    const end = async () => {
      // Its last processes may still be ending.
      for (let time = 0; time < ENDS_WITHIN_S * 4; time++) {
        if (
          await rmdir(folder).then(
            () => true,
            () => false,
          )
        )
          return;
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
      throw new Error(`${folder} still has processes`);
    };
    return { processes: `${folder}/cgroup.procs`, end };
  } catch (error) {
    return `no control group could be made: ${error}`;
  }
}
