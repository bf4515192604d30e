/** Errors that know their kind, and the kind of those that do not. */

import { say } from '../strings/say.js';

/** @typedef {import('../protocol.js').ErrorKind} ErrorKind */

/** @typedef {import('../strings/say.js').Text} Text */

/** An error in words of ours, which the reader has in their own language. */
export class SaidError extends Error {
  /** @param {Text} text */
  constructor(text) {
    super(typeof text === 'string' ? text : text.join(' '));
    this.text = text;
  }
}

export class TypedError extends SaidError {
  /**
   * @param {ErrorKind} kind
   * @param {Text} text what to tell the reader
   */
  constructor(kind, text) {
    super(text);
    this.kind = kind;
  }
}

/** @param {unknown} error */
export const messageOf = (error) => (error instanceof Error ? error.message : String(error));

/** What to tell the reader of it: our words, or those of whoever threw it. @param {unknown} error @returns {Text} */
export const textOf = (error) => (error instanceof SaidError ? error.text : messageOf(error));

/**
 * An error that programs tell by its name.
 * @param {string} name
 * @param {string} message
 */
export const named = (name, message) => Object.assign(new Error(message), { name });

/** @param {unknown} error @param {string} name */
export const isNamed = (error, name) => error instanceof Error && error.name === name;

/**
 * What a reader is told of what the module refused: its own words, but for what we say in the reader's language.
 * @param {unknown} error
 * @returns {Text}
 */
export function refusalOf(error) {
  const isSpoilt = isNamed(error, 'NotFiniteError');
  return isSpoilt ? say('event.notFinite') : say('event.refused', textOf(error));
}

/**
 * A trap in wasm is a panic whatever was being done; everything else is what the caller was about.
 * @param {unknown} error
 * @param {ErrorKind} otherwise
 * @returns {TypedError}
 */
export function typed(error, otherwise) {
  if (error instanceof TypedError) return error;
  const isPanic = error instanceof WebAssembly.RuntimeError;
  return new TypedError(isPanic ? 'panic' : otherwise, textOf(error));
}
