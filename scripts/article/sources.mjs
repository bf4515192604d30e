// What the article is made of, in one language: files, each asked for by name.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} path @returns {any} */
const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/**
 * A table that remembers what was taken from it.
 * @template T
 */
class Table {
  /**
   * @param {string} what it holds
   * @param {Record<string, T>} entries
   */
  constructor(what, entries) {
    this.what = what;
    this.entries = entries;
    /** @type {Set<string>} */
    this.taken = new Set();
  }

  /** @param {string} name @returns {T} */
  take(name) {
    if (!Object.hasOwn(this.entries, name)) {
      throw new Error(`${this.what}: there is no "${name}", only ${Object.keys(this.entries)}`);
    }
    this.taken.add(name);
    return this.entries[name];
  }

  checkUse() {
    const unused = Object.keys(this.entries).filter((name) => !this.taken.has(name));
    if (unused.length > 0) throw new Error(`${this.what}: nothing uses ${unused.join(', ')}`);
  }
}

/**
 * @typedef {object} Figure
 * @property {string} [tag] of its element; a still picture has none
 * @property {Record<string, string>} [attributes]
 * @property {string} [kind] a class of its frame
 * @property {Record<string, string>} [stills] its still pictures by name, each with the slot where it stays while the
 *   figure is open; where it has none, the one of its own name, which then goes
 */

/**
 * What a figure says in a language: one line below it, what its static picture shows, and what is missing where
 * there are no scripts.
 * @typedef {object} FigureText
 * @property {string} caption
 * @property {string} alt
 * @property {Record<string, string>} [alts] what others of its still pictures show
 * @property {string} missing
 */

/**
 * @typedef {object} Reference
 * @property {string} authors
 * @property {string} year
 * @property {string} title
 * @property {string} where
 * @property {string} [url]
 */

/**
 * @param {string} folder
 * @param {string} extension
 */
function filesOf(folder, extension) {
  const names = readdirSync(folder).filter((name) => name.endsWith(extension));
  return Object.fromEntries(
    names.map((name) => [
      name.slice(0, -extension.length),
      readFileSync(join(folder, name), 'utf8').trim(),
    ]),
  );
}

/**
 * @param {string} folder
 * @param {string} language
 */
export function openSources(folder, language) {
  const own = join(folder, language);
  if (!existsSync(own)) throw new Error(`${own}: there is no such folder`);
  /** @type {Record<string, string>} */
  const head = readJson(join(own, 'head.json'));
  const tables = {
    /** @type {Table<string>} */
    parts: new Table(own, filesOf(own, '.html')),
    /** @type {Table<string>} */
    formulas: new Table(join(folder, 'formulas'), filesOf(join(folder, 'formulas'), '.html')),
    /** @type {Table<string>} */
    spoken: new Table(join(own, 'formulas.json'), readJson(join(own, 'formulas.json'))),
    /** @type {Table<string>} */
    symbols: new Table(join(folder, 'symbols.json'), readJson(join(folder, 'symbols.json'))),
    /** @type {Table<Figure>} */
    figures: new Table(join(folder, 'figures.json'), readJson(join(folder, 'figures.json'))),
    /** @type {Table<FigureText>} */
    figureTexts: new Table(join(own, 'figures.json'), readJson(join(own, 'figures.json'))),
    /** @type {Table<Reference>} */
    references: new Table(
      join(folder, 'references.json'),
      readJson(join(folder, 'references.json')),
    ),
  };
  return {
    ...tables,
    folder: own,
    head,
    /** Nothing is there that the page does not show. */
    checkUse: () => Object.values(tables).forEach((table) => table.checkUse()),
  };
}

/** @typedef {ReturnType<typeof openSources>} Sources */
