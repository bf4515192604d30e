/** The guide for authors, and the examples in it. */

import { readFileSync } from 'node:fs';
import { GUIDE } from '../../scripts/guide.mjs';

export const text = readFileSync(GUIDE, 'utf8');

/** All examples in a language. @param {string} language */
export const examples = (language) =>
  [...text.matchAll(/^```(\w+)\n([^]*?)^```$/gm)]
    .filter(([, name]) => name === language)
    .map(([, , code]) => code);

/**
 * An example, as a reader copies it.
 * @param {string} language
 * @param {string} start how it begins
 */
export function example(language, start) {
  const blocks = examples(language).filter((code) => code.startsWith(start));
  if (blocks.length === 1) return blocks[0];
  throw new Error(`${GUIDE} has ${blocks.length} ${language} that begin with ${start}`);
}

/**
 * What the first column of a section's table names, without what stands in brackets.
 * @param {string} title
 */
export function named(title) {
  const section = text.split(`\n## ${title}\n`)[1].split('\n## ')[0];
  const cells = [...section.matchAll(/^\| (`.*?) \|/gm)].map(([, cell]) => cell);
  const names = cells.flatMap((cell) => [...cell.matchAll(/`([\w-]+)/g)].map(([, name]) => name));
  return [...new Set(names)].sort();
}
