// The elements of the package as editors and types want them, of what they say of themselves and the guide says of them.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { FIGURES } from './bundle.mjs';
import { GUIDE } from './guide.mjs';

/**
 * @typedef {object} Attribute
 * @property {string} name
 * @property {string} allowed in words
 * @property {unknown} fallback
 * @property {readonly string[]} [choices]
 */

/** @param {string} dist @param {string} path */
const load = (dist, path) => import(pathToFileURL(resolve(dist, path)).href);

/**
 * The figures' parameters, by tag. Their scripts can be imported without a browser.
 * @param {string} dist
 * @returns {Promise<Map<string, Attribute[]>>}
 */
export async function figureAttributes(dist) {
  const { allowed } = await load(dist, 'figures/kit/parameters.js');
  /** @type {Map<string, Attribute[]>} */
  const found = new Map();
  for (const tag of FIGURES) {
    const [constructor] = Object.values(await load(dist, `${tag}.js`));
    const parameters = Object.entries(constructor.parameters).map(([name, parameter]) => ({
      name,
      allowed: allowed(parameter),
      fallback: parameter.fallback,
      choices: parameter.choices,
    }));
    found.set(tag, parameters);
  }
  return found;
}

/** @typedef {import('../dist/pkg/cpu/earthmover_web.js').FieldReport} FieldReport */

/**
 * The fields of a configuration, as the CPU module tells of them.
 * @param {string} dist
 * @returns {Promise<FieldReport[]>}
 */
export async function configurationFields(dist) {
  const wasm = await load(dist, 'pkg/cpu/earthmover_web.js');
  wasm.initSync({ module: readFileSync(join(dist, 'pkg/cpu/earthmover_web_bg.wasm')) });
  return wasm.fields();
}

/** As a type: what text, and what value, an attribute may have. @param {Attribute} attribute */
function typeOf({ fallback, choices }) {
  if (choices) return choices.map((choice) => `'${choice}'`).join(' | ');
  if (typeof fallback === 'boolean') return "boolean | '' | 'true' | 'false'";
  if (Array.isArray(fallback)) return 'string | readonly number[]';
  return 'number | `${number}`';
}

/** As a type: what the property of an attribute is. @param {Attribute} attribute */
function valueOf({ fallback, choices }) {
  if (choices) return choices.map((choice) => `'${choice}'`).join(' | ');
  return Array.isArray(fallback) ? 'number[]' : typeof fallback;
}

const COMMON = `/** What every figure has. */
interface Common {
  /** As the page around it, light, or dark. */
  theme?: 'auto' | 'light' | 'dark';
  lang?: string;
  /** Where the files of the package lie. */
  base?: string;
  /** \`near\`: nothing is fetched before the reader is near; \`eager\`: at once. */
  loading?: 'near' | 'eager';
}`;

/**
 * The types of the figures' attributes.
 * @param {string} dist
 */
export async function figureTypes(dist) {
  const found = await figureAttributes(dist);
  const figures = [...found].map(([tag, attributes]) => {
    const lines = attributes.map((one) => `    ${one.name.toLowerCase()}?: ${typeOf(one)};`);
    return `  '${tag}': Common & {\n${lines.join('\n')}${tag === 'em-watch' ? '\n    lab?: string;' : ''}\n  };`;
  });
  const elements = [...found].map(([tag, attributes]) => {
    const lines = attributes.map((one) => `      ${one.name}: ${valueOf(one)};`);
    return `    '${tag}': Figure & {\n${lines.join('\n')}\n    };`;
  });
  return `/** What every figure is, and what of each may be set. */

/** The event of a figure. It does not bubble: listen to the figure itself. */
export interface FigureEventMap {
  /** Something was set; \`detail\` has all that is set now. */
  statechange: CustomEvent<Record<string, Value>>;
}

type Value = number | string | boolean | number[];
type Events = Omit<HTMLElementEventMap, keyof FigureEventMap> & FigureEventMap;

export interface Figure extends HTMLElement {
  /** A copy of what is set. */
  readonly values: Record<string, Value>;
  /** Sets parameters by name. What is not allowed is left out with a warning. */
  set(patch: Record<string, unknown>): void;
  /** As it was at first. */
  reset(): void;
  addEventListener<Name extends keyof Events>(
    type: Name,
    listener: (this: Figure, event: Events[Name]) => unknown,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: boolean | AddEventListenerOptions,
  ): void;
  theme: 'auto' | 'light' | 'dark';
  loading: 'near' | 'eager';
  base: string;
}

/** The attributes of each figure. */
export interface FigureAttributes {
${figures.join('\n')}
}

${COMMON}

declare global {
  interface HTMLElementTagNameMap {
${elements.join('\n')}
  }
}
`;
}

/** The class of a figure, as its script exports it. @param {string} tag */
export const classOf = (tag) => `${tag[3].toUpperCase()}${tag.slice(4)}Figure`;

