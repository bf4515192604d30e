/** 读者自己的图像所用的文字。键与 en.js 相同。 */

import loading from '../../strings/zh/loading.js';
import { sentence, whole } from '../../strings/zh/words.js';

/** @type {import('./en.js').Table} */
const zh = {
  // 无论文件来自何处，都用这些文字。
  ...loading,
  intro:
    '画一些形状，或带入图像：WGAN 会像学习数字那样学习它们。二十到一百个就够，最少两个。它们只留在此浏览器中，不会出现在任何链接里。',
  why: '每个形状都裁到墨迹，缩放到 20 × 20 像素，再按质心居中于 28 × 28 像素，与 MNIST 的数字相同。',

  'pad.title': '绘制',
  'pad.note': '用手指、手写笔或鼠标；按 Enter 键添加所画的形状。',
  'pad.name': '画板',
  'pad.undo': '撤销一笔',
  'pad.clear': '清空画板',
  'pad.add': '添加形状',
  'ready.title': '现成的形状',
  'ready.circle': '圆',
  'ready.cross': '叉',
  'ready.triangle': '三角形',
  'ready.star': '星形',
  'ready.heart': '心形',
  'ready.a': '字母 A',
  'ready.b': '字母 B',
  'ready.c': '字母 C',

  'bring.title': '带入图像',
  'bring.note':
    'PNG、JPEG 或 WebP，最大 4,000 × 4,000 像素；可以是多个文件、一个文件夹，或它们的 zip 文件（即“存为 zip”所得）。彩色会转为灰度，浅底深墨会反转。',
  'bring.drop': '把图像拖放到这里，或',
  'bring.files': '选择图像……',
  'bring.folder': '选择文件夹……',
  'bring.sheet': '每幅图像含',
  'bring.columns': '列数',
  'bring.by': '×',
  'bring.rows': '行数',
  'bring.cells': '个形状',
  'bring.reading': (done, of) => `正在读取第 ${whole(done + 1)} 幅图像，共 ${whole(of)} 幅……`,
  'bring.stop': '停止',
  'bring.found': (count) => `找到 ${whole(count)} 个形状。要添加吗？`,
  'bring.between': '',
  'bring.none': '没有找到形状。',
  'bring.coloured': (count) => `${whole(count)} 幅图像原为彩色，已转为灰度。`,
  'bring.empty': (count) => `${whole(count)} 个空格已略去。`,
  'bring.left': (count, most) => `另有 ${whole(count)} 个已略去：最多收集 ${whole(most)} 个形状。`,
  'bring.refused': (count) => `${whole(count)} 幅图像未能读入。`,
  'bring.list': '未读入：',
  'bring.file': (name, why) => `${name}：${sentence(why)}`,
  'bring.more': (count) => `以及另外 ${whole(count)} 幅`,
  'bring.preview': (count) => `${whole(count)} 个形状的预览`,
  'bring.exchange': '交换墨迹与底色',
  'bring.add': (count) => `添加 ${whole(count)} 个形状`,
  'bring.discard': '放弃',

  'why.noImage': '不是 PNG、JPEG、WebP 或 zip 文件',
  'why.cut': '文件不完整',
  'why.broken': '浏览器无法解码',
  'why.tooLarge': (width, height, most) =>
    `有 ${whole(width)} × ${whole(height)} 像素，而最多允许 ${whole(most)} × ${whole(most)} 像素`,
  'why.heavy': (most) => `超过一幅图像可有的 ${most} MB`,
  'why.plain': '只有一种颜色，没有形状',
  'why.smallCells': (columns, rows, width, height, least) =>
    `${whole(width)} × ${whole(height)} 像素分成 ${columns} 列 ${rows} 行太小：每格的边长至少为 ${least} 像素`,
  'why.archiveLarge': (most) => `内容超过 zip 文件可有的 ${most} MB`,
  'why.brokenArchive': 'zip 文件已损坏或不完整',
  'why.emptyArchive': '其中没有文件',
  'why.zipInZip': '是另一个 zip 文件中的 zip 文件',
  'why.other': (message) => message,

  'all.title': (count) => `你的形状：${whole(count)}`,
  'all.none': '还没有。',
  'all.note': '点按一个形状即可移除；用方向键在形状之间移动。',
  'all.list': '你的形状',
  'all.remove': (place) => `移除第 ${whole(place)} 个形状`,
  'all.undo': '撤销',
  'all.clear': '全部移除',
  'all.added': (count, all) => `已添加 ${whole(count)} 个形状，共 ${whole(all)} 个。`,
  'all.removed': (count, all) => `已移除 ${whole(count)} 个形状，现有 ${whole(all)} 个。`,
  'all.undone': '已撤销。',
  'all.full': (most) => `没有空间了：最多收集 ${whole(most)} 个形状。`,
  'all.nothing': '画板上没有可添加的内容。',
  'all.save': '存为 zip',
  'all.saved': (name) => `已保存为 ${name}。`,
  'all.failed': (why) => `未能完成：${sentence(why)}`,

  'keep.label': '保存在此浏览器中',
  'keep.not': '目前不保存：关闭页面后就不再有。',
  'keep.kept': '只保存在此浏览器中，直到取消勾选。',
  'keep.full': '浏览器没有空间保存；仍可存为 zip 文件。',
  'keep.denied': (why) => `浏览器不允许此页面保存（${why}）；仍可存为 zip 文件。`,

  'vary.title': '变体',
  'vary.note':
    'GAN 需要的图像比任何人画的都多。在下列范围内随机平移、旋转和拉伸，由你的形状产生数千幅图像。',
  'vary.shift': '平移',
  'vary.turn': '旋转',
  'vary.stretch': '拉伸',
  'vary.pixels': (value) => `±${value} 像素`,
  'vary.degrees': (value) => `±${value}°`,
  'vary.percent': (value) => `±${value}%`,
  'vary.caption': '形状，以及各自的八个变体',
  'vary.picture': (count) => `${count} 个形状，每个旁边是它的八个变体`,
  'vary.few': '最少需要两个形状：添加之后，这里会显示它们的变体。',

  'train.title': '训练',
  'train.count': '图像数量',
  'train.of': (count, of) => `由 ${whole(of)} 个形状产生 ${whole(count)} 幅`,
  'train.start': '用它们训练',
  'train.making': '正在产生变体……',
  'train.begun': (count) => `已开始用 ${whole(count)} 幅图像训练。此后的更改在下次按下时生效。`,
  'train.memory': '形状很少时，GAN 可能只是记住它们：看看它画出的是否不只是复制品。',
};

export default zh;
