// Where the page waits on something that is not its own, or calls it and may be called back: found by the types of what is
// called, so that an interface that nobody has thought of is found too. tests/faults/places.js lists every such place and
// the fault that covers it: node scripts/waits.mjs fails on a place that it lacks, and on one that is gone.
// node scripts/waits.mjs --print: the places, as the list has them.
import { relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isCallExpression, isNewExpression, SyntaxKind } from 'typescript/unstable/ast';
import { API } from 'typescript/unstable/sync';

/** @typedef {import('typescript/unstable/sync').Checker} Checker */
/** @typedef {import('typescript/unstable/sync').Signature} Signature */
/** @typedef {import('typescript/unstable/ast').Node} Node */
/** @typedef {import('typescript/unstable/ast').Expression} Expression */
/** @typedef {{ file: string, api: string, times: number }} Place */

/** What is declared there is the browser's, or a module's that was built of Rust. */
const FOREIGN =
  /\/lib\.(dom|webworker)[^/]*\.d\.ts$|\/@types\/|\/@webgpu\/|\/dist\/pkg\/[^/]+\/[^/]+\.d\.ts$/i;
/** What comes later, or in parts, or says when it has come. */
const LATER = /^(Promise|PromiseLike|IDB\w*Request|IDBTransaction|ReadableStream|Worker)\b/;
/** Whose making begins something. */
const MAKERS =
  /^(Worker|SharedWorker|MessageChannel|BroadcastChannel|WebSocket|EventSource|FileReader|Image|\w*Observer|\w*Stream)$/;
/** Sent, and nobody says that it arrived. */
const SENT = /^(postMessage|write|send)$/;
/** By these the page itself counts time, and limits what it waits on. */
const CLOCKS = /^(setTimeout|setInterval|queueMicrotask)$/;
/** Called at once, and no more after that. */
const AT_ONCE = /(\.(forEach|map|filter|some|every|createPolicy)|removeEventListener)$/;
/** Told by the page's own elements. */
const OWN = /^(statechange|step|ready|progress|measure|point|earthmover-\w+)$/;
/** What a reader does, if the reader likes to: nothing is waited on. */
const HANDS =
  /^(click|dblclick|contextmenu|input|change|submit|focus|blur|focusin|focusout|scroll|resize|wheel|keydown|keyup|pointer\w+|mouse\w+|touch\w+|drag\w*|drop|toggle|select|beforeinput|hashchange)$/;

/** @param {string} path */
const isForeign = (path) => FOREIGN.test(path);

/** The name of what is called. @param {Expression} callee */
const nameOf = (callee) =>
  /** @type {{ name?: { text?: string }, text?: string }} */ (callee).name?.text ??
  /** @type {{ text?: string }} */ (callee).text ??
  '';

class Finder {
  /** @param {Checker} checker */
  constructor(checker) {
    this.checker = checker;
    /** @type {string[]} */
    this.found = [];
  }

  /** @param {Node} node */
  visit(node) {
    const api = this.waitOf(node);
    if (api) this.found.push(api);
    node.forEachChild((child) => this.visit(child));
  }

  /** @private @param {Node} node @returns {string | null} what is waited on there */
  waitOf(node) {
    if (isCallExpression(node)) return this.callOf(/** @type {any} */ (node));
    if (isNewExpression(node)) return this.makingOf(/** @type {any} */ (node));
    if (node.kind === SyntaxKind.BinaryExpression) return this.handlerOf(/** @type {any} */ (node));
    if (node.kind === SyntaxKind.PropertyAccessExpression) return this.promiseOf(node);
    return null;
  }

  /** @private @param {import('typescript/unstable/ast').CallExpression} node */
  callOf(node) {
    const { expression, arguments: args } = node;
    if (expression.kind === SyntaxKind.ImportKeyword) return 'import()';
    const name = nameOf(expression);
    const signature = this.checker.getResolvedSignature(node);
    if (/^(apply|call)$/.test(name))
      return this.passedOn(/** @type {any} */ (expression), signature);
    if (!signature?.declaration) return this.untyped(node, name);
    if (!isForeign(signature.declaration.path)) return null;
    const full = this.qualified(expression, name);
    if (CLOCKS.test(name) || AT_ONCE.test(full)) return null;
    if (name === 'addEventListener') return this.eventsOf(args[0]);
    if (SENT.test(name) || this.isLater(signature) || this.hasCallback(args)) return full;
    return null;
  }

  /** `request.apply(this, …)` @private @param {{ expression?: Expression }} callee @param {Signature | undefined} signature */
  passedOn({ expression }, signature) {
    // A function of ours that is named so has nothing before the dot.
    if (!expression) return null;
    const type = this.checker.getTypeAtLocation(expression);
    const [own] = type ? this.checker.getSignaturesOfType(type, 0) : [];
    const isWait = own?.declaration && isForeign(own.declaration.path) && signature;
    return isWait && this.isLater(signature) ? nameOf(expression) : null;
  }

  /** Of what has no types it is known only that it is waited on. @private @param {Node} node @param {string} name */
  untyped(node, name) {
    const { parent } = node;
    const isWaited =
      parent?.kind === SyntaxKind.AwaitExpression ||
      (parent?.kind === SyntaxKind.PropertyAccessExpression &&
        /^(then|catch|finally)$/.test(nameOf(/** @type {any} */ (parent))));
    return isWaited ? `${name || '[…]'} of any` : null;
  }

