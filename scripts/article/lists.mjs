// The article's lists: of its sections, and of what it cites.
import { escapeText } from './template.mjs';

/** @param {{ id: string, title: string }[]} headings */
export const contents = (headings) =>
  headings.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`).join('\n');

/**
 * @param {string[]} cited
 * @param {import('./sources.mjs').Sources} sources
 */
export const referenceList = (cited, { references }) =>
  cited
    .map((key) => {
      const { authors, year, title, where, url } = references.take(key);
      const name = `<cite lang="en">${escapeText(title)}</cite>`;
      const linked = url ? `<a href="${url}">${name}</a>` : name;
      return `<li id="ref-${key}">${escapeText(authors)} (${year}). ${linked}. ${escapeText(where)}.</li>`;
    })
    .join('\n');
