// Which characters the page's own faces have: what its sentences and formulas are written in, and little more.

/** @param {string} first @param {string} last */
const from = (first, last) => {
  const [start, end] = [first, last].map((one) => Number(one.codePointAt(0)));
  return Array.from({ length: end - start + 1 }, (_, at) => String.fromCodePoint(start + at)).join(
    '',
  );
};

const ASCII = from(' ', '~');
const ACCENTED = 'áâäåçéèëíñóôöøúüß';
const MARKS = '–—‘’“”…•†′‖·°±×÷«»\u00a0\u2009\u202f';
const ARROWS = '←↑→↓';
const SIGNS = '−∞≤≥≈≠';
const SMALL = '₀₁₂₃₄₅₆₇₈₉²';
const GREEK = 'αβγδεθλμσ';

/** Of text, upright. */
export const TEXT = ASCII + ACCENTED + MARKS + ARROWS + SIGNS + SMALL + GREEK;

/** Of what is set in italics: titles and a stressed word. */
export const ITALIC = ASCII + ACCENTED + MARKS;

/** A letter by itself is a variable in MathML, and drawn as another character. ℎ is where the italic h would be. */
const VARIABLES = `${from('𝐴', '𝑔')}ℎ${from('𝑖', '𝑧')}${from('𝛼', '𝜔')}`;

/** Of formulas: variables, names of functions, numbers, signs, what is set as its own accent. */
export const FORMULAS = `${VARIABLES}${ASCII}${GREEK}‖·×∈∼∇∂∫∑∏√𝔼ℝ^ˆ\u0302${SIGNS}${ARROWS}`;