  /** @private @param {Expression} type of an event, as it is written */
  eventsOf(type) {
    const found = this.checker.getTypeAtLocation(type);
    const names = found ? (this.checker.typeToString(found).match(/[\w-]+/g) ?? []) : [];
    const waited = names.filter((name) => !HANDS.test(name) && !OWN.test(name));
    return waited.length > 0 ? `on ${waited.join(', ')}` : null;
  }

  /** @private @param {import('typescript/unstable/ast').NewExpression} node */
  makingOf({ expression }) {
    const name = nameOf(expression);
    return MAKERS.test(name) ? `new ${name}` : null;
  }

  /** `x.onmessage = …` @private @param {import('typescript/unstable/ast').BinaryExpression} node */
  handlerOf({ left, operatorToken }) {
    if (operatorToken.kind !== SyntaxKind.EqualsToken) return null;
    if (left.kind !== SyntaxKind.PropertyAccessExpression) return null;
    const name = nameOf(left);
    if (!/^on[a-z]+$/.test(name) || !this.isForeignMember(left)) return null;
    return this.qualified(left, name);
  }

  /** `device.lost`, `fonts.ready` @private @param {Node} node */
  promiseOf(node) {
    const type = this.checker.getTypeAtLocation(node);
    if (!type || !this.isForeignMember(node)) return null;
    if (!/^Promise(Like)?</.test(this.checker.typeToString(type))) return null;
    return this.qualified(
      /** @type {Expression} */ (node),
      nameOf(/** @type {Expression} */ (node)),
    );
  }

  /** @private @param {Node} node */
  isForeignMember(node) {
    const symbol = this.checker.getSymbolAtLocation(/** @type {any} */ (node).name ?? node);
    return Boolean(symbol?.declarations.some(({ path }) => isForeign(path)));
  }

  /** @private @param {Signature} signature */
  isLater(signature) {
    const type = this.checker.getReturnTypeOfSignature(signature);
    return type !== undefined && LATER.test(this.checker.typeToString(type));
  }

  /** @private @param {readonly Expression[]} args */
  hasCallback(args) {
    return args.some((arg) => {
      const type = this.checker.getTypeAtLocation(arg);
      return type !== undefined && this.checker.getSignaturesOfType(type, 0).length > 0;
    });
  }

  /** With the interface that has it. @private @param {Expression} callee @param {string} name */
  qualified(callee, name) {
    const symbol = this.checker.getSymbolAtLocation(/** @type {any} */ (callee).name ?? callee);
    const parent = symbol?.getParent()?.name;
    return parent && !/^(__global|globalThis|"|default)/.test(parent) ? `${parent}.${name}` : name;
  }
}

/**
 * The places of a project, each file and interface once, with how often it is there, in their order.
 * @param {string} folder with a tsconfig.json
 * @param {string} [under] the folder in it that is looked at
 * @returns {Place[]}
 */
export function placesOf(folder, under = 'www') {
  const root = resolve(folder);
  const api = new API({ cwd: root });
  try {
    const snapshot = api.updateSnapshot({ openProject: resolve(root, 'tsconfig.json') });
    const [{ program, checker }] = snapshot.getProjects();
    const files = program
      .getSourceFileNames()
      .map((name) => relative(root, name))
      .filter((name) => name.startsWith(`${under}/`) && /\.m?js$/.test(name))
      .sort();
    return files.flatMap((file) => {
      const finder = new Finder(checker);
      program.getSourceFile(resolve(root, file))?.forEachChild((node) => finder.visit(node));
      const { found } = finder;
      const times = (/** @type {string} */ one) => found.filter((other) => other === one).length;
      return [...new Set(found)].sort().map((one) => ({ file, api: one, times: times(one) }));
    });
  } finally {
    api.close();
  }
}

/**
 * What a list lacks, and what of it is gone, in sentences.
 * @param {readonly Place[]} places
 * @param {readonly Place[]} listed
 * @returns {string[]}
 */
export function complaints(places, listed) {
  const byName = (/** @type {readonly Place[]} */ all) =>
    new Map(all.map(({ file, api, times }) => [`${file}: ${api}`, times]));
  const [found, known] = [byName(places), byName(listed)];
  const names = [...new Set([...found.keys(), ...known.keys()])];
  return names.flatMap((name) => {
    const [is, was] = [found.get(name) ?? 0, known.get(name) ?? 0];
    if (is === was) return [];
    if (was === 0) {
      return `${name} is waited on, and no line of tests/faults/places.js says which fault covers it`;
    }
    if (is === 0) return `${name} is in tests/faults/places.js, and no longer waited on`;
    return `${name} is waited on ${is} times, and tests/faults/places.js has faults for ${was}`;
  });
}

async function main() {
  const places = placesOf('.');
  if (process.argv.includes('--print')) {
    for (const { file, api, times } of places) console.log(`${file}: ${api} (${times})`);
    return;
  }
  const { PLACES } = await import('../tests/faults/places.js');
  const wrong = complaints(places, PLACES);
  for (const sentence of wrong) console.error(`waits: ${sentence}`);
  if (wrong.length > 0) process.exit(1);
  const tried = PLACES.filter(({ by }) => typeof by !== 'string').length;
  console.log(
    `${places.length} places that wait on what is not ours: ${tried} with faults, ${places.length - tried} with a reason why not`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
