/** 训练中发生的事：设备、工作线程、数据、故障。 */

import { DEVICES, perIteration, whole, sentence, workers } from './words.js';

/** @type {typeof import('../en/events.js').default} */
const events = {
  'device.pinned': '由设备菜单选定。',
  'device.firstCpu': '先在 CPU 上立即开始训练。',
  'device.loading': '正在 CPU 上训练，同时在后台载入 WebGPU 模块。',
  'device.warming': '正在 CPU 上训练，同时在后台预热 WebGPU。',
  'device.timing': '正在 CPU 上训练，同时在后台给 WebGPU 计时。',
  'device.noWebGpu': '此浏览器不支持 WebGPU。',
  'device.insecure': 'WebGPU 要求页面通过 HTTPS 提供。',
  'device.noAdapter': '此浏览器没有可用的 WebGPU 适配器。',
  'device.adapterLate': '浏览器在 10 秒内没有答复是否有 WebGPU 适配器。',
  'device.refused': (why) => sentence(`WebGPU 适配器请求被拒绝：${why}`),
  'device.noTimestamps': 'WebGPU 适配器缺少 burn 所需的“timestamp-query”特性。',
  'device.fallback': '此处的 WebGPU 只是软件模拟，比 CPU 更慢。',
  'device.saveData': '浏览器要求节省流量，因此不载入 WebGPU 模块。',
  'device.warmUpLate': 'WebGPU 未能在一分钟内完成最初的几次迭代。',
  'device.timingLate': 'WebGPU 未能在 15 秒内完成一次迭代。',
  'device.stays': (why) => `${sentence(why)}训练留在 CPU 上。`,
  'device.instead': (why) => `${sentence(why)}改用 CPU 训练。`,
  'device.kept': (why, device) => `${sentence(why)}训练继续在 ${DEVICES[device]} 上进行。`,
  'device.slower': (cpu, gpu) =>
    `每次迭代：CPU ${perIteration(cpu)}，WebGPU ${perIteration(gpu)}——训练留在 CPU 上。`,
  'device.slowerUntil': (cpu, gpu, batch) =>
    `每次迭代：CPU ${perIteration(cpu)}，WebGPU ${perIteration(gpu)}——训练留在 CPU 上。若每批约有 ${batch} 个或更多数字，WebGPU 会更快。`,
  'device.faster': (cpu, gpu) =>
    `每次迭代：CPU ${perIteration(cpu)}，WebGPU ${perIteration(gpu)}——训练已转移到 WebGPU。`,

  'team.oneCore': '此浏览器只提供一个核心，因此由一个工作线程训练。',
  'team.indivisible': '此配置的小批量无法拆分，因此由一个工作线程训练。',
  'team.memory': (most) => `按浏览器报告的内存，这台机器只容得下 ${workers(most)}。`,
  'team.fewer': (most) => `此配置最多可由 ${workers(most)}分担。`,

  'event.both': (one, other) => `${one}${other}`,
  'event.moved': (device) => `训练已转移到 ${DEVICES[device]}。`,
  'event.changed': (...changes) => `已更改：${changes.join('，')}。`,
  'event.change': (field, from, to) => `${field} ${from} → ${to}`,
  'event.loaded': (iteration) => `已载入保存的训练，从第 ${whole(iteration)} 次迭代继续。`,
  'event.shardLost': (file, why) =>
    `数据分片 ${file} 缺失（${why}）。训练用其余数字继续；此后的曲线不再由种子唯一确定。`,
  'event.shardMark': (file) => `缺少数据分片 ${file}，此后的曲线不再由种子唯一确定。`,
  'event.panic': (why) => `训练代码崩溃：${sentence(why)}`,
  'event.gpuLost': (why) => `GPU 设备丢失：${sentence(why)}`,
  'event.silent': '负责训练的工作线程不再响应。',
  'event.workerLost': (why, left) => `一个工作线程已退出（${why}）。训练由 ${workers(left)}继续。`,
  'event.trouble': (why) => `训练停止：${sentence(why)}`,
  'event.resumed': (iteration, device) =>
    iteration > 0
      ? `训练在 ${DEVICES[device]} 上从第 ${whole(iteration)} 次迭代的检查点继续。`
      : `训练在 ${DEVICES[device]} 上从种子重新开始。`,
  'event.gaveUp': '连续发生多次，训练已结束。按“运行”可再试一次，按“重置”则从头开始。',
  'event.unsaved': (why) => `检查点失败：${sentence(why)}`,
  'event.refusedConfig': (why) => `地址中的配置被拒绝：${sentence(why)}训练使用预设本身。`,
  'event.refused': (why) => sentence(why),
  'event.ranAway': (iteration) =>
    `critic 失控：在第 ${whole(iteration)} 次迭代，其损失不再是有限数。按“重置”可重新开始。`,
  'event.notFinite': '训练的这个状态含有非有限的数，因此既不保存，也不从它继续。',
};

export default events;
