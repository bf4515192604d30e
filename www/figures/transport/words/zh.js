/** `<em-transport>` 的文字（简体中文）。 */

import { whole } from '../../../strings/zh/words.js';

/** @type {typeof import('./en.js').en} */
export const zh = {
  'transport.play': '播放',
  'transport.pause': '暂停',
  'transport.step': '单步',
  'transport.leap': (count) => `抽 ${count} 次`,
  'transport.all': '全部运走',
  'transport.step1': '在 Q 上取一粒土 x₁',
  'transport.step2': '按 γ(x₂ | x₁) 抽取它的去处',
  'transport.step3': '付出代价 |x₁ − x₂|',
  'transport.step4': '对许多粒求平均',
  'transport.grain': (grain) => `第 ${grain} 粒`,
  'transport.drawn': (share, count) =>
    count === 1 ? `${share}，唯一的去处` : `${share}，${count} 处之一`,
  'transport.average': (draws, average) => `${whole(draws)} 次：${average}`,
  'transport.wholeAverage': (cost) => `全部质量：${cost}`,
  'transport.coupling': '耦合',
  'transport.optimal': '最优传输计划',
  'transport.random': '随机耦合',
  'transport.cost': '代价',
  'transport.grains': 'Q 的一粒',
  'transport.matrix': '传输计划 γ：一行一粒土 x₁，一列一个点 x₂',
  'transport.sums': '各列之和：无论哪种计划，都是 P',
  'transport.pile': '运到的土堆，最终是 P 的形状',
  'transport.row': '传输计划的一行',
  'transport.epsilon': '熵正则 ε',
  'transport.exact': '无',
  'transport.under': '熵正则',
  'transport.distance': 'W₁',
  'transport.blurred': '熵正则计划的代价',
  'transport.divergence': 'Sinkhorn 散度',
  'transport.nearer': '这里的 P 与 Q 比平面上其他各图中的更靠近，所以 W₁ 更小。',
  'transport.spread': (grain, places, cost) =>
    `第 ${grain} 粒分散到 ${places} 处，平均代价 ${cost}。`,
  'transport.describeBlurred': (seen) =>
    `ε = ${seen.epsilon} 的熵正则使传输计划变得模糊，代价 ${seen.cost}；W₁ 为 ${seen.exact}，去偏的 Sinkhorn 散度为 ${seen.divergence}。`,
  'transport.points': 'P 在此处的份额',
  'transport.arrived': '已运到',
  'transport.pointer': 'Q 的土粒',
  'transport.nowhere': '指向一粒土，看它运往哪里。',
  'transport.where': (grain, shares, cost) =>
    shares.length === 1
      ? `第 ${grain} 粒只运往一处，代价 ${cost}。`
      : `第 ${grain} 粒运往 ${shares.length} 处（${shares.join('、')}），平均代价 ${cost}。`,
  'transport.describe': (seen) =>
    seen.coupling === 'optimal'
      ? `最优传输计划把 Q 的 ${seen.grains} 粒土运到 P 的 ${seen.points} 个点，代价 ${seen.cost}${seen.other === null ? '' : `；随机耦合的代价是 ${seen.other}`}。`
      : `随机耦合把 Q 的 ${seen.grains} 粒土运到 P 的 ${seen.points} 个点，代价 ${seen.cost}；最优传输计划的代价是 ${seen.other}。`,
  'transport.describeDraws': (draws, average) =>
    draws === 0 ? '还没有抽过。' : `抽了 ${whole(draws)} 次，平均代价 ${average}。`,
  'transport.describeAll': '每一粒都已全部运走：运到的正是 P。',
  'transport.between': '',
};
