/** What WebGPU offers on this machine, asked from the page before any module is loaded for it. */

import { within } from '../load/deadline.js';
import { messageOf } from '../load/errors.js';
import { savesData } from './saving.js';
import { say } from '../strings/say.js';

/** @typedef {import('../strings/say.js').Message} Message */
/** @typedef {{ usable: true } | { usable: false, reason: Message }} Probe */

/** An adapter is there at once or, after a driver was woken, within a second or two. */
const ADAPTER_MS = 10_000;

/**
 * SwiftShader and its like: a correct adapter, but computed on the CPU.
 * @param {GPUAdapter} adapter
 */
function isSoftware(adapter) {
  const { info } = adapter;
  // Before Chrome 136 the flag was on the adapter itself.
  const old = /** @type {{ isFallbackAdapter?: boolean }} */ (/** @type {unknown} */ (adapter));
  const isFallback = info?.isFallbackAdapter ?? old.isFallbackAdapter ?? false;
  return isFallback || /swiftshader|llvmpipe/i.test(`${info?.vendor} ${info?.architecture}`);
}

/**
 * @param {boolean} isPinned whether the reader asked for WebGPU, software or not
 * @returns {Promise<Probe>}
 */
export async function probeWebGpu(isPinned) {
  const no = (/** @type {Message} */ reason) => ({ usable: /** @type {false} */ (false), reason });
  if (!navigator.gpu) return no(say(isSecureContext ? 'device.noWebGpu' : 'device.insecure'));
  try {
    const adapter = await within(ADAPTER_MS, navigator.gpu.requestAdapter(), 'adapter');
    if (!adapter) return no(say('device.noAdapter'));
    if (!adapter.features.has('timestamp-query')) return no(say('device.noTimestamps'));
    if (!isPinned && isSoftware(adapter)) return no(say('device.fallback'));
    if (!isPinned && savesData()) return no(say('device.saveData'));
    return { usable: true };
  } catch (error) {
    if (/** @type {Error} */ (error)?.name === 'LateError') return no(say('device.adapterLate'));
    return no(say('device.refused', messageOf(error)));
  }
}
