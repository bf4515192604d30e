/** 要载入的文件，以及载入时出的问题：实验台和文中的图都用到。 */

import { DEVICES, sentence } from './words.js';

/** @type {Record<import('../../load/wasm-module.js').ModuleName, string>} */
const MODULES = { ...DEVICES, figures: '图示' };

/** @type {typeof import('../en/loading.js').default} */
const loading = {
  'load.page': (file) =>
    `收到的是一个网页，而不是文件 ${file}，可能是过滤器、代理或网络登录页挡住了它`,
  'load.broken': (file) => `收到的文件 ${file} 不完整或已损坏`,
  'load.lost': (file, why) => `没有收到文件 ${file}（${why}）`,
  'load.status': (file, status) => `请求文件 ${file} 时服务器回答 ${status}`,
  'load.stalled': (file) => `文件 ${file} 的下载已停顿半分钟`,
  'load.script': (file, why) => `无法载入脚本 ${file}（${why}）`,
  'load.length': (has, wanted) => `它有 ${has} 字节，而应有 ${wanted} 字节`,
  'load.checksum': '它的校验和不符',

  'data.noManifest': (why) => `无法读取图像清单：${sentence(why)}`,
  'data.format': (format) => `未知的格式 ${format}`,
  'data.shape': (has, side) => `图像为 ${has}，但必须是 ${side} × ${side} × 1 的灰度图像`,
  'data.field': (file, field) => `${file} 中没有可用的 ${field}`,
  'load.label': (file, label, classes) =>
    `${file} 中有类别为 ${label} 的图像，但只有从 0 开始的 ${classes} 个类别`,
  'data.none': '没有载入任何手写数字。',

  'module.missing': (module) => `此副本不含 ${MODULES[module]} 模块。`,
  'module.failed': (module, why) => `无法载入 ${MODULES[module]} 模块：${sentence(why)}`,

  'module.late': (module) => `${MODULES[module]} 模块未能及时启动。`,

  'worker.noScript': '无法载入工作线程的脚本',
  'worker.silent': '工作线程的脚本未能在一分钟内启动',
  'worker.late': '工作线程未能在限定时间内接手训练',
  // 等待过久而放弃的事。
  'late.adapter': (seconds) => `浏览器在 ${seconds} 秒内没有答复是否有 GPU`,
  'late.answer': (seconds) => `${seconds} 秒内没有收到答复`,
  'late.clipboard': (seconds) => `剪贴板在 ${seconds} 秒内没有响应`,
  'late.device': (seconds) => `GPU 在 ${seconds} 秒内没有响应`,
  'late.file': (seconds) => `${seconds} 秒内未能读取该文件`,
  'late.module': (seconds) => `浏览器在 ${seconds} 秒内未能准备好它`,
  'late.picture': (seconds) => `浏览器在 ${seconds} 秒内未能生成图片`,
  'late.scripts': (seconds) => `它的脚本在 ${seconds} 秒内没有载入`,
  'late.storage': (seconds) => `浏览器的存储在 ${seconds} 秒内没有响应`,
  'late.unpacking': (seconds) => `浏览器在 ${seconds} 秒内未能解压它`,
  'late.worker': (seconds) => `工作线程在 ${seconds} 秒内没有响应`,

  'worker.garbled': '工作线程发来了无法读取的内容',
  'worker.gone': '负责训练的工作线程不再响应',
  'worker.refused': (why) => `此页面不允许启动工作线程（${why}）`,
};

export default loading;
