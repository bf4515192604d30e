/**
 * The browser tests: Debian's Chromium on a built site, served from a sub-path.
 * DIST is the folder (default dist/), CHROMIUM the browser.
 *
 * One test at a time, unless `--workers` says otherwise, which only the project `cpu` bears: what a test of the others
 * finds is a time or a share of a core, and would be another beside a second test. `npm run test:page` has them so.
 */

import { defineConfig } from '@playwright/test';
import { launchOptions } from './scripts/chromium.mjs';

const PORT = Number(process.env.PORT ?? 4173);
const MOUNT = '/some/where/';
const DIST = process.env.DIST ?? 'dist';
const WEBGPU = /webgpu.*\.spec\.js/;
/** The tag of a test whose verdict is about time. */
const TIMED = /@timed\b/;

/**
 * Each window of Chromium prepares a list under its address bar, twice, and a process for what comes next: nobody types
 * there, and they cost more than most pages here. The rest is Playwright's own list, which this one replaces.
 */
const WITHOUT = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'SpareRendererForSitePerProcess'],
  ...['AimEnabled', 'AvoidCorsURLLoaderRestartOnRedirect', 'AvoidUnnecessaryBeforeUnloadCheckSync'],
  ...['DestroyProfileOnBrowserClose', 'HttpsFirstBalancedModeAutoEnable', 'HttpsUpgrades'],
  ...['LensOverlay', 'MediaRouter', 'NetworkTimeServiceQuerying', 'OptimizationHints'],
  ...['PaintHolding', 'PreconnectToSearch', 'ThirdPartyStoragePartitioning'],
];

/** @param {boolean} needsGpu */
function browser(needsGpu) {
  const { args, ...options } = launchOptions(needsGpu);
  return { ...options, args: [...args, `--disable-features=${WITHOUT.join(',')}`] };
}

export default defineConfig({
  testDir: 'tests/page',
  outputDir: 'target/playwright',
  workers: 1,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 90_000 },
  reporter: 'list',
  use: {
    baseURL: `http://127.0.0.1:${PORT}${MOUNT}`,
    viewport: { width: 1280, height: 900 },
    contextOptions: { reducedMotion: 'no-preference' },
  },
  projects: [
    {
      name: 'cpu',
      testIgnore: WEBGPU,
      grepInvert: TIMED,
      fullyParallel: true,
      use: { launchOptions: browser(false) },
    },
    {
      name: 'timed',
      testIgnore: WEBGPU,
      grep: TIMED,
      workers: 1,
      use: { launchOptions: browser(false) },
    },
    {
      name: 'webgpu',
      testMatch: WEBGPU,
      workers: 1,
      timeout: 420_000,
      expect: { timeout: 180_000 },
      use: { launchOptions: browser(true) },
    },
  ],
  webServer: {
    command: `node scripts/serve.mjs "${DIST}" ${MOUNT}`,
    env: { PORT: String(PORT) },
    url: `http://127.0.0.1:${PORT}${MOUNT}index.html`,
    reuseExistingServer: false,
  },
});
