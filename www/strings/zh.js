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
  'grid.note': '每一格的潜变量始终不变，可以看同一格如何变化。',
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
  'share.element': '元素',
  'share.frame': '框架',
  'share.copyLink': '复制链接',
  'share.copyElement': '复制嵌入代码',
  'share.copyFrame': '复制框架代码',
  'share.copied': '已复制。',
  'share.refused': '浏览器不允许页面复制，已改为选中文本。',
  'share.frameTitle': 'Wasserstein GAN 学写数字',
  'share.otherDigits': '制作此链接时使用的数据与本站不同，因此曲线也会不同。',

  'device.pinned': '由设备菜单选定。',
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
  'event.changed': (...changes) => `已更改：${changes.join('，')}。`,
  'event.change': (field, from, to) => `${field} ${from} → ${to}`,
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
  'latent.percent': (part) => `沿途 ${part}%`,
  'latent.pathDigit': '滑块处的数字',

  // Keep
  'keep.tab': '保存',
  'keep.files': '文件',
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
  'keep.browser': '此浏览器',
  'keep.waiting': '',
  'keep.none': '训练期间和每次暂停时，最新的检查点都会保存在这里，离开页面后可以接着训练。',
  'keep.kept': (iteration, saved) => `已保存：第 ${whole(iteration)} 次迭代，${moment(saved)}。`,
  'keep.offered': (iteration, saved) =>
    `上次停在第 ${whole(iteration)} 次迭代，${moment(saved)}。在作出选择之前，或新的训练超过它之前，它会一直保留。`,
  'keep.forgotten': '已清除。重新打开页面之前不再保存。',
  'keep.denied': '浏览器不允许此页面保存数据，因此训练会随页面关闭而结束；仍可存为文件。',
  'keep.full': (why) => `浏览器没有空间保存检查点：${sentence(why)}`,
  'keep.resume': '从上次停下处继续',
  'keep.resumeAt': (iteration) => `从第 ${whole(iteration)} 次迭代继续`,
  'keep.forget': '清除',

  // Quality
  'judge.judge': '评判这些数字',
  'judge.judging': (count) => `正在评判 ${whole(count)} 个数字……`,
  'judge.judged': (iteration) => `第 ${whole(iteration)} 次迭代时的结果。`,
  'judge.table': (count) => `${whole(count)} 个生成的数字与同样多的真实数字的质量`,
  'judge.fake': '生成',
  'judge.real': '真实',
  'judge.frechet': 'Fréchet 距离',
  'judge.score': '分类器评分',
  'judge.coverage': '覆盖类别',
  'judge.of': (count, of) => `${count} / ${of}`,

  // 样本网格、时间轴、放大的数字。
  'grid.cells': '数字。方向键移动，回车键打开。',
  'grid.cell': (digit, row, column) => `第 ${digit} 个数字，第 ${row} 行第 ${column} 列`,
  'grid.pastText': (text) => `回看。${text}`,
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
    `${whole(count)} 份快照，${megabytes} / ${budget} MB`,
  'opened.hint': '选择一个数字，可以放大看它、评论家对它的评分，以及与它最近的真实数字。',
  'opened.fake': '生成的数字',
  'opened.real': '最近的真实数字',
  'opened.score': '评论家评分',
  'opened.label': '标签',
  'opened.distance': '距离',
  'opened.close': '关闭',
  'opened.from': '设为路径起点',
  'opened.to': '设为路径终点',
  'opened.pathTitle': '从一个数字到另一个的路径见“潜变量”',
  'opened.note': (iteration) =>
    `评分来自第 ${whole(iteration)} 次迭代时的评论家。距离是像素（取值 0 到 1）之间的欧氏距离。`,
  'opened.fakeText': (iteration) => `生成器在第 ${whole(iteration)} 次迭代后画的数字。`,
  'opened.realText': (label) => `真实的数字 ${label}。`,
  'opened.said': (cell, score, label, distance, realScore) =>
    `评论家对${cell}的评分是 ${score}。最近的真实数字是 ${label}，距离 ${distance}，评分 ${realScore}。`,

  // 控制、设置、预设。
  'half.critic': '评论家单步',
  'half.criticTitle': '评论家更新一步，然后暂停',
  'half.generator': '生成器单步',
  'half.generatorTitle': '生成器更新一步，然后暂停',
  'state.half': (half, step, of) =>
    half === 'critic'
      ? `已暂停：评论家第 ${step} 步之后，共 ${of} 步。`
      : '已暂停：生成器一步之后。',
  'speed.label': '速度',
  'speed.title': '从慢动作（逐个半步）到全速',
  'speed.slowest': '慢动作',
  'speed.slow': '缓慢',
  'speed.steady': '适中',
  'speed.brisk': '较快',
  'speed.flatOut': '全速',

  'settings.tab': '设置',
  'settings.later': '训练代码载入后，这里会显示各项设置。',
  'settings.networks': '网络',
  'settings.constraint': '如何约束评论家',
  'settings.learning': '学习',
  'settings.adam': '优化器的更多设置',
  'settings.restartTag': '重新开始后生效',
  'settings.waitsTag': '等待重新开始',
  'settings.restart': '用这些设置重新开始',
  'settings.discard': '放弃更改',
  'settings.none': '训练中可以更改的设置立即生效，并在图上留下标记；其余的等到重新开始后才生效。',
  'settings.waiting': (changes) => `等待重新开始：${changes.join('，')}。`,
  'field.architecture.kind': '网络结构',
  'field.architecture.generatorHidden': '生成器隐藏层宽度',
  'field.architecture.criticHidden': '评论家隐藏层宽度',
  'field.architecture.normalisation': '归一化',
  'field.architecture.initialisation': '权重初始化',
  'field.architecture.generatorChannels': '生成器通道数',
  'field.architecture.criticChannels': '评论家通道数',
  'field.architecture.channels': '通道数',
  'field.latent': '潜变量维数',
  'field.batch': '批次大小',
  'field.constraint.kind': '约束',
  'field.constraint.pairs': '点对',
  'field.constraint.form': '形式',
  'field.constraint.sides': '受惩罚的斜率',
  'field.constraint.lambda': '系数 λ',
  'field.constraint.step': '点对间距',
  'field.constraint.share': '所查点对的比例',
  'field.constraint.bound': '截断值 c',
  'field.nCritic': '每次迭代的评论家步数',
  'field.order': '更新顺序',
  'field.criticAdam.rate': '评论家学习率',
  'field.criticAdam.beta1': '评论家的 β₁',
  'field.criticAdam.beta2': '评论家的 β₂',
  'field.criticAdam.epsilon': '评论家的 ε',
  'field.generatorAdam.rate': '生成器学习率',
  'field.generatorAdam.beta1': '生成器的 β₁',
  'field.generatorAdam.beta2': '生成器的 β₂',
  'field.generatorAdam.epsilon': '生成器的 ε',
  'field.averaging': '生成器权重平均',
  'field.averaging.decay': '平均的衰减率',
  'field.averaging.from': '从第几次迭代起平均',
  'option.on': '开',
  'option.off': '关',
  'option.mlp': '全连接',
  'option.conv': '卷积',
  'option.article': '与笔记本相同',
  'option.batch': '按批次',
  'option.group': '按组',
  'option.layer': '按样本',
  'option.pixel': '按像素',
  'option.none': '无',
  'option.he': 'He 尺度',
  'option.glorot': 'Glorot 尺度',
  'option.narrow': '较窄',
  'option.slopePenalty': '斜率惩罚',
  'option.gradientPenalty': '梯度惩罚',
  'option.weightClipping': '权重截断',
  'option.spectralNorm': '谱归一化',
  'option.bounded': '有界评论家',
  'option.realReal': '两个真实数字',
  'option.realFake': '一真一假',
  'option.pooled': '真假混合任取',
  'option.segment': '线段上的两点',
  'option.adversarial': '对抗方向',
  'option.difference': '差',
  'option.quotient': '商',
  'option.one': '大于 1 的',
  'option.two': '大于和小于 1 的',
  'option.criticFirst': '先评论家',
  'option.sharedFakes': '共用假样本',
  'option.generatorFirst': '先生成器',

  'presets.tab': '预设',
  'presets.article': '文章',
  'presets.held': '其他约束',
  'presets.lesson': '实验',
  'presets.changed': '它的设置已被更改。再次选择它，可按原样重新开始。',
  'presets.slow': '为 GPU 设计：在处理器上每次迭代都较慢。',
  'preset.article': '文章的惩罚',
  'preset.wide': '更宽的网络',
  'preset.notebook': '原笔记本',
  'preset.clipping': '权重截断',
  'preset.gradient-penalty': '梯度惩罚',
  'preset.spectral': '谱归一化',
  'preset.unconstrained': '没有约束',
  'preset.clip-large': '截断过松',
  'preset.clip-small': '截断过紧',
  'preset.one-critic-step': '评论家只走一步',
  'preset.five-critic-steps': '评论家走五步',
  'preset.strong-penalty': 'λ 趋于无穷',
  'preset.data-pairs': '只用真实数字的点对',
  'preset.bounded': '有界评论家',
  'preset.mode-collapse': '模式坍塌',
  'look.article':
    '文章的惩罚，用在约束得住的点对上：两点相距很近，方向是评论家最陡的方向。点对的选法是我们的。请看数字逐渐成形，而评论家的斜率保持在 1 左右。',
  'look.wide':
    '做法相同，但每次迭代做得更多：批次更大，网络更宽。请看同样的现象：数字逐渐成形，评论家的斜率保持在 1 左右。',
  'look.notebook':
    '文章的笔记本，按发表时的样子，很慢。维持住评论家的是极小的学习率（只有生成器的百分之一），而不是它的惩罚：惩罚只看真实数字之间的点对，在真假之间并不起作用。“只用真实数字的点对”展示了评论家学得更快时会怎样。',
  'look.clipping':
    'Wasserstein GAN 原论文的约束和学习率，以 Adam 代替 RMSprop，很慢：每一步之后，评论家的每个权重都被截断到 −c 与 c 之间。请看权重直方图，它止于 ±c。',
  'look.gradient-penalty':
    '在默认网络上使用 WGAN-GP 的惩罚：把评论家对输入的梯度长度拉向 1。请看数字逐渐成形，斜率在 1 左右。',
  'look.spectral':
    '没有惩罚项：评论家的每一层都除以它的最大伸缩倍数。请看数字逐渐成形，斜率在 1 左右或更小。',
  'look.unconstrained':
    '评论家不受任何约束。请看它的间隙：从第 100 次迭代起，间隙超过精确距离的十倍，并且继续增长。生成器放得很慢，以便单独观察评论家。',
  'look.clip-large':
    '权重截断于 c = 0.3，过松。从第 100 次迭代起，间隙超过精确距离的十倍。请看权重：起初没有一个在 ±c，到第 300 次迭代时大多数都在。数字不会成形。',
  'look.clip-small':
    '权重截断于 c = 0.0001，过紧。请看权重在 100 次迭代之内堆积到 ±c。斜率小于百万分之一，生成器几乎得不到任何信息，数字不会成形。',
  'look.one-critic-step':
    '每次迭代评论家只走一步，权重截断于 c = 0.03：评论家落后于生成器。它的间隙，以及第 300 次迭代时它占精确距离的比例，都小于走五步时。请与下一个预设比较。',
  'look.five-critic-steps':
    '做法相同，但每次迭代评论家走五步：更接近截断所允许的最佳评论家，因此间隙比只走一步时大。慢动作会显示这五步中的每一步。',
  'look.strong-penalty':
    'λ 取一百万，代表无穷大。评论家只顾惩罚项：在多数迭代中间隙小于 0，这时评论家距离为 0；画出的数字比 λ = 10 时差好几倍。',
  'look.data-pairs':
    '发表时的惩罚，只用真实数字之间的点对。它在真实数字处约束住评论家，在真假之间却放开了：那里的斜率超过 10，间隙超过精确距离的十倍。',
  'look.bounded':
    '评论家的评分限制在 −1 与 1 之间，斜率不受约束。间隙从不超过 2，从第 100 次迭代起停在 2：它分得清真假，却不再说明两者相距多远。',
  'look.mode-collapse':
    '评论家比默认的慢二十倍，生成器更快，假样本全都涌向评论家所指之处。请看网格：从第 100 次迭代起，所有假样本几乎是同一幅图，只属于少数几个类别。',

  // Charts: curves, slopes, quality, weights.
  'word.criticDistance': '评论家距离',
  'word.exactDistance': '精确距离',
  'word.frechet': 'Fréchet 距离',
  'chart.floor': '真实数字之间',
  'curves.smoothing': '平滑',
  'curves.over': (iterations) => (iterations === 1 ? '无' : `${iterations} 次`),
  'curves.range': '迭代范围',
  'curves.all': '全部',
  'curves.last': (count) => `最近 ${whole(count)} 次`,
  'curves.zoomed': '已缩放',
  'curves.scale': '刻度',
  'curves.linear': '线性',
  'curves.log': '对数',
  'curves.logTitle': '所有值为正时取对数，否则在零的两侧分别取对数',
  'curves.note': '拖动可放大，双击恢复全部。键盘：方向键、+ 和 −、Esc。',
  'curves.readOut': '图表读数',
  'slopes.tab': '斜率',
  'slopes.heading': '评论家有多陡',
  'slopes.table': '斜率图表的最新数值',
  'slopes.pairs': '训练点对',
  'slopes.mean': '平均斜率',
  'slopes.largest': '最大斜率',
  'slopes.violations': '大于 1 的比例',
  'slopes.target': '斜率 1',
  'quality.tab': '质量',
  'quality.heading': '生成的数字有多好',
  'quality.table': '质量图表的最新数值',
  'quality.coverage': '覆盖类别',
  'quality.real': (value) => `真实数字：${value}`,
  'quality.realClasses': (count) => `真实数字：${count} 类`,
  'weights.tab': '权重',
  'weights.heading': '评论家权重的分布',
  'weights.table': '按大小统计的评论家权重',
  'weights.from': '起',
  'weights.to': '止',
  'weights.share': '占比',
  'weights.empty': '尚未测量。',
  'weights.clipped': (share, count, bound) =>
    `${whole(count)} 个权重中有 ${share} 位于 ±c = ±${bound}。`,
  'weights.free': (count) => `共 ${whole(count)} 个权重，未作截断。`,
};

export default zh;
