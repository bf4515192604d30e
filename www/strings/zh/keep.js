/** 保存与分享。 */

import { whole, moment, sentence } from './words.js';

/** @type {typeof import('../en/keep.js').default} */
const keep = {
  'keep.tab': '保存',
  'keep.files': '文件',
  'keep.filesNote':
    '检查点包含整个训练：两个网络、优化器和设置。在这里或别的机器上载入后，训练从该处继续。也可以把文件拖放到实验台上。',
  'keep.save': '保存检查点',
  'keep.load': '载入检查点……',
  'keep.curves': '保存曲线（CSV）',
  'keep.saved': (name) => `已保存为 ${name}。`,
  'keep.drop': '松开鼠标，从这个检查点继续训练',
  'keep.slow': (name) => `仍在读取 ${name}。`,
  'keep.refused': (name, why) => `未能载入 ${name}：${sentence(why)}`,
  'keep.tooLarge': (name, megabytes, most) =>
    `未能载入 ${name}：文件有 ${megabytes} MB，而检查点最多 ${most} MB。`,
  'keep.browser': '此浏览器',
  'keep.waiting': '',
  'keep.none': '训练期间和每次暂停时，最新的检查点都会保存在这里，离开页面后可以接着训练。',
  'keep.kept': (iteration, saved) => `已保存：第 ${whole(iteration)} 次迭代，${moment(saved)}。`,
  'keep.offered': (iteration, saved) =>
    `上次停在第 ${whole(iteration)} 次迭代，${moment(saved)}。在作出选择之前，或新的训练超过它之前，它会一直保留。`,
  'keep.forgotten': '已清除。重新打开页面之前不再保存。',
  'keep.denied': '浏览器不允许此页面保存数据，因此训练会随页面关闭而结束；仍可存为文件。',
  'keep.other': (iteration, saved) =>
    `另外还保存着此页面的一次训练：第 ${whole(iteration)} 次迭代，${moment(saved)}。`,
  'keep.rule':
    '同一页面、同一设置的训练保存两份：进展最远的一份（首先提供），以及其余之中最新的一份。',
  'keep.full': (why) => `浏览器没有空间保存检查点：${sentence(why)}`,
  'keep.resume': '从上次停下处继续',
  'keep.resumeAt': (iteration) => `从第 ${whole(iteration)} 次迭代继续`,
  'keep.forget': '清除',

  'share.tab': '分享',
  'share.note':
    '每一种都从头重现这次训练：种子和数据相同，设置和设备取当前值。若其中有的在途中更改过，新的曲线会与这一条不同。',
  'share.link': '链接',
  'share.element': '元素',
  'share.frame': '框架',
  'share.copyLink': '复制链接',
  'share.copyElement': '复制嵌入代码',
  'share.copyFrame': '复制框架代码',
  'share.copied': '已复制。',
  'share.refused': '浏览器不允许页面复制，已改为选中文本。',
  'share.frameTitle': 'Wasserstein GAN 学写数字',
  'keep.otherVersion': (made, here) =>
    `此训练由 Earthmover ${made} 保存，而本站是 ${here}：训练会继续，但曲线可能不同。`,
  'share.otherVersion': (made, here) =>
    `此链接由 Earthmover ${made} 制作，而本站是 ${here}：曲线可能不同。`,
  'share.otherDigits': '制作此链接时使用的数据与本站不同，因此曲线也会不同。',
};

export default keep;
