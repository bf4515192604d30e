/** The clock of a page and of its workers, so many times as fast: hours pass in minutes. It stands before their scripts. */
// @ts-nocheck: it wraps what the types say cannot be wrapped.
((speed) => {
  const begun = performance.now();
  const now = performance.now.bind(performance);
  const fast = (ms) => begun + (ms - begun) * speed;
  performance.now = () => fast(now());
  for (const name of ['setTimeout', 'setInterval']) {
    const real = globalThis[name];
    globalThis[name] = (call, ms = 0, ...rest) => real.call(globalThis, call, ms / speed, ...rest);
  }
  if (!globalThis.requestAnimationFrame) return;
  const real = requestAnimationFrame.bind(globalThis);
  globalThis.requestAnimationFrame = (call) => real((ms) => call(fast(ms)));
})(SPEED);
