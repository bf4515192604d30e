/** 直线上的对偶（简体中文）。 */

/** @param {'real' | 'fake'} kind */
const hill = (kind) => (kind === 'real' ? '真样本的密度 p 的一个峰' : '生成样本的密度 q 的峰');

/** @type {typeof import('./en.js').en} */
export const zh = {
  'line.p': 'p，真',
  'line.q': 'q，假',
  'line.f': 'critic f',
  'line.real': '真样本的密度 p 的一个峰',
  'line.fake': '生成样本的密度 q 的峰',
  'line.knot': (x) => `critic f 在 ${x} 处`,
  'line.knotAt': (x, y) => `critic f 在 ${x} 处：${y}`,
  'line.peakAt': (kind, mean, width) => `${hill(kind)}：均值 ${mean}，宽度 ${width}`,
  'line.slope': (slope) => `斜率 ${slope}`,
  'line.hint':
    '上下拖动圆点，塑造 critic f。拖动峰顶的方块：左右移动峰的位置，向上变窄，向下变宽。',
  'line.gap': '你的 f 的平均评分差（gap）',
  'line.distance': '精确距离',
  'line.hidden': '暂不显示',
  'line.share': (share) => `· 你达到了 ${share}`,
  'line.bracket': (gap) => `gap ${gap}`,
  'line.reveal': '我已尽力',
  'line.steepest': 'f 的最大斜率：',
  'line.held': 'f 满足 1-Lipschitz 条件，它的 gap 有效：距离不会小于这个值。',
  'line.best': '没有更好的 f 了：它的 gap 就是精确距离。',
  'line.broken': 'f 不满足 1-Lipschitz 条件：这个 gap 什么也说明不了。',
  'line.snap': '换成最优的 f',
  'line.stretch': '把 f 拉伸到 2 倍',
  'line.describe': ({ p, q, gap, distance, steepest, verdict }) =>
    `在从 −1 到 1 的直线上，真样本的密度 p 的峰在 ${p.join(' 和 ')} 处，生成样本的密度 q 的峰在 ${q} 处。` +
    `画在上方的 critic f 的 gap 是 ${gap}，精确距离${distance === null ? '在你认为已尽力之前不显示' : `是 ${distance}`}，最大斜率是 ${steepest}。${verdict}`,
};
