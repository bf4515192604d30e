/** 实验台的全部文字（简体中文）。键与 en.js 相同。 */

/** @typedef {import('../protocol.js').DeviceName} DeviceName */

/** @param {number} ms */
const perIteration = (ms) => `${ms < 10 ? ms.toPrecision(2) : Math.round(ms)} 毫秒`;

/** @param {number} count */
const whole = (count) => count.toLocaleString('zh-CN');

/** @param {number} time */
const moment = (time) =>
  new Date(time).toLocaleString('zh-CN', { dateStyle: 'medium', timeStyle: 'short' });

/** Words of others may end in a full stop of theirs. @param {string} text */
const sentence = (text) => (/[.!?…。！？]$/.test(text) ? text : `${text}。`);

/** @type {Record<DeviceName, string>} */
const DEVICES = { cpu: 'CPU', ndarray: 'CPU（ndarray）', webgpu: 'WebGPU' };

/** @param {number} count */
const workers = (count) => `${count} 个工作线程`;

/** @type {import('./en.js').Table} */
const zh = {
  'lab.name': 'Wasserstein GAN 实验台',
  'lab.noWasm': '此浏览器不支持 WebAssembly，无法在这里训练。',
  'lab.controls': '控制',
  'lab.charts': '图表',
  'lab.panels': '工具',
  'lab.keys': '空格键运行或暂停，→ 键单步迭代一次。',

  'run.run': '运行',
  'run.pause': '暂停',
  'run.step': '单步',
  'run.stepTitle': '恰好一次迭代',
  'run.reset': '重置',
  'run.resetTitle': '设置不变，从第 0 次迭代重新开始',
  'seed.label': '种子',
  'seed.random': '随机种子',
  'seed.refused': (text) => `种子是 ${text}，但必须是 0 到 ${Number.MAX_SAFE_INTEGER} 的整数。`,
  'device.label': '设备',
  'device.auto': '自动',
  'device.title': (device) => DEVICES[device],

  'state.idle': '就绪。按“运行”载入手写数字并开始训练。',
  'state.loading': '正在载入手写数字和训练代码……',
  'state.running': '正在训练。',
  'state.slow': (half, step, of) =>
    half === 'critic' ? `慢动作：评论家第 ${step} 步，共 ${of} 步。` : '慢动作：生成器一步。',
  'state.paused': '已暂停。',
  'state.hidden': '页面不可见，训练已暂停。',
  'state.away': '实验台不在视野内，训练已暂停。',
  'state.other': '已暂停：本页的另一个实验台正在训练。按“运行”可切换到这里。',
  'state.waiting': '正在等待数据。',
  'state.waitingFor': (file) => `正在等待数据分片 ${file}：这次迭代要从中抽样。`,
  'state.moving': '正在把训练转移到另一个设备……',
  'state.failed': '训练已结束。',
  'notices.label': '通知',

  'grid.before': '',
  'grid.generator': '生成器',
  'grid.after': '画出的数字',
  'grid.note': '每一格的潜变量始终不变，因此可以观察同一格随训练的变化。',
  'grid.empty': '样本网格，尚无内容。',
  'grid.text': (iteration) =>
    iteration === 0
      ? '未经训练的生成器给出的六十四幅图像：灰色噪声。'
      : `生成器在 ${whole(iteration)} 次迭代后画出的六十四个数字，每个都来自一个固定不变的潜变量。`,

  'chart.tab': '评论家',
  'chart.before': '',
  'chart.critic': '评论家',
  'chart.after': '测得的数值',
  'chart.curves': '曲线',
  'chart.marks': '图上的标记',
  'chart.mark': (iteration, text) => `第 ${whole(iteration)} 次迭代：${text}`,
  'chart.at': (iteration) => `第 ${whole(iteration)} 次迭代`,
  'chart.table': '评论家图表的最新数值',

  'word.iteration': '迭代',
  'word.perSecond': '每秒迭代',
  'word.gap': '间隙',
  'word.criticLoss': '评论家损失',
  'word.penalty': '惩罚项',
  'word.slope': '斜率',
  'word.device': '设备',
  'word.loaded': '已载入',
  'word.memory': 'wasm 内存',
  'number.whole': whole,

  'machine.workers': (count) => `· ${workers(count)}。`,
  'machine.bytes': (loaded, total) => `${loaded} / ${total} MB`,
  'machine.memory': (megabytes) => `${megabytes} MB`,

  'share.tab': '分享',
  'share.note':
    '每一种都能从头重现这次训练：种子、设置、数据和设备。途中更改过的设置从一开始就生效。',
  'share.link': '链接',
  'share.element': '元素代码',
  'share.frame': '内嵌框架',
  'share.copyLink': '复制链接',
  'share.copyElement': '复制嵌入代码',
  'share.copyFrame': '复制框架代码',
  'share.copied': '已复制。',
  'share.refused': '浏览器不允许页面复制，已改为选中文本。',
  'share.frameTitle': 'Wasserstein GAN 学写数字',
  'share.otherDigits': '制作此链接时使用的数据与本站不同，因此曲线也会不同。',

  'device.pinned': '按设备菜单的选择。',
  'device.firstCpu': '先在 CPU 上立即开始训练。',
  'device.loading': '正在 CPU 上训练，同时在后台载入 WebGPU 模块。',
  'device.warming': '正在 CPU 上训练，同时在后台预热 WebGPU。',
  'device.timing': '正在 CPU 上训练，同时在后台给 WebGPU 计时。',
  'device.noWebGpu': '此浏览器不支持 WebGPU。',
  'device.insecure': 'WebGPU 要求页面通过 HTTPS 提供。',
  'device.noAdapter': '此浏览器没有可用的 WebGPU 适配器。',
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
  'team.indivisible': '此配置的批次无法拆分，因此由一个工作线程训练。',
  'team.fewer': (most) => `此配置最多可由 ${workers(most)}分担。`,
  'team.trying': (count) => `正在测试 ${workers(count)}是否更快。`,
  'team.found': (timings, best) => {
    const list = timings.map(({ workers: count, ms }) => `${workers(count)} ${perIteration(ms)}`);
    return `每次迭代：${list.join('，')}——由 ${workers(best)}训练。`;
  },

  'data.noManifest': (why) => `无法读取数据清单：${sentence(why)}`,
  'data.none': '没有载入任何手写数字。',
  'module.missing': (module) => `本站没有 ${DEVICES[module]} 模块（404）。`,
  'module.failed': (module, why) => `无法载入 ${DEVICES[module]} 模块：${sentence(why)}`,
  'worker.noScript': '无法载入工作线程的脚本',

  'event.both': (one, other) => `${one}${other}`,
  'event.moved': (device) => `训练已转移到 ${DEVICES[device]}。`,
  'event.changed': (changes) => `已更改：${changes}。`,
  'event.loaded': (iteration) => `已载入保存的训练，从第 ${whole(iteration)} 次迭代继续。`,
  'event.shardLost': (file, why) =>
    `数据分片 ${file} 缺失（${why}）。训练用其余数字继续；此后的曲线不再由种子唯一确定。`,
  'event.shardMark': (file) => `缺少数据分片 ${file}，此后的曲线不再由种子唯一确定。`,
  'event.panic': (why) => `训练代码崩溃：${sentence(why)}`,
  'event.gpuLost': (why) => `GPU 设备丢失：${sentence(why)}`,
  'event.teamBegan': '从这里起有更多工作线程分担每个批次：此后的曲线与单个工作线程的略有不同。',
  'event.workerLost': (why, left) =>
    `一个工作线程已退出（${why}）。训练由 ${workers(left)}继续；此后的曲线可能不同。`,
  'event.trouble': (why) => `训练停止：${sentence(why)}`,
  'event.resumed': (iteration, device) =>
    iteration > 0
      ? `训练在 ${DEVICES[device]} 上从第 ${whole(iteration)} 次迭代的检查点继续。`
      : `训练在 ${DEVICES[device]} 上从种子重新开始。`,
  'event.gaveUp': '连续发生多次，训练已结束。按“重置”可重新开始。',
  'event.unsaved': (why) => `检查点失败：${sentence(why)}`,
  'event.refusedConfig': (why) => `地址中的配置被拒绝：${sentence(why)}训练使用预设本身。`,
  'event.refused': (why) => sentence(why),
  'event.ranAway': (iteration) =>
    `评论家失控：在第 ${whole(iteration)} 次迭代，其损失不再是有限数。按“重置”可重新开始。`,

  // Latent
  'latent.tab': '潜变量',
  'latent.sliceTitle': '潜空间的一个切面',
  'latent.sliceNote': '拖动手柄，或用方向键移动。相近的潜变量生成相似的数字，训练时也可以试。',
  'latent.pad': '潜空间切面中的手柄',
  'latent.across': '横向',
  'latent.up': '纵向',
  'latent.at': (x, y) => `横向 ${x}，纵向 ${y}`,
  'latent.digit': '手柄处的数字',
  'latent.slice': '切面',
  'latent.another': '换一个切面',
  'latent.pathTitle': '从一个数字到另一个',
  'latent.pathNote': '选择样本网格中的两格（逐行计数），下方显示它们的潜变量之间的数字。',
  'latent.from': '从第几格',
  'latent.to': '到第几格',
  'latent.noCell': (text, most) => `格号是 ${text || '空'}，但必须是 1 到 ${most} 的整数。`,
  'latent.strip': (count, from, to) => `样本网格第 ${from} 格到第 ${to} 格之间的 ${count} 个数字`,
  'latent.along': '沿途位置',
  'latent.percent': (part) => `已走 ${part}%`,
  'latent.pathDigit': '滑块处的数字',

  // Keep
  'keep.tab': '保存',
  'keep.files': '存为文件',
  'keep.filesNote':
    '检查点包含整个训练：两个网络、优化器和设置。在这里或别的机器上载入后，训练从该处继续。也可以把文件拖放到实验台上。',
  'keep.save': '保存检查点',
  'keep.load': '载入检查点……',
  'keep.curves': '保存曲线（CSV）',
  'keep.saved': (name) => `已保存为 ${name}。`,
  'keep.drop': '松开鼠标，从这个检查点继续训练',
  'keep.refused': (name, why) => `未能载入 ${name}：${sentence(why)}`,
  'keep.tooLarge': (name, megabytes, most) =>
    `未能载入 ${name}：文件有 ${megabytes} MB，而检查点最多 ${most} MB。`,
  'keep.browser': '存在此浏览器中',
  'keep.waiting': '',
  'keep.none': '训练期间和每次暂停时，最新的检查点都会保存在这里，离开页面后可以接着训练。',
  'keep.kept': (iteration, saved) => `已保存：第 ${whole(iteration)} 次迭代，${moment(saved)}。`,
  'keep.offered': (iteration, saved) =>
    `上次停在第 ${whole(iteration)} 次迭代，${moment(saved)}。在您作出选择或新的训练超过它之前，它会一直保留。`,
  'keep.forgotten': '已清除。重新打开页面之前不再保存。',
  'keep.denied': '浏览器不允许此页面保存数据，因此训练会随页面关闭而结束；仍可存为文件。',
  'keep.full': (why) => `浏览器没有空间保存检查点：${sentence(why)}`,
  'keep.resume': '从上次停下处继续',
  'keep.resumeAt': (iteration) => `从第 ${whole(iteration)} 次迭代继续`,
  'keep.forget': '清除',

  // Quality
  'quality.judge': '评判这些数字',
  'quality.judging': (count) => `正在评判 ${whole(count)} 个数字……`,
  'quality.judged': (iteration) => `第 ${whole(iteration)} 次迭代时的结果。`,
  'quality.table': (count) => `${whole(count)} 个生成的数字与同样多的真实数字的质量`,
  'quality.fake': '生成',
  'quality.real': '真实',
  'quality.frechet': 'Fréchet 距离',
  'quality.score': '分类器得分',
  'quality.coverage': '覆盖的类别',
  'quality.of': (count, of) => `${count} / ${of}`,

  // 样本网格、时间轴、放大的数字。
  'grid.cells': '数字。方向键移动，回车键打开。',
  'grid.cell': (digit, row, column) => `第 ${digit} 个数字，第 ${row} 行第 ${column} 列`,
  'grid.pastText': (text) => `训练的过去。${text}`,
  'grid.png': '存为 PNG',
  'grid.pngTitle': '把网格当前显示的内容存成图片',
  'reals.show': '真实数字',
  'reals.caption': '真实数字，供对照',
  'reals.empty': '真实数字，尚未载入。',
  'reals.text': (labels) => `两行共十六个真实数字：${labels.join('、')}。`,
  'timeline.label': '训练的时间轴',
  'timeline.play': '播放过程',
  'timeline.stop': '停止',
  'timeline.live': '实时',
  'timeline.now': (iteration) => `第 ${whole(iteration)} 次迭代，实时`,
  'timeline.past': (iteration, now) => `第 ${whole(iteration)} 次迭代，共 ${whole(now)} 次`,
  'timeline.size': (count, megabytes, budget) =>
    `${whole(count)} 张快照，${megabytes} / ${budget} MB`,
  'opened.hint': '选择一个数字，可放大查看它、它的得分，以及与它最近的真实数字。',
  'opened.fake': '生成的数字',
  'opened.real': '最近的真实数字',
  'opened.score': '评论家给分',
  'opened.label': '标签',
  'opened.distance': '距离',
  'opened.close': '关闭',
  'opened.note': (iteration) =>
    `得分出自第 ${whole(iteration)} 次迭代的评论家。距离是像素（取值 0 到 1）的欧氏距离。`,
  'opened.fakeText': (iteration) => `生成器在第 ${whole(iteration)} 次迭代后画的数字。`,
  'opened.realText': (label) => `真实的数字 ${label}。`,
  'opened.said': (cell, score, label, distance, realScore) =>
    `评论家给${cell}打 ${score} 分。最近的真实数字是 ${label}，距离 ${distance}，得分 ${realScore}。`,
};

export default zh;
