/** What elements are made of; nothing where a server imports them, which has none. */

export const BaseElement = globalThis.HTMLElement ?? /** @type {typeof HTMLElement} */ (class {});
