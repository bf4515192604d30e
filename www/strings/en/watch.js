/** What to watch for under each preset: two lines beside the menu of presets, whose texts (presets.js) say more. */

const watch = {
  'watch.article':
    'digits form, while the critic’s slopes stand at about 1. The penalty is the article’s, its pairs are ours.',
  'watch.wide': 'digits form, while the critic’s slopes stand at about 1, in fewer iterations.',
  'watch.notebook':
    'how slowly the slopes between digits and fakes grow: a tiny learning rate holds the critic, not the penalty.',
  'watch.clipping':
    'the weights pile up at ±c: at iteration 5 none of them is there, at 40 most are.',
  'watch.gradient-penalty': 'digits form, while the critic’s slopes stand at about 1.',
  'watch.spectral': 'digits form without a penalty, with slopes at about 1 or below.',
  'watch.unconstrained':
    'the gap: from iteration 100 on it is more than ten times the exact distance, and it goes on growing.',
  'watch.clip-large':
    'the weights: at first none is at ±c, at iteration 300 most are. The gap runs away, and no digits form.',
  'watch.clip-small':
    'all weights pile up at ±c within 100 iterations. Slopes are below a millionth, and no digits form.',
  'watch.one-critic-step':
    'the critic lags behind: its gap and its critic distance are smaller than with five steps.',
  'watch.five-critic-steps':
    'the gap and the critic distance are larger than with one step. Slow motion shows each of the five.',
  'watch.strong-penalty':
    'the critic minds the penalty alone: in most iterations its gap is below 0, and digits hardly form.',
  'watch.data-pairs':
    'slopes between digits and fakes pass 10, and the gap ten times the exact distance.',
  'watch.bounded':
    'the gap stands at 2 from iteration 100 on, however far digits and fakes are from each other.',
  'watch.mode-collapse':
    'the grid: from iteration 100 on all fakes are nearly one picture, of few classes.',
};

export default watch;
