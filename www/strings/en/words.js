/** Numbers, moments and names within sentences. */

/** @typedef {import('../../protocol.js').DeviceName} DeviceName */

/** @param {number} ms */
export const perIteration = (ms) => `${ms < 10 ? ms.toPrecision(2) : Math.round(ms)} ms`;

// Made once: to make one takes longer than all that a sentence is otherwise.
const WHOLE = new Intl.NumberFormat('en');
const MOMENT = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });

/** @param {number} count */
export const whole = (count) => WHOLE.format(count);

/** Milliseconds from 1970 on that have a date. */
const LAST = 8.64e15;

/** @param {number} time as `Date.now` has it */
export const moment = (time) => (Math.abs(time) <= LAST ? MOMENT.format(time) : '–');

/** @param {string} text */
export const sentence = (text) => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** @type {Record<DeviceName, string>} */
export const DEVICES = { cpu: 'CPU', ndarray: 'CPU (ndarray)', webgpu: 'WebGPU' };

/** @param {number} count */
export const workers = (count) => (count === 1 ? '1 worker' : `${count} workers`);
