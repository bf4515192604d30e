/** How a worker learns that its wasm instance, or the GPU under it, has died. */

import { within } from '../load/deadline.js';

const DEVICE_MS = 30_000;

/**
 * A panic prints its message through console.error, then traps; in a future nobody polls again, the trap
 * surfaces only as an uncaught error. All of it becomes one call of `onPanic`, with the printed message.
 * @param {(message: string) => void} onPanic
 */
export function catchPanics(onPanic) {
  let message = '';
  let told = false;
  const tell = () => {
    if (told) return;
    told = true;
    onPanic(message || 'the wasm instance trapped');
  };
  const print = console.error;
  console.error = (...parts) => {
    print.apply(console, parts);
    const text = parts.map(String).join(' ');
    if (message || !/panicked at/.test(text)) return;
    message = firstLines(text);
    // The trap comes right after the message; nothing more is heard from a future that died.
    setTimeout(tell, 0);
  };
  /** @param {Event} event @param {unknown} error */
  const onUncaught = (event, error) => {
    if (!(error instanceof WebAssembly.RuntimeError)) return;
    event.preventDefault();
    tell();
  };
  addEventListener('error', (event) => onUncaught(event, event.error));
  addEventListener('unhandledrejection', (event) => onUncaught(event, event.reason));
  return { tell };
}

/**
 * The panic's own words, without the stack under them.
 * @param {string} text
 */
const firstLines = (text) => text.split(/\n\s*\n|\nStack:/)[0].trim();

/**
 * Watches every GPU device that the module will make. Call it before the module initialises.
 * @param {(message: string) => void} onLost
 */
export function watchGpu(onLost) {
  if (typeof GPUAdapter === 'undefined') return;
  const request = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...options) {
    // A driver that hangs would hold the run for ever.
    const device = await within(DEVICE_MS, request.apply(this, options), 'device');
    void device.lost.then(({ message, reason }) => onLost(message || reason));
    return device;
  };
}
