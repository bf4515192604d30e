/** How much of a page jumps while it loads. */

import { test } from '@playwright/test';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ node?: Node, previousRect: DOMRect, currentRect: DOMRect }} Source */
/** @typedef {PerformanceEntry & { value: number, hadRecentInput: boolean, sources: Source[] }} Shift */

/** Of the layout shifts that nobody asked for, summed: stricter than the browser's windows of five seconds. */
export const MOST_SHIFT = 0.02;

/** Begins before the page's own scripts. */
export function recordShifts() {
  const shifts = { sum: 0, largest: 0, moved: '' };
  Object.assign(window, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput, sources } = /** @type {Shift} */ (entry);
      if (hadRecentInput) continue;
      shifts.sum += value;
      if (value < shifts.largest) continue;
      // What lies within a shadow root has no node here: where it was and is tells it.
      const told = sources.map(({ node, previousRect: from, currentRect: to }) => {
        const rect = (/** @type {DOMRect} */ { x, y, width, height }) =>
          [x, y, width, height].map(Math.round).join(' ');
        return `${node?.nodeName ?? 'in a shadow root'} ${rect(from)} → ${rect(to)}`;
      });
      shifts.largest = value;
      shifts.moved = `${value.toFixed(4)} at ${Math.round(scrollY)} px: ${told.join(', ')}`;
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Their sum; what moved most is told where that is too much. @param {Page} page */
export async function shiftsOf(page) {
  const { sum, moved } = await page.evaluate(
    () =>
      /** @type {{ shifts: { sum: number, moved: string } }} */ (/** @type {unknown} */ (window))
        .shifts,
  );
  test.info().annotations.push({ type: 'shift', description: sum.toFixed(4) });
  if (sum >= MOST_SHIFT) console.log(`layout shifts of ${sum.toFixed(4)}, the largest ${moved}`);
  return sum;
}
