/** 实验台整体：控制、状态、各数值的名称。 */

import { DEVICES, whole, workers } from './words.js';

/** @type {typeof import('../en/lab.js').default} */
const lab = {
  'lab.name': 'Wasserstein GAN 实验台',
  'lab.controls': '控制',
  'lab.charts': '图表',
  'lab.panels': '工具',
  'lab.more': '更多控制',
  'lab.keys': '空格键运行或暂停，→ 键单步迭代一次。',

  'run.run': '运行',
  'run.pause': '暂停',
  'run.step': '单步',
  'run.stepTitle': '恰好一次迭代',
  'run.reset': '重置',
  'run.resetTitle': '设置不变，从第 0 次迭代重新开始',

  'half.critic': 'critic 单步',
  'half.criticTitle': 'critic 更新一步，然后暂停',
  'half.generator': '生成器单步',
  'half.generatorTitle': '生成器更新一步，然后暂停',

  'speed.label': '速度',
  'speed.title': '从慢动作（逐个半步）到全速',
  'speed.slowest': '慢动作',
  'speed.slow': '缓慢',
  'speed.steady': '适中',
  'speed.brisk': '较快',
  'speed.flatOut': '全速',

  'seed.label': '种子',
  'seed.random': '随机种子',
  'seed.refused': (text) => `种子是 ${text}，但必须是 0 到 ${Number.MAX_SAFE_INTEGER} 的整数。`,

  'state.idle': '就绪。按“运行”载入手写数字并开始训练。',
  'state.loading': '正在载入手写数字和训练代码……',
  'state.running': '正在训练。',
  'state.slow': (half, step, of) =>
    half === 'critic' ? `慢动作：critic 第 ${step} 步，共 ${of} 步。` : '慢动作：生成器一步。',
  'state.paused': '已暂停。',
  'state.hidden': '页面不可见，训练已暂停。',
  'state.away': '实验台不在视野内，训练已暂停。',
  'state.other': '已暂停：本页的另一个实验台正在训练。按“运行”可切换到这里。',
  'state.waiting': '正在等待数据。',
  'state.waitingFor': (file) => `正在等待数据分片 ${file}：这次迭代要从中抽样。`,
  'state.moving': '正在把训练转移到另一个设备……',
  'state.failed': '训练已结束。',
  'state.half': (half, step, of) =>
    half === 'critic'
      ? `已暂停：critic 第 ${step} 步之后，共 ${of} 步。`
      : '已暂停：生成器一步之后。',

  // 十秒没有任何进展之后。
  'still.files': '网络已有 10 秒没有传来内容；页面会自行重新请求。',
  'still.begin': '代码 10 秒仍未启动；浏览器可能还在编译。',
  'still.gpu': '浏览器 10 秒仍未答复是否有 GPU。',
  'still.moving': '训练转移到另一个设备已有 10 秒。',
  'still.team': '将要加入训练的工作线程已有 10 秒没有响应。',
  'still.worker': '10 秒没有完成迭代；一次迭代可能就要这么久。先暂停再运行可换工作线程。',
  'still.answer': '工作线程 10 秒没有答复；可能还在计算。',

  'notices.label': '通知',

  'word.iteration': '迭代',
  'word.perSecond': '每秒迭代',
  'word.gap': '平均评分差（gap）',
  'word.criticLoss': 'critic 损失',
  'word.penalty': '惩罚项',
  'word.slope': '斜率',
  'word.device': '设备',
  'word.loaded': '已载入',
  'word.memory': 'wasm 内存',
  'word.criticDistance': 'critic 距离',
  'word.exactDistance': '精确距离',
  'word.frechet': 'Fréchet 距离',

  'number.whole': whole,
  'number.at': (iteration) => `第 ${whole(iteration)} 次`,

  'machine.background': '移出视野或标签页隐藏时继续训练',
  'machine.workers': (count) => `· ${workers(count)}。`,
  'machine.bytes': (loaded, total) => `${loaded} / ${total} MB`,
  'machine.memory': (megabytes) => `${megabytes} MB`,

  'device.label': '设备',
  'device.auto': '自动',
  'device.title': (device) => DEVICES[device],
};

export default lab;
