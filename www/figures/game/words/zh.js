/** 平面上的博弈，中文。 */

import { whole } from '../../../strings/zh/words.js';

/** @type {Record<string, string>} */
const OPPONENTS = { wasserstein: 'critic', original: '分类器', exact: '最优传输计划' };

export const zh = {
  'game.cloud': '整个 P（真实）',
  'game.objective': '对手',
  'game.objective.wasserstein': 'critic',
  'game.objective.original': '分类器（原始 GAN）',
  'game.objective.exact': '精确距离',
  'game.shape': 'P',
  'game.shape.cloud': '点云',
  'game.shape.ring': '圆环',
  'game.shape.twoModes': '两个峰',
  'game.shape.eightModes': '八个峰',
  'game.shape.spiral': '螺旋',
  'game.shape.drawn': '自己画',
  'game.constraint': '约束',
  'game.constraint.slopePenalty': '斜率惩罚',
  'game.constraint.gradientPenalty': '梯度惩罚',
  'game.constraint.clipping': '权重裁剪',
  'game.constraint.spectral': '谱归一化',
  'game.constraint.orthonormal': '正交权重',
  'game.constraint.none': '无',
  'game.critic': 'critic 步数',
  'game.critic.1': '1',
  'game.critic.5': '5',
  'game.critic.20': '20',
  'game.batch': '每次的点数',
  'game.batch.4': '4',
  'game.batch.16': '16',
  'game.batch.64': '64',
  'game.batch.0': '全部 200',
  'game.run': '运行',
  'game.pause': '暂停',
  'game.slow': '慢动作',
  'game.step.train': '一次迭代',
  'game.step.critic': 'critic 一步',
  'game.step.generator': '生成器一步',
  'game.stations': '潜变量经过生成器成为生成样本；对手同时看生成样本和真实点。',
  'game.latent': '潜变量',
  'game.generator': '生成器 g',
  'game.fake': '生成样本',
  'game.opponent.wasserstein': 'critic f',
  'game.opponent.original': '分类器 D',
  'game.opponent.exact': '最优传输计划',
  'game.real': '真实点',
  'game.now.iteration': (/** @type {number} */ iteration) => `第 ${whole(iteration)} 次迭代`,
  'game.now.critic': (
    /** @type {number} */ step,
    /** @type {string} */ of,
    /** @type {string} */ objective,
  ) =>
    `第 ${step} 步，共 ${of} 步：${OPPONENTS[objective]}看真实点和生成样本，学习区分两者；生成样本不动。`,
  'game.now.generator': (/** @type {string} */ objective) =>
    `生成器沿箭头移动每个生成样本；${OPPONENTS[objective]}不动。`,
  'game.number.exact': '精确距离',
  'game.number.critic': 'critic 距离',
  'game.number.gap': '平均评分差',
  'game.number.jensenShannon': 'JS 散度',
  'game.course': '随迭代的变化',
  'game.readOut': '若干次迭代后的精确距离',
  'game.at': (/** @type {number} */ iteration, /** @type {string} */ exact) =>
    `第 ${whole(iteration)} 次迭代：${exact}`,
  'game.is.untrained':
    '两个网络都还一无所知。每个生成样本对应一个潜变量，橙色的网是全部潜变量组成的正方形。',
  'game.is.course': (
    /** @type {string} */ now,
    /** @type {string} */ first,
    /** @type {boolean} */ isNear,
  ) =>
    isNear
      ? `生成样本已落在 P 上：精确距离从 ${first} 降到 ${now}。`
      : `精确距离为 ${now}，起初是 ${first}。`,
  'game.is.wasserstein': (/** @type {string} */ distance) =>
    `critic 能保证的 ${distance} 从不超过它。`,
  'game.is.original': (/** @type {string} */ length, /** @type {boolean} */ isShort) =>
    isShort
      ? `分类器十分确信，箭头的平均长度只有 ${length}：几乎推不动任何生成样本。`
      : `分类器的箭头平均长 ${length}。`,
  'game.is.exact': (/** @type {number} */ batch) =>
    batch === 0
      ? '没有 critic：每个生成样本沿全部点的最优传输计划移动。'
      : `没有 critic：每次把 ${batch} 个生成样本拉向 ${batch} 个真实点。下降的是这样一小把点之间的距离；整体仍然分开，而且收缩。`,
  'game.is.over': '没有约束，critic 的数值已不再有限。再按“运行”会重新开始。',
  'game.describe': (
    /** @type {string} */ shape,
    /** @type {string} */ opponent,
    /** @type {number} */ iteration,
    /** @type {string} */ sentence,
  ) =>
    `正方形中有 200 个真实点，P：${shape}；200 个生成样本是一张弯曲的潜变量网上的点，各带箭头。对手：${opponent}。经过 ${whole(iteration)} 次迭代：${sentence}`,
};
