/** 潜空间：切面与路径。 */

/** @type {typeof import('../en/latent.js').default} */
const latent = {
  'latent.tab': '潜变量',
  'latent.sliceTitle': '潜空间的一个切面',
  'latent.sliceNote': '拖动手柄，或用方向键移动。相近的潜变量生成相似的数字，训练时也可以试。',
  'latent.pad': '潜空间切面中的手柄',
  'latent.across': '横向',
  'latent.up': '纵向',
  'latent.at': (x, y) => `横向 ${x}，纵向 ${y}`,
  'latent.digit': '手柄处的数字',
  'latent.slice': '切面',
  'latent.another': '换一个切面',
  'latent.pathTitle': '从一个数字到另一个',
  'latent.pathNote': '选择样本网格中的两格（逐行计数），下方显示它们的潜变量之间的数字。',
  'latent.from': '从第几格',
  'latent.to': '到第几格',
  'latent.noCell': (text, most) => `格号是 ${text || '空'}，但必须是 1 到 ${most} 的整数。`,
  'latent.strip': (count, from, to) => `样本网格第 ${from} 格到第 ${to} 格之间的 ${count} 个数字`,
  'latent.along': '沿途位置',
  'latent.percent': (part) => `沿途 ${part}%`,
  'latent.pathDigit': '滑块处的数字',
};

export default latent;
