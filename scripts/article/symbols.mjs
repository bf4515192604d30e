// Symbols within a text: `$W1$` is what symbols.json has by that name.

/**
 * @param {string} text
 * @param {(name: string) => string} take what a symbol is in MathML
 */
export const withSymbols = (text, take) =>
  // No line begins with the mark that follows a symbol.
  text.replace(/\$([^$\s]+)\$([.,;:)，。；：）、]*)/g, (_, symbol, marks) => {
    const math = `<math>${take(symbol)}</math>`;
    return marks ? `<span class="together">${math}${marks}</span>` : math;
  });
