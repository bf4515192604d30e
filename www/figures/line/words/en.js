/** The dual on the line, in English. */

/** @param {'real' | 'fake'} kind */
const hill = (kind) => (kind === 'real' ? 'real density p, a hill' : 'fake density q, its hill');

export const en = {
  'line.p': 'p, real',
  'line.q': 'q, fake',
  'line.f': 'critic f',
  'line.real': 'a hill of p, real',
  'line.fake': 'the hill of q, fake',
  'line.knot': (/** @type {string} */ x) => `critic f at ${x}`,
  'line.knotAt': (/** @type {string} */ x, /** @type {string} */ y) => `critic f at ${x}: ${y}`,
  'line.peakAt': (
    /** @type {'real' | 'fake'} */ kind,
    /** @type {string} */ mean,
    /** @type {string} */ width,
  ) => `${hill(kind)}: mean ${mean}, width ${width}`,
  'line.slope': (/** @type {number} */ slope) => `slope ${slope}`,
  'line.hint':
    'Drag the round points to shape f, and the hills by their square tops: sideways to move, up to narrow.',
  'line.gap': 'gap of your f',
  'line.distance': 'exact distance',
  'line.hidden': 'hidden',
  'line.share': (/** @type {string} */ share) => `· you have ${share}`,
  'line.bracket': (/** @type {string} */ gap) => `gap ${gap}`,
  'line.reveal': 'I can do no better',
  'line.steepest': 'Steepest slope of f:',
  'line.held': 'f is 1-Lipschitz, so its gap counts: the distance is at least this.',
  'line.best': 'f is as good as any: its gap is the exact distance.',
  'line.broken': 'f is not 1-Lipschitz: this gap proves nothing.',
  'line.snap': 'Snap to the best f',
  'line.stretch': 'Stretch f × 2',
  'line.describe': (
    /** @type {{ p: string[], q: string, gap: string, distance: string | null, steepest: string, verdict: string }} */ {
      p,
      q,
      gap,
      distance,
      steepest,
      verdict,
    },
  ) =>
    `On a line from −1 to 1, the real density p has hills at ${p.join(' and ')}, the fake density q one at ${q}. ` +
    `The critic f drawn above them has a gap of ${gap}; the exact distance is ${distance ?? 'hidden until you can do no better'}. Its steepest slope is ${steepest}. ${verdict}`,
};
