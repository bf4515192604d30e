/** Words of `<em-clouds>` in English. */

/** @param {number} value */
const signed = (value) => value.toFixed(2).replace('-', '−');

/** @param {{ x: number, y: number }} place */
const placed = ({ x, y }) => `(${signed(x)}, ${signed(y)})`;

/**
 * @typedef {object} CloudsSeen
 * @property {{ p: { x: number, y: number }, q: { x: number, y: number } }} places
 * @property {boolean} isLaid
 * @property {number} width
 * @property {number} blur
 * @property {boolean} isLimit
 * @property {string[]} numbers Wasserstein-1, KL, Jensen–Shannon, total variation, as they are written
 * @property {(string | null)[]} atSpine the same with Q on P’s spine, once they are known
 */

export const en = {
  'clouds.width': 'Width of P',
  'clouds.blur': 'Blur σ',
  'clouds.lay': 'Lay Q on P’s spine',
  'clouds.wholeP': 'Move P',
  'clouds.wholeQ': 'Move Q',
  'clouds.bend': (/** @type {number} */ which) => `Bend Q at point ${which}`,
  'clouds.wasserstein': 'Wasserstein-1',
  'clouds.kullbackLeibler': 'Kullback–Leibler',
  'clouds.jensenShannon': 'Jensen–Shannon',
  'clouds.totalVariation': 'Total variation',
  'clouds.exact': 'exact distance',
  'clouds.direction': 'KL(P ‖ Q), in nats',
  'clouds.limit': 'limit',
  'clouds.way':
    'The curves: Q moved straight through P, from below it on the left, over its spine in the middle.',
  'clouds.blurred': (/** @type {number} */ count) =>
    `Wasserstein-1 is solved exactly between ${count} samples each of P and Q. The other three are of their densities, both blurred by σ.`,
  'clouds.limits': (/** @type {number} */ count) =>
    `Wasserstein-1 is solved exactly between ${count} samples each of P and Q. Without blur Q has no density: the other three are limits as σ → 0, and follow from where P and Q can be at all.`,
  'clouds.describe': (/** @type {CloudsSeen} */ seen) => {
    const [wasserstein, kullbackLeibler, jensenShannon, totalVariation] = seen.numbers;
    const where = seen.isLaid
      ? `P is about ${placed(seen.places.p)}, and Q’s curve lies on its spine.`
      : `P is about ${placed(seen.places.p)}, Q’s curve about ${placed(seen.places.q)}.`;
    const how = seen.isLimit ? 'In the limit of no blur' : `Blurred by ${seen.blur.toFixed(3)}`;
    const [least, ...others] = seen.atSpine;
    const swept = least
      ? ` Moved straight through P, Wasserstein-1 falls to ${least} on its spine and rises again; the others are ${others.join(', ')} there.`
      : '';
    return `${where} P has width ${seen.width.toFixed(3)}. Wasserstein-1 is ${wasserstein}. ${how}: Kullback–Leibler ${kullbackLeibler}, Jensen–Shannon ${jensenShannon}, total variation ${totalVariation}.${swept}`;
  },
};
