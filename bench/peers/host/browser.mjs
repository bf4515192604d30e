/** Runs one measurement in a browser of its own, which is closed when it takes too long. */

import { launch } from '../../../scripts/chromium.mjs';
import { watchOthers } from './quiet.mjs';

/** What took longer than it may. */
export class TooSlow extends Error {}

/** @typedef {typeof import('../page.js').bench} Bench */

export async function browserVersion() {
  const browser = await launch(false);
  const version = browser.version();
  await browser.close();
  return version;
}

/**
 * What a function of the page's `bench` gives, called in a fresh page at `url`; and how many processors others used
 * meanwhile.
 * @template {keyof Bench} Name
 * @param {string} url
 * @param {Name} name
 * @param {Parameters<Bench[Name]>[0]} plan
 * @param {{ deadline: number, needsGpu?: boolean }} how Seconds.
 * @returns {Promise<{ value: Awaited<ReturnType<Bench[Name]>>, others: number }>}
 */
export async function inPage(url, name, plan, { deadline, needsGpu = false }) {
  const browser = await launch(needsGpu);
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  try {
    const page = await browser.newPage();
    await page.goto(url, { waitUntil: 'load' });
    const others = watchOthers();
    const measured = page.evaluate(
      ([called, given]) => /** @type {any} */ (globalThis).bench[called](given),
      /** @type {const} */ ([name, plan]),
    );
    // It also rejects when the browser is closed under it.
    measured.catch(() => {});
    const late = new Promise((_, reject) => {
      timer = setTimeout(
        () => reject(new TooSlow(`did not finish in ${deadline} s`)),
        1000 * deadline,
      );
    });
    const value = await Promise.race([measured, late]);
    // Before the browser closes: what its processes used is nobody's when they are gone.
    return { value, others: others() };
  } finally {
    clearTimeout(timer);
    await browser.close();
  }
}