/** The types of a figure's script. @param {string} tag */
export const scriptTypes = (tag) => `import './figures.js';

/** The element \`<${tag}>\`, which importing this registers. */
export declare const ${classOf(tag)}: new () => HTMLElementTagNameMap['${tag}'];
`;

/** What the guide has under a title. @param {string} title with its marks */
function sectionOf(title) {
  const [, mark] = /^(#+) /.exec(title) ?? [];
  const [, after = ''] = readFileSync(GUIDE, 'utf8').split(`\n${title}\n`);
  return after.split(new RegExp(`\n#{1,${mark.length}} `))[0];
}

/** The last cell of each row of a section's tables, by what the first names. @param {string} title */
function said(title) {
  const section = sectionOf(title);
  const rows = [...section.matchAll(/^\| (`.*?) \|.*?([^|]+) \|$/gm)];
  return new Map(
    rows.flatMap(([, names, what]) =>
      [...names.matchAll(/`([\w-]+)/g)].map(([, name]) => [name, what.trim()]),
    ),
  );
}

/** What the guide says in its prose. */
const OWN = {
  address: 'It follows the address of the page, which wins.',
  base: 'Where the files of the package lie, for all labs and figures of the page.',
  lab: 'The id of the lab whose run it shows.',
  loading: 'near: nothing is fetched before the reader is near; eager: at once.',
};

const FIGURE_MEMBERS = [
  ['values', 'A copy of all that is set.'],
  ['set', 'Sets parameters by name; what is not allowed is left out with a warning.'],
  ['reset', 'As it was at first.'],
];

/** @param {string} tag */
const figureTitle = (tag) => `### \`<${tag}>\``;

/** @param {Map<string, string>} table */
const listOf = (table) => [...table].map(([name, description]) => ({ name, description }));

/**
 * `custom-elements.json`, by which editors know tags (github.com/webcomponents/custom-elements-manifest, 2.1).
 * @param {string} dist
 */
export async function customElements(dist) {
  const { KEYS } = await load(dist, 'run/settings.js');
  const attributes = said('## Attributes');
  const methods = said('## Methods and properties');
  const lab = {
    path: 'earth-mover.js',
    tag: 'earth-mover',
    name: 'EarthMover',
    description: 'A laboratory in which a reader trains a Wasserstein GAN in their own browser.',
    attributes: [
      ...Object.entries(KEYS).map(([name, { allowed, fallback }]) => ({
        name,
        type: { text: allowed },
        default: JSON.stringify(fallback),
        description: attributes.get(name),
      })),
      { name: 'address', type: { text: 'true or false' }, description: OWN.address },
      { name: 'base', type: { text: 'an address' }, description: OWN.base },
    ],
    members: listOf(methods).map((one) => ({ kind: 'field', ...one })),
    events: listOf(said('## Events')).map((one) => ({ type: { text: 'CustomEvent' }, ...one })),
    cssProperties: listOf(said('## Looks')).filter(({ name }) => name.startsWith('--')),
    cssParts: listOf(said('## Looks')).filter(({ name }) => !name.startsWith('--')),
    slots: listOf(said('## Slots')),
  };
  const common = [
    { name: 'theme', type: { text: 'auto, light, dark' }, description: attributes.get('theme') },
    { name: 'lang', type: { text: 'en, zh' }, description: attributes.get('lang') },
    { name: 'loading', type: { text: 'near, eager' }, description: OWN.loading },
    { name: 'base', type: { text: 'an address' }, description: OWN.base },
  ];
  const watched = [{ name: 'lab', type: { text: 'an id' }, description: OWN.lab }];
  const figures = [...(await figureAttributes(dist))].map(([tag, parameters]) => ({
    path: `${tag}.js`,
    tag,
    name: classOf(tag),
    description: sectionOf(figureTitle(tag)).trim().split('\n')[0],
    attributes: [
      ...parameters.map(({ name, allowed, fallback }) => ({
        name: name.toLowerCase(),
        type: { text: allowed },
        default: JSON.stringify(fallback),
        description: said(figureTitle(tag)).get(name.toLowerCase()),
      })),
      ...(tag === 'em-watch' ? watched : []),
      ...common,
    ],
    members: FIGURE_MEMBERS.map(([name, description]) => ({ kind: 'field', name, description })),
    slots: lab.slots,
    events: [
      { name: 'statechange', type: { text: 'CustomEvent' }, description: 'Something was set.' },
    ],
  }));
  return { schemaVersion: '2.1.0', modules: [lab, ...figures].map(moduleOf) };
}

/** @param {{ path: string, tag: string, name: string }} element */
function moduleOf({ path, tag, name, ...rest }) {
  const declaration = { name, module: path };
  return {
    kind: 'javascript-module',
    path,
    declarations: [{ kind: 'class', customElement: true, tagName: tag, name, ...rest }],
    exports: [
      { kind: 'js', name, declaration },
      { kind: 'custom-element-definition', name: tag, declaration },
    ],
  };
}
