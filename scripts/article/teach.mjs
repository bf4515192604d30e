// The page for teachers in one language: a source with a title, a lead, sections of an <h2> each, and
//   {{route 45}}  {{minutes 5}}  $symbol$
// Links that begin with "./#" open the article with a figure or the lab as they say.
import { withSymbols } from './symbols.mjs';
import { fill } from './template.mjs';

/** The article's tab: the next stop of a lesson finds the lab's run as the last has left it. */
const TAB = 'earthmover';
const STATE = /href="\.\/#([^"]*)"/g;

/** @param {string} text with marks of HTML in it */
const plain = (text) => text.replaceAll('&amp;', '&');

/** Where a source leads in the article, each place once. @param {string} source */
export const statesOf = (source) => [
  ...new Set(Array.from(source.matchAll(STATE), ([, hash]) => plain(hash))),
];

/**
 * What must be the same in every language, in order.
 * @param {string} source
 */
export const structureOf = (source) =>
  Array.from(
    source.matchAll(/\{\{[^}]*\}\}|\sid="[^"]*"|href="[^"]*"|<summary>|<h[123]|<li>|<p\b/g),
    ([part]) => part.trim(),
  );

/**
 * A route is as long as its stops together.
 * @param {string} source
 * @param {string} where
 */
export function checkMinutes(source, where) {
  const [, ...routes] = source.split(/\{\{route /);
  for (const route of routes) {
    const wanted = Number.parseInt(route, 10);
    const list = route.slice(0, route.indexOf('</ol>'));
    const stops = Array.from(list.matchAll(/\{\{minutes (\d+)\}\}/g), ([, minutes]) => +minutes);
    const whole = stops.reduce((sum, minutes) => sum + minutes, 0);
    if (whole !== wanted) {
      throw new Error(`${where}: the route of ${wanted} minutes has stops of ${whole}`);
    }
    if (stops.length !== list.split('<li>').length - 1) {
      throw new Error(`${where}: a stop of the route of ${wanted} minutes says no minutes`);
    }
  }
}

/**
 * @param {string} tag of the language
 * @param {'short' | 'long'} unitDisplay
 */
const minutesIn = (tag, unitDisplay) => {
  const format = new Intl.NumberFormat(tag, { style: 'unit', unit: 'minute', unitDisplay });
  // Chinese has none between the two, where the article has a space.
  return (/** @type {string} */ count) =>
    format.format(Number(count)).replace(/\d(?=\p{L})/u, '$& ');
};

/**
 * @param {string} source
 * @param {string} where it stands, for the reader of an error
 * @param {string} tag
 * @param {(name: string) => string} symbol in MathML
 */
export function teachParts(source, where, tag, symbol) {
  checkMinutes(source, where);
  const [short, long] = [minutesIn(tag, 'short'), minutesIn(tag, 'long')];
  const filled = fill(source, where, {
    route: (minutes) => `<h3 id="route-${minutes}">${long(minutes)}</h3>`,
    minutes: (minutes) => `<span class="minutes">${short(minutes)}</span>`,
  });
  const html = withSymbols(filled, symbol).replace(STATE, (href) => `${href} target="${TAB}"`);
  const [heading, ...rest] = html.split(/(?=<h2 )/);
  const [, title] = /<h1>([^]*?)<\/h1>/.exec(heading) ?? [];
  const [, lead] = /<p class="lead">([^]*?)<\/p>/.exec(heading) ?? [];
  if (!title || !lead) throw new Error(`${where} does not begin with an <h1> and a lead`);
  /** @type {{ id: string, title: string }[]} */
  const headings = [];
  const sections = rest.map((section) => {
    const [, id, name] = /^<h2 id="([^"]*)">([^]*?)<\/h2>/.exec(section) ?? [];
    headings.push({ id, title: name });
    const after = section.slice(section.indexOf('</h2>') + 5);
    const named = `<h2 id="${id}-title"><a href="#${id}">${name}</a></h2>`;
    return `<section id="${id}" aria-labelledby="${id}-title">\n${named}${after}</section>`;
  });
  const description = lead.replace(/\s+/g, ' ').trim();
  return { title, description, heading, headings, sections: sections.join('\n') };
}
