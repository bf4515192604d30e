/** The package `long`, which is no ES module, for TensorFlow.js: its script must have run. */
export default /** @type {any} */ (globalThis).Long;
