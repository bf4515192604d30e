/** Every sentence of the lab in English. `zh.js` has the same keys. */

/** @typedef {import('../protocol.js').DeviceName} DeviceName */

/** @param {number} ms */
const perIteration = (ms) => `${ms < 10 ? ms.toPrecision(2) : Math.round(ms)} ms`;

/** @param {number} count */
const whole = (count) => count.toLocaleString('en');

/** @param {number} time as `Date.now` has it */
const moment = (time) =>
  new Date(time).toLocaleString('en', { dateStyle: 'medium', timeStyle: 'short' });

/** @param {string} text */
const sentence = (text) => (/[.!?…]$/.test(text) ? text : `${text}.`);

/** @type {Record<DeviceName, string>} */
const DEVICES = { cpu: 'CPU', ndarray: 'CPU (ndarray)', webgpu: 'WebGPU' };

/** @param {number} count */
const workers = (count) => (count === 1 ? '1 worker' : `${count} workers`);

const en = {
  'lab.name': 'Wasserstein GAN lab',
  'lab.noWasm': 'This browser has no WebAssembly, so nothing can be trained here.',
  'lab.controls': 'Controls',
  'lab.charts': 'Charts',
  'lab.panels': 'Instruments',
  'lab.keys': 'Space runs and pauses, → steps one iteration.',

  'run.run': 'Run',
  'run.pause': 'Pause',
  'run.step': 'Step',
  'run.stepTitle': 'Exactly one iteration',
  'run.reset': 'Reset',
  'run.resetTitle': 'Same settings, from iteration 0',
  'seed.label': 'Seed',
  'seed.random': 'A random seed',
  'seed.refused': (/** @type {string} */ text) =>
    `The seed is ${text}, but must be a whole number from 0 to ${Number.MAX_SAFE_INTEGER}.`,
  'device.label': 'Device',
  'device.auto': 'Automatic',
  'device.title': (/** @type {DeviceName} */ device) => DEVICES[device],

  'state.idle': 'Ready. Press Run to load the digits and start training.',
  'state.loading': 'Loading the digits and the training code…',
  'state.running': 'Training.',
  'state.slow': (
    /** @type {'critic' | 'generator'} */ half,
    /** @type {number} */ step,
    /** @type {number} */ of,
  ) =>
    half === 'critic'
      ? `Slow motion: critic step ${step} of ${of}.`
      : 'Slow motion: generator step.',
  'state.paused': 'Paused.',
  'state.hidden': 'Paused while the page is hidden.',
  'state.away': 'Paused while the lab is out of sight.',
  'state.other': 'Paused: another lab on this page is training. Run takes over.',
  'state.waiting': 'Waiting for digits.',
  'state.waitingFor': (/** @type {string} */ file) =>
    `Waiting for the shard ${file}: this iteration draws from it.`,
  'state.moving': 'Moving the run to another device…',
  'state.failed': 'The run has ended.',
  'notices.label': 'Notices',

  'grid.before': 'What the ',
  'grid.generator': 'generator',
  'grid.after': ' draws',
  'grid.note': 'Each cell keeps its latent, so the same cell can be watched over time.',
  'grid.empty': 'The sample grid, still empty.',
  'grid.text': (/** @type {number} */ iteration) =>
    iteration === 0
      ? 'Sixty-four images of the untrained generator: grey noise.'
      : `Sixty-four digits of the generator after ${whole(iteration)} iterations, each from a latent of its own that stays the same.`,

  'chart.tab': 'Critic',
  'chart.before': 'What the ',
  'chart.critic': 'critic',
  'chart.after': ' measures',
  'chart.curves': 'Curves',
  'chart.marks': 'Marks on the chart',
  'chart.mark': (/** @type {number} */ iteration, /** @type {string} */ text) =>
    `Iteration ${whole(iteration)}. ${text}`,
  'chart.at': (/** @type {number} */ iteration) => `iteration ${whole(iteration)}`,
  'chart.table': 'The latest values of the critic chart',

  'word.iteration': 'iteration',
  'word.perSecond': 'per second',
  'word.gap': 'gap',
  'word.criticLoss': 'critic loss',
  'word.penalty': 'penalty',
  'word.slope': 'slope',
  'word.device': 'device',
  'word.loaded': 'loaded',
  'word.memory': 'wasm memory',
  'number.whole': whole,

  'machine.workers': (/** @type {number} */ count) => `· ${workers(count)}.`,
  'machine.bytes': (/** @type {string} */ loaded, /** @type {string} */ total) =>
    `${loaded} of ${total} MB`,
  'machine.memory': (/** @type {string} */ megabytes) => `${megabytes} MB`,

  'share.tab': 'Share',
  'share.note':
    'Each starts this run over, with the same seed, settings, digits and device. What was changed on the way applies from the start.',
  'share.link': 'Link',
  'share.element': 'Element',
  'share.frame': 'Frame',
  'share.copyLink': 'Copy link',
  'share.copyElement': 'Copy embed code',
  'share.copyFrame': 'Copy frame code',
  'share.copied': 'Copied.',
  'share.refused': 'The browser did not let the page copy; the text is selected instead.',
  'share.frameTitle': 'A Wasserstein GAN learns to write digits',
  'share.otherDigits':
    'The link was made with other digits than this site has, so the curve will be another.',

  'device.pinned': 'Chosen in the device menu.',
  'device.firstCpu': 'Training starts on the CPU at once.',
  'device.loading': 'On the CPU, while the WebGPU module loads in the background.',
  'device.warming': 'On the CPU, while WebGPU warms up in the background.',
  'device.timing': 'On the CPU, while WebGPU is timed in the background.',
  'device.noWebGpu': 'This browser has no WebGPU.',
  'device.insecure': 'WebGPU needs a page served over HTTPS.',
  'device.noAdapter': 'This browser offers no WebGPU adapter.',
  'device.refused': (/** @type {string} */ why) =>
    sentence(`The WebGPU adapter was refused: ${why}`),
  'device.noTimestamps':
    'The WebGPU adapter lacks the feature “timestamp-query”, which burn needs.',
  'device.fallback': 'WebGPU is only emulated in software here, which is slower than the CPU.',
  'device.saveData': 'The browser asks to save data, so the WebGPU module is not loaded.',
  'device.warmUpLate': 'WebGPU did not finish its first iterations within a minute.',
  'device.timingLate': 'WebGPU did not finish an iteration within 15 seconds.',
  'device.stays': (/** @type {string} */ why) => `${sentence(why)} The run stays on the CPU.`,
  'device.instead': (/** @type {string} */ why) => `${sentence(why)} The run uses the CPU instead.`,
  'device.kept': (/** @type {string} */ why, /** @type {DeviceName} */ device) =>
    `${sentence(why)} The run goes on, on ${DEVICES[device]}.`,
  'device.slower': (/** @type {number} */ cpu, /** @type {number} */ gpu) =>
    `CPU: ${perIteration(cpu)} per iteration; WebGPU: ${perIteration(gpu)} — training stays on the CPU.`,
  'device.slowerUntil': (
    /** @type {number} */ cpu,
    /** @type {number} */ gpu,
    /** @type {number} */ batch,
  ) =>
    `CPU: ${perIteration(cpu)} per iteration; WebGPU: ${perIteration(gpu)} — training stays on the CPU. From about ${batch} digits a batch on WebGPU would take less time.`,
  'device.faster': (/** @type {number} */ cpu, /** @type {number} */ gpu) =>
    `CPU: ${perIteration(cpu)} per iteration; WebGPU: ${perIteration(gpu)} — training moved to WebGPU.`,

  'team.oneCore': 'This browser offers one core, so one worker trains.',
  'team.indivisible':
    'The batches of this configuration cannot be shared out, so one worker trains.',
  'team.fewer': (/** @type {number} */ most) =>
    `This configuration can be shared by ${workers(most)} at most.`,
  'team.trying': (/** @type {number} */ count) => `Trying whether ${workers(count)} train faster.`,
  'team.found': (
    /** @type {readonly import('../run/team-trial.js').Timing[]} */ timings,
    /** @type {number} */ best,
  ) => {
    const list = timings.map(
      ({ workers: count, ms }, index) =>
        `${workers(count)}: ${perIteration(ms)}${index === 0 ? ' per iteration' : ''}`,
    );
    return `${list.join('; ')} — ${best === 1 ? 'one worker trains' : `${best} workers train together`}.`;
  },

  'data.noManifest': (/** @type {string} */ why) =>
    `The list of the digits could not be read: ${sentence(why)}`,
  'data.none': 'No digits could be loaded.',
  'module.missing': (/** @type {'cpu' | 'ndarray' | 'webgpu'} */ module) =>
    `This site does not have the ${DEVICES[module]} module (404).`,
  'module.failed': (
    /** @type {'cpu' | 'ndarray' | 'webgpu'} */ module,
    /** @type {string} */ why,
  ) => `The ${DEVICES[module]} module could not be loaded: ${sentence(why)}`,
  'worker.noScript': 'the worker’s script could not be loaded',

  'event.both': (/** @type {string} */ one, /** @type {string} */ other) => `${one} ${other}`,
  'event.moved': (/** @type {DeviceName} */ device) => `The run moved to ${DEVICES[device]}.`,
  'event.changed': (/** @type {string[]} */ ...changes) => `Changed: ${changes.join(', ')}.`,
  'event.change': (
    /** @type {string} */ field,
    /** @type {string} */ from,
    /** @type {string} */ to,
  ) => `${field} ${from} → ${to}`,
  'event.loaded': (/** @type {number} */ iteration) =>
    `A saved run was loaded, at iteration ${whole(iteration)}.`,
  'event.shardLost': (/** @type {string} */ file, /** @type {string} */ why) =>
    `The shard ${file} is missing (${why}). Training goes on with the other digits; from here on the curve is no longer the seed’s own.`,
  'event.shardMark': (/** @type {string} */ file) =>
    `Without the shard ${file} the curve is no longer the seed’s own.`,
  'event.panic': (/** @type {string} */ why) => `The training code panicked: ${sentence(why)}`,
  'event.gpuLost': (/** @type {string} */ why) => `The GPU device was lost: ${sentence(why)}`,
  'event.teamBegan':
    'Here more workers joined to share each batch: from here on the curve is not quite that of one worker.',
  'event.workerLost': (/** @type {string} */ why, /** @type {number} */ left) =>
    `One of the workers is gone (${why}). The run goes on with ${workers(left)}; from here on its curve may be another.`,
  'event.trouble': (/** @type {string} */ why) => `Training stopped: ${sentence(why)}`,
  'event.resumed': (/** @type {number} */ iteration, /** @type {DeviceName} */ device) =>
    iteration > 0
      ? `The run goes on from its checkpoint at iteration ${whole(iteration)}, on ${DEVICES[device]}.`
      : `The run starts again from its seed, on ${DEVICES[device]}.`,
  'event.gaveUp': 'This happened too often in a row, so the run has ended. Reset starts it again.',
  'event.unsaved': (/** @type {string} */ why) => `The checkpoint failed: ${sentence(why)}`,
  'event.refusedConfig': (/** @type {string} */ why) =>
    `The configuration in the address was refused: ${sentence(why)} The run uses the preset as it is.`,
  'event.refused': (/** @type {string} */ why) => sentence(why),
  'event.ranAway': (/** @type {number} */ iteration) =>
    `The critic has run away: at iteration ${whole(iteration)} its loss is no longer a finite number. Reset begins again.`,

  // Latent
  'latent.tab': 'Latent',
  'latent.sliceTitle': 'A slice of latent space',
  'latent.sliceNote':
    'Drag the handle, or move it with the arrow keys. Nearby latents make similar digits. It works while the run trains, too.',
  'latent.pad': 'Handle in a slice of latent space',
  'latent.across': 'Across',
  'latent.up': 'Up',
  'latent.at': (/** @type {string} */ x, /** @type {string} */ y) => `across ${x}, up ${y}`,
  'latent.digit': 'The digit at the handle',
  'latent.slice': 'Slice',
  'latent.another': 'Another slice',
  'latent.pathTitle': 'From one digit to another',
  'latent.pathNote':
    'Choose two cells of the sample grid, counted along its rows. The strip shows the digits between their latents.',
  'latent.from': 'From cell',
  'latent.to': 'to cell',
  'latent.noCell': (/** @type {string} */ text, /** @type {number} */ most) =>
    `The cell is ${text || 'empty'}, but must be a whole number from 1 to ${most}.`,
  'latent.strip': (
    /** @type {number} */ count,
    /** @type {number} */ from,
    /** @type {number} */ to,
  ) => `${count} digits on the way from cell ${from} to cell ${to} of the sample grid`,
  'latent.along': 'Along the strip',
  'latent.percent': (/** @type {number} */ part) => `${part}% of the way`,
  'latent.pathDigit': 'The digit at the slider',

  // Keep
  'keep.tab': 'Keep',
  'keep.files': 'In a file',
  'keep.filesNote':
    'A checkpoint is the whole run: both networks, the optimiser, the settings. Loaded here or on another machine, the run goes on from there. A file can also be dropped on the lab.',
  'keep.save': 'Save checkpoint',
  'keep.load': 'Load checkpoint…',
  'keep.curves': 'Save curves (CSV)',
  'keep.saved': (/** @type {string} */ name) => `Saved as ${name}.`,
  'keep.drop': 'Drop a checkpoint to go on with it here',
  'keep.refused': (/** @type {string} */ name, /** @type {string} */ why) =>
    `${name} was not loaded: ${sentence(why)}`,
  'keep.tooLarge': (
    /** @type {string} */ name,
    /** @type {string} */ megabytes,
    /** @type {string} */ most,
  ) => `${name} was not loaded: it has ${megabytes} MB, but a checkpoint has at most ${most} MB.`,
  'keep.browser': 'In this browser',
  'keep.waiting': '',
  'keep.none':
    'The newest checkpoint is kept here while it trains and at each pause, so that you can resume after leaving the page.',
  'keep.kept': (/** @type {number} */ iteration, /** @type {number} */ saved) =>
    `Kept here: iteration ${whole(iteration)}, ${moment(saved)}.`,
  'keep.offered': (/** @type {number} */ iteration, /** @type {number} */ saved) =>
    `You left off at iteration ${whole(iteration)}, ${moment(saved)}. It stays kept until you choose, or until this run gets further.`,
  'keep.forgotten': 'Forgotten. Nothing more is kept until the page is opened again.',
  'keep.denied':
    'The browser does not let this page keep anything, so the run ends when the page is closed. It can still be saved to a file.',
  'keep.full': (/** @type {string} */ why) =>
    `The browser has no room for the checkpoint: ${sentence(why)}`,
  'keep.resume': 'Resume where you left off',
  'keep.resumeAt': (/** @type {number} */ iteration) => `Resume at iteration ${whole(iteration)}`,
  'keep.forget': 'Forget',

  // Quality
  'judge.judge': 'Judge these digits',
  'judge.judging': (/** @type {number} */ count) => `Judging ${whole(count)} digits…`,
  'judge.judged': (/** @type {number} */ iteration) => `Judged at iteration ${whole(iteration)}.`,
  'judge.table': (/** @type {number} */ count) =>
    `How good ${whole(count)} generated digits are, and as many real ones`,
  'judge.fake': 'generated',
  'judge.real': 'real',
  'judge.frechet': 'Fréchet distance',
  'judge.score': 'classifier score',
  'judge.coverage': 'classes covered',
  'judge.of': (/** @type {number} */ count, /** @type {number} */ of) => `${count} of ${of}`,

  // The grid, its timeline, a digit opened.
  'grid.cells': 'Digits. Arrow keys move between them, Enter opens one.',
  'grid.cell': (
    /** @type {number} */ digit,
    /** @type {number} */ row,
    /** @type {number} */ column,
  ) => `digit ${digit}, row ${row}, column ${column}`,
  'grid.pastText': (/** @type {string} */ text) => `Back in the run. ${text}`,
  'grid.png': 'Save PNG',
  'grid.pngTitle': 'Save what the grid shows as a picture',
  'reals.show': 'Real digits',
  'reals.caption': 'Real digits, for comparison',
  'reals.empty': 'Real digits, not there yet.',
  'reals.text': (/** @type {number[]} */ labels) =>
    `Sixteen real digits in two rows: ${labels.join(', ')}.`,
  'timeline.label': 'Timeline of the run',
  'timeline.play': 'Play growth',
  'timeline.stop': 'Stop',
  'timeline.live': 'Live',
  'timeline.now': (/** @type {number} */ iteration) => `Iteration ${whole(iteration)}, live`,
  'timeline.past': (/** @type {number} */ iteration, /** @type {number} */ now) =>
    `Iteration ${whole(iteration)} of ${whole(now)}`,
  'timeline.size': (
    /** @type {number} */ count,
    /** @type {string} */ megabytes,
    /** @type {string} */ budget,
  ) => `${count === 1 ? '1 snapshot' : `${whole(count)} snapshots`}, ${megabytes} of ${budget} MB`,
  'opened.hint': 'Choose a digit to see it large, its score, and the real digit nearest to it.',
  'opened.fake': 'Generated digit',
  'opened.real': 'Nearest real digit',
  'opened.score': 'critic’s score',
  'opened.label': 'label',
  'opened.distance': 'distance',
  'opened.close': 'Close',
  'opened.from': 'Path from here',
  'opened.to': 'Path to here',
  'opened.pathTitle': 'The path from one digit to another is under “Latent”',
  'opened.note': (/** @type {number} */ iteration) =>
    `Scores are those of the critic at iteration ${whole(iteration)}. The distance is Euclidean, over pixels from 0 to 1.`,
  'opened.fakeText': (/** @type {number} */ iteration) =>
    `A digit of the generator after ${whole(iteration)} iterations.`,
  'opened.realText': (/** @type {number} */ label) => `A real ${label}.`,
  'opened.said': (
    /** @type {string} */ cell,
    /** @type {string} */ score,
    /** @type {number} */ label,
    /** @type {string} */ distance,
    /** @type {string} */ realScore,
  ) =>
    `The critic scores ${cell} at ${score}. The nearest real digit is a ${label}, at distance ${distance}; its score is ${realScore}.`,

  // Controls, settings, presets.
  'half.critic': 'Critic step',
  'half.criticTitle': 'One step of the critic, then pause',
  'half.generator': 'Generator step',
  'half.generatorTitle': 'One step of the generator, then pause',
  'state.half': (
    /** @type {'critic' | 'generator'} */ half,
    /** @type {number} */ step,
    /** @type {number} */ of,
  ) =>
    half === 'critic'
      ? `Paused after critic step ${step} of ${of}.`
      : 'Paused after the generator step.',
  'speed.label': 'Speed',
  'speed.title': 'From slow motion, one half-step at a time, to flat out',
  'speed.slowest': 'slow motion',
  'speed.slow': 'slow',
  'speed.steady': 'steady',
  'speed.brisk': 'brisk',
  'speed.flatOut': 'flat out',

  'settings.tab': 'Settings',
  'settings.later': 'Settings are shown here once the training code is loaded.',
  'settings.networks': 'Networks',
  'settings.constraint': 'What holds the critic',
  'settings.learning': 'Learning',
  'settings.adam': 'More about the optimiser',
  'settings.restartTag': 'restart to apply',
  'settings.waitsTag': 'waits for a restart',
  'settings.restart': 'Restart with these settings',
  'settings.discard': 'Discard',
  'settings.none':
    'Where the run allows it, a change takes effect at once and is marked on the chart. The rest waits for a restart.',
  'settings.waiting': (/** @type {string[]} */ changes) =>
    `Waiting for a restart: ${changes.join(', ')}.`,
  'field.architecture.kind': 'architecture',
  'field.architecture.generatorHidden': 'generator’s hidden widths',
  'field.architecture.criticHidden': 'critic’s hidden widths',
  'field.architecture.normalisation': 'normalisation',
  'field.architecture.initialisation': 'initial weights',
  'field.architecture.generatorChannels': 'generator’s channels',
  'field.architecture.criticChannels': 'critic’s channels',
  'field.architecture.channels': 'channels',
  'field.latent': 'numbers in a latent',
  'field.batch': 'batch size',
  'field.constraint.kind': 'constraint',
  'field.constraint.pairs': 'pairs',
  'field.constraint.form': 'form',
  'field.constraint.sides': 'slopes penalised',
  'field.constraint.lambda': 'λ',
  'field.constraint.step': 'length of a pair',
  'field.constraint.share': 'share of the pairs',
  'field.constraint.bound': 'clip value c',
  'field.nCritic': 'critic steps per iteration',
  'field.order': 'order of steps',
  'field.criticAdam.rate': 'critic’s learning rate',
  'field.criticAdam.beta1': 'critic’s β₁',
  'field.criticAdam.beta2': 'critic’s β₂',
  'field.criticAdam.epsilon': 'critic’s ε',
  'field.generatorAdam.rate': 'generator’s learning rate',
  'field.generatorAdam.beta1': 'generator’s β₁',
  'field.generatorAdam.beta2': 'generator’s β₂',
  'field.generatorAdam.epsilon': 'generator’s ε',
  'field.averaging': 'averaged generator',
  'field.averaging.decay': 'decay of the average',
  'field.averaging.from': 'averaged from iteration',
  'option.on': 'on',
  'option.off': 'off',
  'option.mlp': 'fully connected',
  'option.conv': 'convolutional',
  'option.article': 'the notebook’s',
  'option.batch': 'per batch',
  'option.group': 'per group',
  'option.layer': 'per sample',
  'option.pixel': 'per pixel',
  'option.none': 'none',
  'option.he': 'He’s scale',
  'option.glorot': 'Glorot’s scale',
  'option.narrow': 'narrow',
  'option.slopePenalty': 'slope penalty',
  'option.gradientPenalty': 'gradient penalty',
  'option.weightClipping': 'weight clipping',
  'option.spectralNorm': 'spectral normalisation',
  'option.bounded': 'bounded critic',
  'option.realReal': 'two digits',
  'option.realFake': 'a digit and a fake',
  'option.pooled': 'any two of both',
  'option.segment': 'two points on a segment',
  'option.adversarial': 'adversarial',
  'option.difference': 'difference',
  'option.quotient': 'quotient',
  'option.one': 'above 1',
  'option.two': 'above and below 1',
  'option.criticFirst': 'critic first',
  'option.sharedFakes': 'fakes shared',
  'option.generatorFirst': 'generator first',

  'presets.tab': 'Presets',
  'presets.article': 'The article',
  'presets.held': 'Other constraints',
  'presets.lesson': 'Lessons',
  'presets.changed': 'You have changed its settings. Choose it again to start over without them.',
  'presets.slow': 'Made for a GPU: on a processor its iterations are slow.',
  'preset.article': 'The article’s penalty',
  'preset.wide': 'Wider networks',
  'preset.notebook': 'The notebook',
  'preset.clipping': 'Weight clipping',
  'preset.gradient-penalty': 'Gradient penalty',
  'preset.spectral': 'Spectral normalisation',
  'preset.unconstrained': 'No constraint',
  'preset.clip-large': 'Clip too large',
  'preset.clip-small': 'Clip too small',
  'preset.one-critic-step': 'One critic step',
  'preset.five-critic-steps': 'Five critic steps',
  'preset.strong-penalty': 'λ → ∞',
  'preset.data-pairs': 'Pairs of digits only',
  'preset.bounded': 'Bounded critic',
  'preset.mode-collapse': 'Mode collapse',
  'look.article':
    'The article’s penalty, on pairs that hold: two points a short step apart, in the direction in which the critic is steepest. That choice of pairs is ours. Watch digits form, while the critic’s slopes stand at about 1.',
  'look.wide':
    'The same with more in each iteration: larger batches, wider networks. Watch the same things: digits form, and the critic’s slopes stand at about 1.',
  'look.notebook':
    'The article’s notebook as it was published, and slow. What holds its critic up is a tiny learning rate, a hundredth of its generator’s, and not its penalty: that looks at pairs of digits alone, and lets go between digits and fakes. “Pairs of digits only” shows what happens when the critic learns faster.',
  'look.clipping':
    'The constraint and the rates of the Wasserstein GAN paper, with Adam for its RMSprop, and slow: after each step every weight of the critic is cut to between −c and c. Watch the histogram of the weights, which ends at ±c.',
  'look.gradient-penalty':
    'The penalty of WGAN-GP on the default’s networks: the length of the critic’s input gradient is drawn to 1. Watch digits form, with slopes at about 1.',
  'look.spectral':
    'No penalty: each layer of the critic is divided by the most that it can stretch anything. Watch digits form, with slopes at about 1 or below.',
  'look.unconstrained':
    'Nothing holds the critic. Watch its gap: from iteration 100 on it is more than ten times the exact distance, and it goes on growing. The generator is slow, so that the critic can be seen by itself.',
  'look.clip-large':
    'Weights are clipped at c = 0.3, too loosely. From iteration 100 on the gap is more than ten times the exact distance. Watch the weights: at first none is at ±c, at iteration 300 most are. No digits form.',
  'look.clip-small':
    'Weights are clipped at c = 0.0001, too tightly. Watch them pile up at ±c within 100 iterations. Slopes are below a millionth, so that the generator is told almost nothing, and no digits form.',
  'look.one-critic-step':
    'One critic step an iteration, with weights clipped at c = 0.03: the critic lags behind its generator. Its gap and, at iteration 300, its share of the exact distance are smaller than with five steps. Compare the next preset.',
  'look.five-critic-steps':
    'The same with five critic steps an iteration: nearer to the best critic that the clip allows, so that the gap is larger than with one. Slow motion shows each of the five.',
  'look.strong-penalty':
    'λ is a million, for infinity. The critic minds the penalty alone: in most iterations its gap is below 0, where its critic distance is 0, and digits come several times worse than with λ = 10.',
  'look.data-pairs':
    'The published penalty, on pairs of digits alone. It holds the critic where digits are, and lets go between digits and fakes: slopes there pass 10, and the gap ten times the exact distance.',
  'look.bounded':
    'The critic’s scores are held between −1 and 1, and its slopes are free. Its gap is never above 2, and stands at 2 from iteration 100 on: it tells digits and fakes apart, but no longer how far apart they are.',
  'look.mode-collapse':
    'A critic twenty times slower than the default’s, under a faster generator, whose fakes all go where it points. Watch the grid: from iteration 100 on all fakes are nearly one picture, of few classes.',

  // Charts: curves, slopes, quality, weights.
  'word.criticDistance': 'critic distance',
  'word.exactDistance': 'exact distance',
  'word.frechet': 'Fréchet distance',
  'chart.floor': 'between real digits',
  'curves.smoothing': 'Smoothing',
  'curves.over': (/** @type {number} */ iterations) =>
    iterations === 1 ? 'none' : `over ${iterations}`,
  'curves.range': 'Iterations',
  'curves.all': 'all',
  'curves.last': (/** @type {number} */ count) => `last ${whole(count)}`,
  'curves.zoomed': 'zoomed',
  'curves.scale': 'Scale',
  'curves.linear': 'linear',
  'curves.log': 'log',
  'curves.logTitle':
    'Logarithmic where all values are positive, otherwise logarithmic on both sides of zero',
  'curves.note': 'Drag to zoom, double-click to see all. Keyboard: arrows, + and −, Escape.',
  'curves.readOut': 'Read-out of the chart',
  'slopes.tab': 'Slopes',
  'slopes.heading': 'How steep the critic is',
  'slopes.table': 'The latest values of the slope chart',
  'slopes.pairs': 'trained pairs',
  'slopes.mean': 'mean slope',
  'slopes.largest': 'largest slope',
  'slopes.violations': 'share above 1',
  'slopes.target': 'slope 1',
  'quality.tab': 'Quality',
  'quality.heading': 'How good the digits are',
  'quality.table': 'The latest values of the quality chart',
  'quality.coverage': 'classes covered',
  'quality.real': (/** @type {string} */ value) => `real digits: ${value}`,
  'quality.realClasses': (/** @type {number} */ count) => `real digits: ${count} classes`,
  'weights.tab': 'Weights',
  'weights.heading': 'How the critic’s weights are spread',
  'weights.table': 'Weights of the critic by size',
  'weights.from': 'from',
  'weights.to': 'to',
  'weights.share': 'share',
  'weights.empty': 'Nothing has been measured yet.',
  'weights.clipped': (
    /** @type {string} */ share,
    /** @type {number} */ count,
    /** @type {string} */ bound,
  ) => `${share} of ${whole(count)} weights are at ±c = ±${bound}.`,
  'weights.free': (/** @type {number} */ count) => `${whole(count)} weights, none of them clipped.`,
};

/** @typedef {typeof en} Table */
/** @typedef {keyof Table} Key */

export default en;
