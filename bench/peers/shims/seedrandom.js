/** The package `seedrandom`, which is no ES module, for TensorFlow.js: nothing random is asked of it here. */
export {};
