// What a page's main thread does, by a trace of the browser's own.

/** Events of a trace by what they are for; what is none of these is told as the rest. @type {Record<string, string[]>} */
const PARTS = {
  'messages of the worker': ['HandlePostMessage', 'SerializedScriptValueFactory::deserialize'],
  scripts: ['FunctionCall', 'v8.callFunction', 'TimerFire', 'RunMicrotasks', 'V8.GC_SCAVENGER'],
  'style and layout': [
    'LocalFrameView::performLayout',
    'Document::recalcStyle',
    'UpdateLayoutTree',
    'Layout',
    'InlineNode::ShapeTextIncludingFirstLine',
  ],
  'painting and handing frames on': [
    'Paint',
    'Layerize',
    'Commit',
    'PrePaint',
    'Blink.Paint.UpdateTime',
    'Blink.PrePaint.UpdateTime',
    'Blink.CompositingInputs.UpdateTime',
    'LayerTreeHost::DoUpdateLayers',
    'Canvas2DResourceProvider::ProduceCanvasResource',
    'WebFrameWidgetImpl::UpdateLifecycle',
    'LocalFrameView::ScheduleAnimation',
    'ProxyMain::BeginMainFrame',
  ],
};
const CATEGORIES = ['devtools.timeline', 'toplevel', 'blink', 'cc', 'v8'];

/** @typedef {{ name: string, ph: string, pid: number, tid: number, ts: number, dur: number, tdur?: number, args: any }} TraceEvent */

/**
 * Everything that the browser's threads do in the next `ms` milliseconds.
 * @param {import('@playwright/test').Page} page
 * @param {number} ms
 */
async function trace(page, ms) {
  const browser = /** @type {import('@playwright/test').Browser} */ (page.context().browser());
  const session = await browser.newBrowserCDPSession();
  /** @type {TraceEvent[]} */
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) =>
    events.push(.../** @type {TraceEvent[]} */ (/** @type {unknown} */ (value))),
  );
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES },
  });
  await page.waitForTimeout(ms);
  const complete = new Promise((resolve) =>
    session.once('Tracing.tracingComplete', () => resolve(undefined)),
  );
  await session.send('Tracing.end');
  await complete;
  return events;
}

/**
 * Milliseconds of a core that each event took without those within it, by name.
 * @param {TraceEvent[]} events of one thread
 */
function ownTimes(events) {
  /** @type {Map<string, number>} */
  const own = new Map();
  const add = (/** @type {string} */ name, /** @type {number} */ us) =>
    own.set(name, (own.get(name) ?? 0) + us / 1000);
  /** @type {{ name: string, end: number }[]} */
  const around = [];
  for (const { name, ts, dur, tdur = 0 } of events.sort((a, b) => a.ts - b.ts || b.dur - a.dur)) {
    while (around.length > 0 && around[around.length - 1].end <= ts) around.pop();
    if (around.length > 0) add(around[around.length - 1].name, -tdur);
    add(name, tdur);
    around.push({ name, end: ts + dur });
  }
  return own;
}

/**
 * What the page's main thread does in the next `ms` milliseconds, in shares of a core, largest first; tracing itself takes
 * some, so that they come to more than without.
 * @param {import('@playwright/test').Page} page
 * @param {number} ms
 * @returns {Promise<[string, number][]>}
 */
export async function mainThreadParts(page, ms) {
  const events = await trace(page, ms);
  const of = (/** @type {TraceEvent} */ { pid, tid }) =>
    events.filter((event) => event.pid === pid && event.tid === tid && event.ph === 'X');
  // Chromium keeps empty renderers ready: the page's does most.
  const [main] = events
    .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
    .map(of)
    .sort((one, other) => other.length - one.length);
  /** @type {Map<string, number>} */
  const shares = new Map();
  for (const [name, time] of ownTimes(main)) {
    const part = Object.keys(PARTS).find((key) => PARTS[key].includes(name)) ?? 'the rest';
    shares.set(part, (shares.get(part) ?? 0) + time / ms);
  }
  return [...shares].sort(([, a], [, b]) => b - a);
}
