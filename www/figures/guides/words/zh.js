/** 由谁指路。 */

import { percent } from '../../../ui/format.js';

/** @type {typeof import('./en.js').en} */
export const zh = {
  'guides.run': '运行',
  'guides.pause': '暂停',
  'guides.more': (steps) => `再走 ${steps} 步`,
  'guides.step': (step, of) => `第 ${step} 步，共 ${of} 步`,
  'guides.count': '生成器的批量大小',
  'guides.real': '真实数字',
  'guides.plan': '生成器，依照最优传输计划',
  'guides.critic': '生成器，依照 critic',
  'guides.alone': '没有生成器：噪声，依照 critic',
  'guides.real.short': '真实数字',
  'guides.plan.short': '最优计划',
  'guides.critic.short': 'critic',
  'guides.alone.short': '没有生成器',
  'guides.picture.real': '真实数字。',
  'guides.picture.plan': '依照最优传输计划的生成器画出的图像。',
  'guides.picture.critic': '依照 critic 的生成器画出的图像。',
  'guides.picture.alone': '从噪声开始、跟随 critic 的图像。',
  'guides.distance': '精确距离',
  'guides.grey': '灰色',
  'guides.axis': '到 64 个真实数字的精确距离',
  'guides.bySteps': '随训练步数变化',
  'guides.readOut': '读取某一步的距离',
  'guides.at': (step, [plan, critic, alone]) =>
    `第 ${step} 步：依照最优传输计划 ${plan}，依照 critic ${critic}，没有生成器 ${alone}`,
  'guides.waiting': '让图像接近真实数字的三种办法：哪一种离得最近？哪一种画得出数字？',
  'guides.early': '还看不出结果。',
  'guides.blurred': (grey, real) =>
    `依照最优传输计划，图像离真实数字比其他真实数字还近，却是模糊的：笔墨有 ${percent(grey)} 是灰色，真实数字只有 ${percent(real)}。`,
  'guides.not': '依照最优传输计划，图像离真实数字还没有其他真实数字那么近。',
  'guides.strokes': '依照 critic，图像有清楚的笔画。',
  'guides.note':
    '两个生成器的初始权重相同，看到的小批量也相同。所有距离都是到同样的 64 个真实数字；真实数字的距离是到另外 64 个的。噪声每走一步之前，它的 critic 走两步。“灰色”是笔墨中既不深也不浅的部分所占的比例。',
  'guides.empty':
    '让图像接近真实数字的三种办法等着运行：依照小批量的最优传输计划的生成器，依照 critic 的生成器，以及没有生成器、跟随 critic 的噪声。',
  'guides.says': (what, distance, grey) => `${what}：${distance.toFixed(2)}，灰色 ${percent(grey)}`,
  'guides.described': (steps, parts) =>
    `${steps} 步之后到 64 个真实数字的精确距离。${parts.join('；')}。`,
};
