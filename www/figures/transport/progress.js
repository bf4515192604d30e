/** What is seen of the draw that is being made, or was made last; and what is said of its steps. */

import { decimals, percent } from '../../ui/format.js';
import { GRAINS } from './parameters.js';

/** @typedef {import('./draws.js').Draws} Draws */
/** @typedef {import('./pace.js').Progress} Progress */
/** @typedef {import('../kit/figure.js').Figure['t']} Words */

const NONE = { grain: -1, hasCandidates: false, flow: -1, travelled: 0, cost: '' };

/** Less of a grain than this is not spoken of. */
const WORTH_SAYING = 0.005;
/** More places than these are counted, and not listed. */
const LISTED = 6;

/**
 * @param {Draws} draws
 * @param {{ progress: Progress, isWhole: boolean, pointed: number, travelled: number }} at
 */
export function drawnOf(draws, { progress, isWhole, pointed, travelled }) {
  if (pointed) return { ...NONE, grain: pointed - 1, hasCandidates: true };
  const { draws: made, step } = progress;
  if (isWhole || (made === 0 && step === 0)) return NONE;
  const flow = draws.flows[step ? made : made - 1];
  const grain = draws.plan.from[flow];
  if (step === 1) return { ...NONE, grain };
  const isPaid = step !== 2;
  return {
    grain,
    hasCandidates: true,
    flow,
    travelled: isPaid ? travelled : 0,
    cost: isPaid ? decimals(draws.plan.distance[flow]) : '',
  };
}

/**
 * Which step it is at, from 1, and what came of those that have been made.
 * @param {Draws} draws
 * @param {Progress} progress
 * @param {boolean} isWhole
 * @param {Words} t
 * @returns {{ current: number, outcomes: string[] }}
 */
export function stepsOf(draws, { draws: made, step }, isWhole, t) {
  if (isWhole) {
    const whole = t('transport.wholeAverage', decimals(draws.plan.cost));
    return { current: 0, outcomes: ['', '', '', whole] };
  }
  const current = step || (made ? 4 : 0);
  const flow = draws.flows[step ? made : Math.max(0, made - 1)];
  const grain = draws.plan.from[flow];
  const share = draws.plan.mass[flow] * GRAINS;
  const count = worthSaying(draws, grain).length;
  const outcomes = [
    t('transport.grain', grain + 1),
    t('transport.drawn', percent(share), count),
    decimals(draws.plan.distance[flow]),
  ].map((outcome, at) => (at < current ? outcome : ''));
  const average = made ? t('transport.average', made, decimals(draws.averages[made])) : '';
  return { current, outcomes: [...outcomes, average] };
}

/** @param {Draws} draws @param {number} grain from 0 */
const worthSaying = (draws, grain) =>
  draws.candidates(grain).filter(({ share }) => share >= WORTH_SAYING);

/**
 * Where a grain goes, in words.
 * @param {Draws} draws
 * @param {number} grain from 1
 * @param {Words} t
 */
export function grainWords(draws, grain, t) {
  const places = worthSaying(draws, grain - 1);
  const cost = draws
    .candidates(grain - 1)
    .reduce((sum, { share, distance }) => sum + share * distance, 0);
  return places.length > LISTED
    ? t('transport.spread', grain, places.length, decimals(cost))
    : t(
        'transport.where',
        grain,
        places.map(({ share }) => percent(share)),
        decimals(cost),
      );
}
