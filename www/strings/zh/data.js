/** 实验台学习哪些图像，以及图像的来源。 */

/** @type {typeof import('../en/data.js').default} */
const data = {
  'data.tab': '图像',
  'data.choose': '学习哪些图像',
  'data.mnist': 'MNIST：手写的 0 到 9',
  'data.fashion': 'Fashion-MNIST：衣服、鞋和包',
  'data.own': '你自己的图像',
  'data.here': '此页面提供的图像',
  'data.note': '换成别的图像会重新开始训练。',
  'data.kinds': (labels) => `类别：${labels}。`,
  'data.credit': (credit, licence) => `${credit} 许可证：${licence}。`,
  'data.unjudged':
    '这些图像没有对应的分类器，因此不计算 Fréchet 距离和类别数；生成图像有多接近，只由距离说明。',
};

export default data;
