/** The presets, and what to look for in each. */

const presets = {
  'presets.label': 'Preset: ',
  'presets.own': (/** @type {string} */ name) => `${name}, changed`,
  'presets.watch': 'Watch: ',
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
    'The constraint and the rates of the Wasserstein GAN paper, with Adam for its RMSprop, and slow: after each step every weight of the critic is cut to between −c and c. Watch the histogram of the weights, which ends at ±c: at iteration 5 none of them is there, at 40 most are.',
  'look.gradient-penalty':
    'The penalty of WGAN-GP on the default’s networks: the length of the critic’s input gradient is drawn to 1. Watch digits form, with slopes at about 1.',
  'look.spectral':
    'No penalty: each layer of the critic is divided by the most that it can stretch anything. Watch digits form, with slopes at about 1 or below.',
  'look.unconstrained':
    'Nothing holds the critic. Watch its gap: from iteration 100 on it is more than ten times the exact distance, and it goes on growing. The generator is slow, so that the critic can be seen by itself.',
  'look.clip-large':
    'Weights are clipped at c = 0.3, too loosely. From iteration 100 on the gap is more than ten times the exact distance. Watch the weights: at first none is at ±c, at iteration 300 most are. No digits form.',
  'look.clip-small':
    'Weights are clipped at c = 0.0002, too tightly. Watch them pile up at ±c within 100 iterations. Slopes are below a millionth, so that the generator is told almost nothing, and no digits form.',
  'look.one-critic-step':
    'One critic step an iteration, with weights clipped at c = 0.03: the critic lags behind its generator. Its gap and, at iteration 300, its share of the exact distance are smaller than with five steps. Compare the next preset.',
  'look.five-critic-steps':
    'The same with five critic steps an iteration: nearer to the best critic that the clip allows, so that the gap is larger than with one. Slow motion shows each of the five.',
  'look.strong-penalty':
    'λ is a million, for infinity. The critic minds the penalty alone: in most iterations its gap is below 0, where its critic distance is 0, and at iteration 300 digits are six to eight times as far from real ones as with λ = 10, by their Fréchet distance.',
  'look.data-pairs':
    'The published penalty, on pairs of digits alone. It holds the critic where digits are, and lets go between digits and fakes: slopes there pass 10, and the gap ten times the exact distance.',
  'look.bounded':
    'The critic’s scores are held between −1 and 1, and its slopes are free. Its gap is never above 2, and stands at 2 from iteration 100 on: it tells digits and fakes apart, but no longer how far apart they are.',
  'look.mode-collapse':
    'A critic eighty times slower than the default’s, under a faster generator, whose fakes all go where it points. Watch the grid: from iteration 100 on all fakes are nearly one picture, of few classes.',
};

export default presets;
