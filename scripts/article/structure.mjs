// One article in several languages: the same parts, figures, formulas, notes, citations and links, in one order.

/**
 * @param {{ language: string, structure: string[], head: Record<string, string> }[]} pages
 */
export function compareStructures([first, ...others]) {
  for (const { language, structure, head } of others) {
    compare(`${first.language} and ${language}`, first.structure, structure);
    compare(
      `head.json of ${first.language} and ${language}`,
      Object.keys(first.head),
      Object.keys(head),
    );
  }
}

/**
 * @param {string} what
 * @param {string[]} one
 * @param {string[]} other
 */
function compare(what, one, other) {
  const length = Math.max(one.length, other.length);
  for (let at = 0; at < length; at++) {
    if (one[at] === other[at]) continue;
    const around = one.slice(Math.max(0, at - 2), at).join(', then ');
    throw new Error(
      `${what} differ: after ${around || 'the beginning'}, the one has ${one[at] ?? 'nothing more'}, the other ${other[at] ?? 'nothing more'}`,
    );
  }
}
