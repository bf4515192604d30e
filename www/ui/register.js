/**
 * Two copies of our scripts may meet in one document: the first stays. A server that renders pages has no elements to
 * register, and none of what they stand on.
 * @param {string} name
 * @param {CustomElementConstructor} element
 */
export function register(name, element) {
  const { customElements } = globalThis;
  if (customElements && !customElements.get(name)) customElements.define(name, element);
}
