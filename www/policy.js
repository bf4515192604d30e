/**
 * The policy of embed.html, from the first of its scripts. It names the origin of its address: to WebKit `'self'`
 * is nothing in a sandboxed frame, whose own origin is none, and there neither scripts nor styles would load.
 */
{
  const own = location.protocol === 'file:' ? "'self'" : location.origin;
  const policy = [
    "default-src 'none'",
    `script-src ${own} 'wasm-unsafe-eval'`,
    `style-src ${own}`,
    `img-src ${own}`,
    `connect-src ${own}`,
    // A frame without an origin starts its workers by Blobs.
    `worker-src ${own} blob:`,
    "base-uri 'none'",
    "form-action 'none'",
    // Where the browser knows of them: no text becomes a script, and workers are ours alone (run/worker-start.js).
    "require-trusted-types-for 'script'",
    'trusted-types earthmover',
  ];
  const meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = policy.join('; ');
  document.head.append(meta);
}
