/** 文章开头的图（简体中文）。 */

import { whole } from '../../../strings/zh/words.js';

/** @type {typeof import('./en.js').en} */
export const zh = {
  'hero.cloud': '真实点云 P',
  'hero.run': '运行',
  'hero.pause': '暂停',
  'hero.distance': '精确距离',
  'hero.drag': '请拖动真实点云 P。',
  'hero.arrived': '全部到达：请把 P 拖开。',
  'hero.waiting': '平面上的生成样本和真实点，目前静止。按“运行”即可看它们移动。',
  'hero.describe': (place, distance, isOver) =>
    `平面上，真实点云 P 位于 ${place} 附近。底图是最优势函数，即最优 critic：在生成样本处低，以斜率 1 向 P 升高。` +
    (isOver
      ? '所有生成样本都已到达 P：精确距离为 0。'
      : `生成样本沿它的箭头移向 P；精确距离为 ${distance}。`),
  'hero.train': '在这里训练',
  'hero.rest': '暂停训练',
  'hero.on': '继续训练',
  'hero.open': '打开实验台',
  'hero.iteration': (iteration) => `第 ${whole(iteration)} 次迭代`,
  'hero.digits': (count, iteration) =>
    `实验台这次训练的 ${count} 个数字，由生成器在第 ${whole(iteration)} 次迭代时画出`,
  'hero.loaded': (loaded, total) =>
    loaded === '' ? '已载入' : `${loaded}${total === null ? '' : ` / ${total}`} MB`,
  'hero.is.idle': '尚未训练：画出的只是噪声。',
  'hero.is.loading': '正在载入实验台和第一批数字……',
  'hero.is.running': '正在训练，这里和实验台同步。',
  'hero.is.paused': '已暂停。',
  'hero.is.waiting': '正在等待更多数字。',
  'hero.is.moving': '正在转移到另一个设备……',
  'hero.is.failed': '训练已结束，原因见实验台。',
  'hero.failed': (why) => `无法载入：${why}`,
};
