// Fails if a wasm module runs its static constructors on every call from JavaScript.
//
// Where a module has static constructors (cubecl's `inventory` has) and never calls
// `__wasm_call_ctors` itself, the linker wraps each export in a function named
// `<export>.command_export` that runs all of them again. Run this before names are stripped:
// node scripts/check-constructors.mjs <module.wasm>
import { readFileSync } from 'node:fs';

/** Reads a wasm binary from front to back. */
class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  get done() {
    return this.at >= this.bytes.length;
  }

  /** One unsigned LEB128 number of at most 32 bits. */
  number() {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = this.take(1)[0];
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw new Error('it holds a number of more than 32 bits');
  }

  /** @param {number} length */
  take(length) {
    if (this.at + length > this.bytes.length) throw new Error('it ends in the middle');
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }

  text() {
    return new TextDecoder().decode(this.take(this.number()));
  }
}

/**
 * The names of a module's functions, from its `name` section.
 * @param {Uint8Array} bytes
 */
function functionNames(bytes) {
  const module = new Reader(bytes);
  if (!Buffer.from(module.take(4)).equals(Buffer.from('\0asm'))) {
    throw new Error('it does not begin as a wasm module');
  }
  module.take(4);
  const names = [];
  while (!module.done) {
    const id = module.take(1)[0];
    const section = new Reader(module.take(module.number()));
    if (id !== 0 || section.text() !== 'name') continue;
    while (!section.done) {
      const kind = section.take(1)[0];
      const map = new Reader(section.take(section.number()));
      if (kind !== 1) continue;
      for (let count = map.number(); count > 0; count--) {
        map.number();
        names.push(map.text());
      }
    }
  }
  return names;
}

/** @param {string} sentence */
function fail(sentence) {
  console.error(`check-constructors: ${sentence}`);
  process.exit(1);
}

const path = process.argv[2];
if (!path) fail('usage: node scripts/check-constructors.mjs <module.wasm>');
/** @type {string[]} */
let names = [];
try {
  names = functionNames(readFileSync(path));
} catch (error) {
  fail(`cannot read ${path}: ${error.message}`);
}
if (names.length === 0) {
  fail(
    `${path} names no functions, so nothing can be said: give the module as the linker wrote it.`,
  );
}
const shims = names.filter((name) => name.endsWith('.command_export'));
if (shims.length > 0) {
  fail(
    `${path} runs its static constructors on every call (${shims.length} shims, such as ` +
      `${shims[0]}): something must call __wasm_call_ctors once before anything else.`,
  );
}
