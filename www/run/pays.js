/** From which batch on WebGPU takes less time an iteration than the CPU. */

/** @typedef {{ batch: number, ms: number }} Timed milliseconds an iteration at a batch */

/** The largest batch there is, as `fields()` says: a test compares them. */
export const MOST_BATCH = 1024;

/**
 * A GPU's time is taken as a part of its own and a part that grows with the batch, the CPU's as growing with the
 * batch alone.
 * @param {Timed} cpu
 * @param {Timed} gpu at the same batch
 * @param {Timed} wider the GPU at a larger one
 * @returns {number | null} null where it is none that there is
 */
export function paysFrom(cpu, gpu, wider) {
  const each = Math.max(0, (wider.ms - gpu.ms) / (wider.batch - gpu.batch));
  const fixed = gpu.ms - each * gpu.batch;
  const saved = cpu.ms / cpu.batch - each;
  const batch = Math.ceil(fixed / saved);
  return saved > 0 && batch <= MOST_BATCH ? Math.max(batch, cpu.batch + 1) : null;
}
