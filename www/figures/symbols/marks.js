/**
 * Which figure has marks for which symbols of the text, by the names that article/symbols.json has for these: what is
 * pointed at in one is lit in the other. A figure adds one so:
 * 1. here, its name; it is marked in the formulas and the prose of the section by itself;
 * 2. in the figure, the words that stand beside it, made by `symbol(name, text)` (kit/symbols.js), what else is an
 *    element, with `data-marks`, and what is drawn of it on a canvas, as a mark of a `SymbolLayer`;
 * 3. what it is, in words, in symbols/words/, where no other figure has it.
 * A lab has its marks by itself (`data-marks` in lab/), for whatever lights them.
 */

/** By how figures are found. @type {Record<string, readonly string[]>} */
export const MARKS = {
  'em-clouds': ['P', 'Q', 'p', 'W1', 'σ'],
  'em-transport': ['x1', 'x2', 'γ', 'c', 'P', 'Q', 'p', 'W1'],
  'em-line': ['f', 'P', 'Q', 'gap', 'W1', 'K'],
  'em-plane': ['f', 'P', 'Q', 'gap', 'W1', 'K'],
  'em-game': ['z', 'g', 'f', 'P', 'Q', 'gap', 'W1'],
  'em-pairs': ['x1', 'x2', 'gap', 'W1', 'λ'],
  'em-watch': ['f', 'W1'],
  'em-guides': ['W1'],
  'em-truth': ['gap', 'W1'],
  // Of a lab of chosen instruments nobody knows here what it shows.
  'earth-mover:not([controls])': ['f', 'g', 'z', 'P', 'Q', 'gap', 'W1', 'K', 'λ'],
};

/** All of them, those of a figure each once. */
export const NAMES = [...new Set(Object.values(MARKS).flat())];
