/** What symbols stand for, in Chinese. */

/** @type {typeof import('./en.js').en} */
export const zh = {
  'symbol.P': 'P，真实分布',
  'symbol.Q': 'Q，生成分布',
  'symbol.p': 'p，P 的密度',
  'symbol.x1': 'x₁，Q 的一粒土所在之处',
  'symbol.x2': 'x₂，它的去处，P 的一个点',
  'symbol.γ': 'γ，传输计划',
  'symbol.c': 'c，一段路的代价',
  'symbol.W1': 'W₁，精确距离',
  'symbol.σ': 'σ，模糊的宽度',
  'symbol.f': 'f，critic',
  'symbol.gap': '平均评分差（gap）',
  'symbol.K': 'K，f 最陡的斜率',
  'symbol.z': 'z，潜变量',
  'symbol.g': 'g，生成器',
  'symbol.λ': 'λ，惩罚的系数',
  'symbol.isLit': (what) => `${what}。图中已点亮。方向键可移到其他符号。`,
};
