/** What symbols stand for, in English: heard by those who go through them. */

export const en = {
  'symbol.P': 'P, the real distribution',
  'symbol.Q': 'Q, the fake distribution',
  'symbol.p': 'p, the density of P',
  'symbol.x1': 'x₁, where a grain of Q lies',
  'symbol.x2': 'x₂, where it goes, a point of P',
  'symbol.γ': 'γ, the plan',
  'symbol.c': 'c, the cost of a way',
  'symbol.W1': 'W₁, the exact distance',
  'symbol.σ': 'σ, the width of the blur',
  'symbol.f': 'f, the critic',
  'symbol.gap': 'gap, the difference of mean scores',
  'symbol.K': 'K, the steepest slope of f',
  'symbol.z': 'z, a latent',
  'symbol.g': 'g, the generator',
  'symbol.λ': 'λ, the weight of the penalty',
  'symbol.isLit': (/** @type {string} */ what) =>
    `${what}. Lit in the figure. Arrow keys go to other symbols.`,
};
