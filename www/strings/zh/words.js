/** 句子中的数字、时间和名称。 */

/** @typedef {import('../../protocol.js').DeviceName} DeviceName */

/** @param {number} ms */
export const perIteration = (ms) => `${ms < 10 ? ms.toPrecision(2) : Math.round(ms)} 毫秒`;

// Made once: to make one takes longer than all that a sentence is otherwise.
const WHOLE = new Intl.NumberFormat('zh-CN');
const MOMENT = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'medium', timeStyle: 'short' });

/** @param {number} count */
export const whole = (count) => WHOLE.format(count);

/** Milliseconds from 1970 on that have a date. */
const LAST = 8.64e15;

/** @param {number} time as `Date.now` has it */
export const moment = (time) => (Math.abs(time) <= LAST ? MOMENT.format(time) : '–');

/** Words of others may end in a full stop of theirs. @param {string} text */
export const sentence = (text) => (/[.!?…。！？]$/.test(text) ? text : `${text}。`);

/** @type {Record<DeviceName, string>} */
export const DEVICES = { cpu: 'CPU', ndarray: 'CPU（ndarray）', webgpu: 'WebGPU' };

/** @param {number} count */
export const workers = (count) => `${count} 个工作线程`;
