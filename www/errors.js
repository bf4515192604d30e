/** Errors that know their kind, and the kind of those that do not. */

/** @typedef {import('./protocol.js').ErrorKind} ErrorKind */

export class TypedError extends Error {
  /**
   * @param {ErrorKind} kind
   * @param {string} message
   */
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

/**
 * A trap in wasm is a panic whatever was being done; everything else is what the caller was about.
 * @param {unknown} error
 * @param {ErrorKind} otherwise
 * @returns {TypedError}
 */
export function typed(error, otherwise) {
  if (error instanceof TypedError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new TypedError(error instanceof WebAssembly.RuntimeError ? 'panic' : otherwise, message);
}
