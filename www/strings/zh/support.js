/** 浏览器缺少什么，哪些浏览器不缺。 */

/** @type {Record<import('../../support.js').FeatureName, string>} */
const FEATURES = {
  webAssembly: 'WebAssembly',
  simd: 'WebAssembly 的向量指令',
  moduleWorkers: '模块形式的工作线程',
  styleSheets: '由脚本创建的样式表',
  lightDark: '明暗两套颜色',
  containerQueries: '按局部宽度的样式',
  has: '按所含内容的样式',
  colorMix: '混合颜色',
  decompression: '文件解压',
  cloning: '值的复制',
};

/** @type {typeof import('../en/support.js').default} */
const support = {
  'support.lacking': (names, { chromium, firefox, safari }) =>
    `此浏览器不支持${names.map((name) => FEATURES[name]).join('、')}，无法在这里训练。Chrome、Edge 等 Chromium 浏览器从 ${chromium} 版起，Firefox 从 ${firefox} 版起，Safari 从 ${safari} 版起具备所需的一切。`,
};

export default support;
