/** Numbers, moments and names within sentences. */

/** @typedef {import('../../protocol.js').DeviceName} DeviceName */

/** @param {number} ms */
export const perIteration = (ms) => `${ms < 10 ? ms.toPrecision(2) : Math.round(ms)} ms`;

/** @param {number} count */
export const whole = (count) => count.toLocaleString('en');

/** @param {number} time as `Date.now` has it */
export const moment = (time) =>
  new Date(time).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });

/** @param {string} text */
export const sentence = (text) => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** @type {Record<DeviceName, string>} */
export const DEVICES = { cpu: 'CPU', ndarray: 'CPU (ndarray)', webgpu: 'WebGPU' };

/** @param {number} count */
export const workers = (count) => (count === 1 ? '1 worker' : `${count} workers`);
