/** Whether anybody else uses this machine's processors, by Linux's own accounts. */

import { readFileSync, readdirSync } from 'node:fs';

/** Processors' worth of other work that counts as none. */
const QUIET = 0.15;
const TICKS_A_SECOND = 100;

/** Ticks in which the processors were not idle. */
function busyTicks() {
  const line = readFileSync('/proc/stat', 'utf8').split('\n', 1)[0];
  const [user, nice, system, , , irq, softirq, stolen] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number);
  return user + nice + system + irq + softirq + stolen;
}

/** Ticks of this process and of all it has started, and of those that ended while these waited for them. */
function ownTicks() {
  /** @type {Map<number, { parent: number, ticks: number }>} */
  const processes = new Map();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      // Behind the name in brackets, which may hold anything: state, parent, …
      const fields =
        readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
      const [user, system, endedUser, endedSystem] = fields.slice(11, 15).map(Number);
      const ticks = user + system + endedUser + endedSystem;
      processes.set(Number(name), { parent: Number(fields[1]), ticks });
    } catch {
      // It ended just now.
    }
  }
  const isOurs = (/** @type {number} */ id) => {
    for (let at = id; at > 0; at = processes.get(at)?.parent ?? 0)
      if (at === process.pid) return true;
    return false;
  };
  return [...processes].reduce((sum, [id, { ticks }]) => sum + (isOurs(id) ? ticks : 0), 0);
}

/** Counts how many processors others keep busy, from when it is called until it is asked; NaN where nobody can tell. */
export function watchOthers() {
  const look = () => {
    try {
      return { at: performance.now(), busy: busyTicks(), own: ownTicks() };
    } catch {
      return { at: performance.now(), busy: NaN, own: NaN };
    }
  };
  const first = look();
  return () => {
    const last = look();
    const ticks = last.busy - first.busy - (last.own - first.own);
    return Math.max(0, (1000 * ticks) / TICKS_A_SECOND / (last.at - first.at));
  };
}

/** @param {number} others */
export const isQuiet = (others) => others < QUIET;

/**
 * How many processors others keep busy now, waiting a while for there to be none.
 * @param {number} patience Seconds.
 */
export async function othersNow(patience) {
  const start = performance.now();
  for (;;) {
    const others = watchOthers();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const now = others();
    if (isQuiet(now) || performance.now() - start > 1000 * patience) return now;
  }
}
