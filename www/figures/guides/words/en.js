/** Who guides the images. */

import { percent } from '../../../ui/format.js';

export const en = {
  'guides.run': 'Run',
  'guides.pause': 'Pause',
  'guides.more': (/** @type {number} */ steps) => `Run ${steps} more`,
  'guides.step': (/** @type {number} */ step, /** @type {number} */ of) => `Step ${step} of ${of}`,
  'guides.count': 'Generators’ minibatches',
  'guides.real': 'Real digits',
  'guides.plan': 'A generator, by the exact plan',
  'guides.critic': 'A generator, by a critic',
  'guides.alone': 'No generator: noise, by a critic',
  'guides.real.short': 'real digits',
  'guides.plan.short': 'exact plan',
  'guides.critic.short': 'critic',
  'guides.alone.short': 'no generator',
  'guides.picture.real': 'Real digits.',
  'guides.picture.plan': 'Images of the generator that goes by the exact plan.',
  'guides.picture.critic': 'Images of the generator that goes by a critic.',
  'guides.picture.alone': 'Images that began as noise and follow a critic.',
  'guides.distance': 'exact distance',
  'guides.grey': 'grey',
  'guides.axis': 'Exact distance to 64 real digits',
  'guides.bySteps': 'by training steps',
  'guides.readOut': 'Read the distances at a step',
  'guides.at': (/** @type {number} */ step, /** @type {string[]} */ [plan, critic, alone]) =>
    `Step ${step}: ${plan} by the exact plan, ${critic} by a critic, ${alone} without a generator`,
  'guides.waiting':
    'Three ways to bring images nearer to real digits. Which comes nearest, and which draws digits?',
  'guides.early': 'Too early to tell.',
  'guides.blurred': (/** @type {number} */ grey, /** @type {number} */ real) =>
    `By the exact plan, images come nearer to real digits than other real digits are, and are blurred: ${percent(grey)} of their ink is grey, and ${percent(real)} of that of real digits.`,
  'guides.not':
    'By the exact plan, images are not yet nearer to real digits than other real digits are.',
  'guides.strokes': 'By a critic they have strokes.',
  'guides.note':
    'Both generators begin with the same weights and see the same minibatches. All distances are to the same 64 real digits; that of real digits is to 64 others. Before each step of the noise its critic takes two. Grey is the share of ink that is neither dark nor light.',
  'guides.empty':
    'Three ways to bring images nearer to real digits wait to be run: a generator that goes by the exact plan of its minibatches, one that goes by a critic, and noise that follows a critic without a generator.',
  'guides.says': (
    /** @type {string} */ what,
    /** @type {number} */ distance,
    /** @type {number} */ grey,
  ) => `${what}: ${distance.toFixed(2)}, ${percent(grey)} grey`,
  'guides.described': (/** @type {number} */ steps, /** @type {string[]} */ parts) =>
    `Exact distances to 64 real digits after ${steps} steps. ${parts.join('; ')}.`,
};
