// Fills the tables of docs/embedding.md with what the element of dist/ has, and keeps what is said of it there:
// node scripts/guide-tables.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launch } from './chromium.mjs';
import { configurationFields, figureAttributes } from './elements.mjs';
import { GUIDE } from './guide.mjs';
import { staticServer } from './serve.mjs';

/** The rows of each table, without what is said of them: the name comes first. @typedef {Record<string, string[][]>} Tables */

/** Parts of more than one instrument. */
const COMMON = ['button', 'select'];

/**
 * What a lab has: a small run is opened, and one of its digits, so that all parts are there.
 * @param {import('@playwright/test').Page} page
 * @param {string} embed the address of embed.html
 */
async function inspect(page, embed) {
  await page.goto(`${embed}#device=cpu&workers=1&config=batch:8`);
  const lab = page.locator('earth-mover');
  await page.waitForFunction(() => document.querySelector('earth-mover')?.iteration);
  await lab.getByRole('gridcell').first().click();
  await lab.locator('[data-control=close-digit]').waitFor();
  return lab.evaluate(async (root) => {
    const load = (/** @type {string} */ path) => import(new URL(path, location.href).href);
    const { KEYS } = await load('run/settings.js');
    /** @type {{ INSTRUMENTS: { name: string, place: string }[] }} */
    const { INSTRUMENTS } = await load('lab/instruments.js');
    const constructor = /** @type {typeof import('../www/earth-mover.js').EarthMover} */ (
      root.constructor
    );
    const shadow = /** @type {ShadowRoot} */ (root.shadowRoot);
    const partsIn = (/** @type {string} */ selector) => [
      ...new Set(Array.from(shadow.querySelectorAll(selector), ({ part }) => [...part]).flat()),
    ];
    const rules = shadow.adoptedStyleSheets.map(({ cssRules: [first] }) => first);
    const hosts = rules.map((rule) => /** @type {CSSStyleRule} */ (rule).style);
    const [host] = hosts.filter((style) => style?.getPropertyValue('--em-paper'));
    return {
      attributes: Object.entries(KEYS).map(([name, { allowed, fallback }]) => ({
        name,
        allowed: String(allowed),
        fallback: JSON.stringify(fallback),
      })),
      observed: [...constructor.observedAttributes],
      methods: Object.getOwnPropertyNames(constructor.prototype),
      instruments: INSTRUMENTS.map(({ name, place }) => ({
        name,
        place,
        parts: partsIn(`.instrument.${name} [part]`),
      })),
      properties: [...host]
        .filter((name) => name.startsWith('--'))
        .map((name) => ({ name, value: host.getPropertyValue(name).replace(/\s+/g, ' ') }))
        // As it is written in the sheet (ui/css.js).
        .map(({ name, value }) => ({
          name,
          value: value.replace(/calc\((\S+) \* var\(--rem\)\)/, '$1rem'),
        })),
      parts: partsIn('[part]'),
    };
  });
}

/** @typedef {Awaited<ReturnType<typeof inspectAll>>} Element */

/**
 * What a lab and the figures have.
 * @param {import('@playwright/test').Page} page
 * @param {string} embed the address of embed.html
 * @param {string} [dist] the folder that it is of
 */
export async function inspectAll(page, embed, dist = process.env.DIST ?? 'dist') {
  const figures = [...(await figureAttributes(dist))];
  return { ...(await inspect(page, embed)), figures, fields: await configurationFields(dist) };
}

/** @param {string} text */
const code = (text) => `\`${text}\``;
/** @param {string} allowed */
const values = (allowed) =>
  allowed.startsWith('one of ') ? allowed.slice(7).split(', ').map(code).join(', ') : allowed;

/** What a field may be. @param {import('./elements.mjs').FieldReport} field */
function rangeOf({ kind, options, least, most, leastExcluded, mostExcluded, step, mostLength }) {
  if (kind === 'choice') return options.map(code).join(', ');
  const from = leastExcluded ? `above ${least}` : `from ${least}`;
  const to = mostExcluded ? `below ${most}` : `to ${most}`;
  const multiple = (step ?? 1) > 1 ? `, a multiple of ${step}` : '';
  if (kind === 'wholes') return `1 to ${mostLength} whole numbers ${from} ${to}`;
  return `${kind === 'whole' ? 'a whole number' : 'a number'} ${from} ${to}${multiple}`;
}

