/** `<em-clouds>` 的文字（简体中文）。 */

/** @param {number} value */
const signed = (value) => value.toFixed(2).replace('-', '−');

/** @param {{ x: number, y: number }} place */
const placed = ({ x, y }) => `(${signed(x)}, ${signed(y)})`;

/** @type {typeof import('./en.js').en} */
export const zh = {
  'clouds.width': 'P 的宽度',
  'clouds.blur': '模糊 σ',
  'clouds.lay': '把 Q 放到 P 的脊线上',
  'clouds.wholeP': '移动 P',
  'clouds.wholeQ': '移动 Q',
  'clouds.bend': (which) => `弯曲 Q：第 ${which} 个控制点`,
  'clouds.wasserstein': 'Wasserstein-1',
  'clouds.kullbackLeibler': 'KL 散度',
  'clouds.jensenShannon': 'JS 散度',
  'clouds.totalVariation': '总变差距离',
  'clouds.exact': '精确距离',
  'clouds.direction': 'KL(P ‖ Q)，单位：奈特',
  'clouds.limit': '极限',
  'clouds.way': '曲线：让 Q 沿直线穿过 P，左端在 P 下方，正中在 P 的脊线上。',
  'clouds.blurred': (count) =>
    `Wasserstein-1 在 P、Q 各 ${count} 个样本之间精确求解；另外三个由密度算出，两个密度都先以 σ 模糊。`,
  'clouds.limits': (count) =>
    `Wasserstein-1 在 P、Q 各 ${count} 个样本之间精确求解。不模糊时 Q 没有密度：另外三个是 σ → 0 时的极限，只取决于 P 与 Q 的支撑集。`,
  'clouds.describe': (seen) => {
    const [wasserstein, kullbackLeibler, jensenShannon, totalVariation] = seen.numbers;
    const where = seen.isLaid
      ? `P 在 ${placed(seen.places.p)} 附近，Q 的曲线在它的脊线上。`
      : `P 在 ${placed(seen.places.p)} 附近，Q 的曲线在 ${placed(seen.places.q)} 附近。`;
    const how = seen.isLimit ? '不模糊的极限' : `以 σ = ${seen.blur.toFixed(3)} 模糊`;
    const [least, ...others] = seen.atSpine;
    const swept = least
      ? `让 Q 沿直线穿过 P：Wasserstein-1 在脊线上降到 ${least}，然后回升；另外三个在那里是 ${others.join('、')}。`
      : '';
    return `${where}P 的宽度为 ${seen.width.toFixed(3)}。Wasserstein-1 为 ${wasserstein}。${how}：KL 散度 ${kullbackLeibler}，JS 散度 ${jensenShannon}，总变差距离 ${totalVariation}。${swept}`;
  },
};
