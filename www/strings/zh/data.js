/** 实验台学习哪些图像，以及图像的来源。 */

import { sentence } from './words.js';

/** @type {typeof import('../en/data.js').default} */
const data = {
  'data.tab': '图像',
  'data.choose': '学习哪些图像',
  'data.mnist': 'MNIST：手写的 0 到 9',
  'data.fashion': 'Fashion-MNIST：衣服、鞋和包',
  'data.own': '你自己的图像',
  'data.here': '此页面提供的图像',
  'data.note': '换成别的图像会重新开始训练。',
  'data.classes': (labels) => `类别：${labels}。`,
  'data.credit': (credit, licence) => `${sentence(credit)} 许可证：${licence}。`,
  'neighbours.tab': '远近',
  'neighbours.heading': '生成图像离真实图像多近，是否只是复制',
  'neighbours.table': '到最近真实图像的最新距离',
  'neighbours.nearest': '到最近的真实图像',
  'neighbours.coverage': '覆盖率',
  'neighbours.real': (value) => `真实图像之间：${value}`,
  'neighbours.realCoverage': (value) => `真实：${value}`,
  'neighbours.note':
    '生成图像到最近的学习图像有多远。如果远小于真实图像彼此之间的距离，生成的就是复制品：只有几十张图画时，GAN 会把它们背下来。覆盖率是近邻中有生成图像的真实图像所占的比例。',
  'data.noClassifier': '这些图像没有对应的分类器',
  'data.unjudged':
    '这些图像没有对应的分类器，因此不计算 Fréchet 距离和类别数；生成图像有多接近，只由距离说明。',
};

export default data;
