// From the prose as it is written to HTML: formulas, symbols, figures, citations, notes, links that set a figure.
//   {{formula name}}  {{figure name}}  {{cite name name}}  {{note}}…{{/note}} within a paragraph  $symbol$  {{base}}
import { checkNames, withNamedWords, withNames } from './named.mjs';
import { withSymbols } from './symbols.mjs';
import { escapeText, fill } from './template.mjs';

const SET_LINK = /<a class="set" href="#([^"?]*)\?([^"]*)"/g;

export class Prose {
  /** What it has, in order: what must be the same in every language. @type {string[]} */
  structure = [];
  /** @type {{ id: string, title: string }[]} */
  headings = [];
  /** Names of references, the first cited first. @type {string[]} */
  cited = [];
  /** By figure, what links set. @type {Map<string, Set<string>>} @private */
  places = new Map();
  /** @private */
  notes = 0;

  /**
   * @param {import('./sources.mjs').Sources} sources
   * @param {import('./pictures.mjs').Pictures} pictures
   * @param {string} base from the page to the site's own folder
   */
  constructor(sources, pictures, base) {
    /** @private */
    this.sources = sources;
    /** @private */
    this.pictures = pictures;
    /** @private */
    this.base = base;
  }

  /** @param {string} id which is its file's name too */
  section(id) {
    const text = this.part(id);
    const [whole, title] = /^<h2>([^]*?)<\/h2>/.exec(text) ?? [];
    if (!whole) throw new Error(`${this.sources.folder}/${id}.html does not begin with an <h2>`);
    this.headings.push({ id, title });
    const heading = `<h2 id="${id}-title"><a href="#${id}">${title}</a></h2>`;
    return `<section id="${id}" aria-labelledby="${id}-title">\n${heading}${text.slice(whole.length)}\n</section>`;
  }

  /** @param {string} name */
  part(name) {
    this.structure.push(`part ${name}`);
    const where = `${this.sources.folder}/${name}.html`;
    const text = this.sources.parts.take(name);
    for (const [, id] of text.matchAll(/\sid="([^"]*)"/g)) this.structure.push(`id ${id}`);
    for (const [, figure, settings] of text.matchAll(SET_LINK)) this.addPlace(figure, settings);
    const noted = text.replace(/<p>[^]*?<\/p>/g, (paragraph) => this.withNotes(paragraph));
    const filled = fill(noted, where, {
      formula: (formula) => this.formula(formula),
      figure: (figure) => this.figure(figure),
      cite: (...keys) => this.citation(keys),
      base: this.base,
    });
    checkNames(filled, where);
    const take = (/** @type {string} */ symbol) => this.sources.symbols.take(symbol);
    return withNamedWords(withSymbols(filled, (symbol) => withNames(take(symbol), take)));
  }

  /**
   * Where a link that sets a figure leads without scripts: to the figure.
   * @param {string} html
   */
  withPlaces(html) {
    for (const figure of this.places.keys()) {
      if (!this.sources.figures.taken.has(figure)) {
        throw new Error(`${this.sources.folder}: a link sets "${figure}", which is no figure`);
      }
    }
    return html.replace(/<!-- places of (\S+) -->/g, (_, figure) =>
      [...(this.places.get(figure) ?? [])]
        .map((settings) => `<span class="place" id="${figure}?${settings}"></span>`)
        .join(''),
    );
  }

  /**
   * What a link sets, of this page or another.
   * @param {string} figure
   * @param {string} settings as they are written in HTML
   */
  addPlace(figure, settings) {
    this.structure.push(`link #${figure}?${settings}`);
    const places = this.places.get(figure) ?? new Set();
    this.places.set(figure, places.add(settings));
  }

  /** @private @param {string} paragraph */
  withNotes(paragraph) {
    let notes = '';
    const text = paragraph.replace(/\s*\{\{note\}\}([^]*?)\{\{\/note\}\}/g, (_, note) => {
      const number = (this.notes += 1);
      this.structure.push(`note ${number}`);
      const { noteMark, noteBack } = this.sources.head;
      notes += `\n<p class="note" id="note-${number}" role="note"><a href="#mark-${number}" aria-label="${noteBack} ${number}">${number}</a> ${note.trim()}</p>`;
      return `<sup class="mark" id="mark-${number}"><a href="#note-${number}" aria-label="${noteMark} ${number}">${number}</a></sup>`;
    });
    return text + notes;
  }

  /** @private @param {string} name */
  formula(name) {
    this.structure.push(`formula ${name}`);
    const label = escapeText(this.sources.spoken.take(name));
    const lines = withNames(this.sources.formulas.take(name), (symbol) =>
      this.sources.symbols.take(symbol),
    );
    const inside = fill(lines, `formula ${name}`, { gap: this.sources.head.gap });
    return `<div class="formula"><math display="block" aria-label="${label}">${inside}</math></div>`;
  }

  /** @private @param {string[]} keys */
  citation(keys) {
    this.structure.push(`cite ${keys.join(' ')}`);
    for (const key of keys) {
      this.sources.references.take(key);
      if (!this.cited.includes(key)) this.cited.push(key);
    }
    const numbers = keys.map((key) => this.cited.indexOf(key) + 1).sort((a, b) => a - b);
    const links = numbers.map((at) => `<a href="#ref-${this.cited[at - 1]}">${at}</a>`);
    return `<span class="cite">[${links.join(', ')}]</span>`;
  }

  /** @private @param {string} name */
  figure(name) {
    this.structure.push(`figure ${name}`);
    const { tag, kind = '', attributes = {}, stills } = this.sources.figures.take(name);
    const { caption, alt, alts = {}, missing } = this.sources.figureTexts.take(name);
    // One of the first screen is there at once.
    const isFirst = attributes.loading === 'eager';
    const found = Object.entries(stills ?? { [name]: '' }).map(([still, slot]) =>
      this.still(still, slot, alts[still] ?? alt, isFirst),
    );
    const shown = found.map((one) => one.shown).join('');
    const printed = found.map((one) => one.printed).join('');
    const more = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeText(value)}"`);
    if (!tag) {
      return `<figure id="fig-${name}" class="figure picture">${shown}${printed}<figcaption>${caption}</figcaption></figure>`;
    }
    return [
      `<figure id="fig-${name}" class="figure ${kind}"><!-- places of ${name} -->`,
      `<${tag} id="${name}"${more.join('')}>${shown}<p class="missing">${missing}</p></${tag}>${printed}`,
      `<figcaption>${caption}</figcaption></figure>`,
    ].join('\n');
  }

  /**
   * A still picture, and the one that is printed: scripts put something else in its place, which no printer can run.
   * @private
   * @param {string} name
   * @param {string} slot where it stays while the figure is open
   * @param {string} alt
   * @param {boolean} isFirst
   */
  still(name, slot, alt, isFirst) {
    const picture = this.pictures(name);
    if (!picture) return { shown: '', printed: '' };
    const folder = `${this.base}figures/static/`;
    const { file, dark, width, height } = picture;
    const size = `width="${width}" height="${height}"`;
    const loading = isFirst ? ' fetchpriority="high"' : ' loading="lazy"';
    const within = slot && ` slot="${slot}"`;
    return {
      shown: `<picture${within}><source media="(prefers-color-scheme: dark)" srcset="${folder}${dark}" /><img src="${folder}${file}" ${size}${loading} alt="${escapeText(alt)}" /></picture>`,
      printed: `<img class="printed" src="${folder}${file}" ${size} loading="lazy" alt="" />`,
    };
  }
}