/**
 * Rows of the table of a configuration: a field that several kinds have is one, with what it is at first in each.
 * @param {import('./elements.mjs').FieldReport[]} fields
 */
function fieldRows(fields) {
  const names = [...new Set(fields.map(({ name }) => name))];
  return names.map((name) => {
    const all = fields.filter((field) => field.name === name);
    const kinds = all.flatMap(({ of }) => (of ? [code(of)] : []));
    const first = [...new Set(all.map((field) => code(String(field.default))))];
    const ranges = [...new Set(all.map(rangeOf))];
    return [
      name,
      kinds.join(', ') || '–',
      ranges.join('; '),
      first.join(', '),
      all[0].live ? 'yes' : 'no',
    ];
  });
}

/** A row of a figure's table. @param {import('./elements.mjs').Attribute} attribute */
const told = ({ name, allowed, fallback }) => [
  name.toLowerCase(),
  values(allowed),
  code(String(fallback).replaceAll(',', ', ')),
];

/** @param {Element} element @returns {Tables} */
function tablesOf({ attributes, instruments, properties, parts, figures, fields }) {
  const inside = instruments.flatMap(({ name, parts }) => [name, ...parts]);
  return {
    attributes: attributes.map(({ name, allowed, fallback }) => {
      const isNone = ['null', '""'].includes(fallback);
      return [name, values(allowed), isNone ? '–' : code(fallback.replaceAll('"', ''))];
    }),
    instruments: instruments.map(({ name, place, parts }) => {
      const own = parts.filter((part) => !COMMON.includes(part));
      return [name, place, own.map(code).join(', ') || '–'];
    }),
    configuration: fieldRows(fields),
    ...Object.fromEntries(figures.map(([tag, parameters]) => [tag, parameters.map(told)])),
    properties: properties.map(({ name, value }) => {
      const [, light, dark] = /^light-dark\((.+), (.+)\)$/.exec(value) ?? [null, value, value];
      return [name, code(light), dark === light ? 'the same' : code(dark)];
    }),
    parts: parts
      .filter((name) => COMMON.includes(name) || !inside.includes(name))
      .map((name) => [name]),
  };
}

/** The cells of a line of a table. @param {string} line */
const cells = (line) =>
  line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());

/**
 * The guide with its tables as the element has them. What is not described, and what there is not, is an error.
 * @param {string} markdown
 * @param {Element} element
 */
export function withTables(markdown, element) {
  const tables = tablesOf(element);
  const missing = Object.keys(tables).filter(
    (name) => !markdown.includes(`<!-- table: ${name} -->`),
  );
  if (missing.length > 0) throw new Error(`${GUIDE} has no table of ${missing}`);
  return markdown.replace(
    /(<!-- table: ([\w-]+) -->\n(?:.*\n){2})((?:\|.*\n)*)/g,
    (_, head, table, body) => {
      const lines = /** @type {string} */ (body).trim().split('\n').map(cells);
      /** @type {Map<string, string>} */
      const said = new Map(lines.map((line) => [line[0].replaceAll('`', ''), line.at(-1) ?? '']));
      const names = tables[table].map(([name]) => name);
      const unsaid = names.filter((name) => !said.get(name));
      const gone = [...said.keys()].filter((name) => !names.includes(name));
      if (unsaid.length > 0) {
        throw new Error(`${GUIDE}: ${table} needs a row that ends with what it is: ${unsaid}`);
      }
      if (gone.length > 0) throw new Error(`${GUIDE}: ${table} has what there is not: ${gone}`);
      const rows = tables[table].map(([name, ...rest]) =>
        ['', code(name), ...rest, said.get(name), ''].join(' | ').trim(),
      );
      return `${head}${rows.join('\n')}\n`;
    },
  );
}

async function main() {
  const server = staticServer(process.env.DIST ?? 'dist');
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const browser = await launch(false);
  try {
    const page = await browser.newPage();
    const found = await inspectAll(page, `http://127.0.0.1:${port}/embed.html`);
    writeFileSync(GUIDE, withTables(readFileSync(GUIDE, 'utf8'), found));
  } finally {
    await browser.close();
    server.close();
    server.closeAllConnections();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
