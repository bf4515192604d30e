/** The charts, and how good the digits are. */

import { sentence, whole } from './words.js';

const charts = {
  'chart.tab': 'Critic',
  'chart.before': 'What the ',
  'chart.critic': 'critic',
  'chart.after': ' measures',
  'chart.curves': 'Curves',
  'chart.off': 'off',
  'chart.marks': 'Marks on the chart',
  'chart.mark': (/** @type {number} */ iteration, /** @type {string} */ text) =>
    `Iteration ${whole(iteration)}. ${text}`,
  'chart.at': (/** @type {number} */ iteration) => `iteration ${whole(iteration)}`,
  'chart.table': 'The latest values of the critic chart',
  'chart.floor': 'real–real floor',
  'chart.distances': 'distances',
  'chart.helpSign':
    'The critic is trained to make its loss small: critic loss = −gap + λ · penalty. Where it does well the gap is above 0, and the loss below.',
  'chart.helpDip':
    'The gap is that of one small batch: where fakes are good, chance alone may take it below 0.',
  'chart.helpShare':
    'A gap of 0.2 beside an exact distance of 8 is what to expect: the exact solution scores each digit of two batches by itself, while a network has one smooth function for all digits, and is held to slopes of about 1. Between two batches of real digits the exact distance is nearly as large.',

  'curves.smoothing': 'Smoothing',
  'curves.over': (/** @type {number} */ iterations) =>
    iterations === 1 ? 'none' : `over ${iterations}`,
  'curves.range': 'Iterations',
  'curves.all': 'all',
  'curves.last': (/** @type {number} */ count) => `last ${whole(count)}`,
  'curves.zoomed': 'zoomed',
  'curves.scale': 'Scale',
  'curves.linear': 'linear',
  'curves.log': 'log',
  'curves.logTitle':
    'Logarithmic where all values are positive, otherwise logarithmic on both sides of zero',
  'curves.note': 'Drag to zoom, double-click to see all. Keyboard: arrows, + and −, Escape.',
  'curves.touchNote': 'Two fingers zoom, one moves what is zoomed, a double tap shows all.',
  'curves.help': 'How to read this chart',
  'curves.more': 'Smoothing, iterations, scale',
  'curves.readOut': 'Read-out of the chart',

  'slopes.tab': 'Slopes',
  'slopes.heading': 'How steep the critic is',
  'slopes.table': 'The latest values of the slope chart',
  'slopes.pairs': 'trained pairs',
  'slopes.mean': 'mean slope',
  'slopes.largest': 'largest slope',
  'slopes.violations': 'share above 1',
  'slopes.moves': 'arrow · next move (cosine)',
  'slopes.spread': 'How its slopes are spread',
  'slopes.within': (/** @type {string} */ share, /** @type {number} */ count) =>
    `${share} of ${whole(count)} are at most 1`,
  'slopes.spreadTable': 'Slopes of the critic by size',
  'slopes.target': 'slope 1',

  'quality.tab': 'Quality',
  'quality.heading': 'How good the digits are',
  'quality.table': 'The latest values of the quality chart',
  'quality.coverage': 'classes covered',
  'quality.real': (/** @type {string} */ value) => `real digits: ${value}`,
  'quality.realClasses': (/** @type {number} */ count) => `real digits: ${count} classes`,

  'measure.lacking': (/** @type {string} */ why) =>
    `How good the digits are cannot be judged: ${sentence(why)}`,

  'weights.tab': 'Weights',
  'weights.heading': 'How the critic’s weights are spread',
  'weights.table': 'Weights of the critic by size',
  'weights.from': 'from',
  'weights.to': 'to',
  'weights.share': 'share',
  'weights.empty': 'Nothing has been measured yet.',
  'weights.clipped': (
    /** @type {string} */ share,
    /** @type {number} */ count,
    /** @type {string} */ bound,
  ) => `${share} of ${whole(count)} weights are at ±c = ±${bound}.`,
  'weights.free': (/** @type {number} */ count) => `${whole(count)} weights, none of them clipped.`,

  'judge.judge': 'Judge these digits',
  'judge.judging': (/** @type {number} */ count) => `Judging ${whole(count)} digits…`,
  'judge.judged': (/** @type {number} */ iteration) => `Judged at iteration ${whole(iteration)}.`,
  'judge.table': (/** @type {number} */ count) =>
    `How good ${whole(count)} generated digits are, and as many real ones`,
  'judge.fake': 'generated',
  'judge.real': 'real',
  'judge.frechet': 'Fréchet distance',
  'judge.score': 'classifier score',
  'judge.coverage': 'classes covered',
  'judge.of': (/** @type {number} */ count, /** @type {number} */ of) => `${count} of ${of}`,
};

export default charts;
