/** How much of a page jumps while it loads. */

import { test } from '@playwright/test';

/** @typedef {import('@playwright/test').Page} Page */

/** Of the layout shifts that nobody asked for, summed: stricter than the browser's windows of five seconds. */
export const MOST_SHIFT = 0.02;

/** Begins before the page's own scripts. */
export function recordShifts() {
  const shifts = { sum: 0 };
  Object.assign(window, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, hadRecentInput } =
        /** @type {PerformanceEntry & { value: number, hadRecentInput: boolean }} */ (entry);
      if (!hadRecentInput) shifts.sum += value;
    }
  }).observe({ type: 'layout-shift', buffered: true });
}

/** @param {Page} page */
export async function shiftsOf(page) {
  const sum = await page.evaluate(
    () => /** @type {{ shifts: { sum: number } }} */ (/** @type {unknown} */ (window)).shifts.sum,
  );
  test.info().annotations.push({ type: 'shift', description: sum.toFixed(4) });
  return sum;
}
