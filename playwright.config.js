/**
 * The browser tests: Debian's Chromium on a built site, served from a sub-path.
 * DIST is the folder (default dist/), CHROMIUM the browser. What is published is tried too, by what needs no sources.
 *
 * One test at a time, unless `--workers` says otherwise, which only the project `cpu` bears: what a test of the others
 * finds is a time or a share of a core, and would be another beside a second test. `npm run test:page` has them so.
 */

import { defineConfig } from '@playwright/test';
import { launchOptions } from './scripts/chromium.mjs';

const PORT = Number(process.env.PORT ?? 4173);
const MOUNT = '/some/where/';
const DIST = process.env.DIST ?? 'dist';
/** The page as it is published, made of DIST by scripts/bundle.mjs. */
const SITE = process.env.SITE ?? 'target/site';
const WEBGPU = /webgpu.*\.spec\.js/;
/** What asks for nothing but what authors and readers have. */
const FORMS = /(manners|figure-elements|weight)\.spec\.js/;
/** Of what is published alone. */
const PUBLISHED = /weight\.spec\.js/;
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

/** @param {number} port */
const addressOf = (port) => `http://127.0.0.1:${port}${MOUNT}`;

/** @param {string} folder @param {number} port */
const serverOf = (folder, port) => ({
  command: `node scripts/serve.mjs "${folder}" ${MOUNT}`,
  env: { PORT: String(port) },
  url: `${addressOf(port)}index.html`,
  reuseExistingServer: false,
});

/** What of the command names projects; none names all. */
const asked = process.argv.join(' ').match(/--project[= ]\S+/g) ?? [];
const needsSite = asked.length === 0 || asked.some((one) => one.endsWith('bundle'));

export default defineConfig({
  testDir: 'tests/page',
  outputDir: 'target/playwright',
  workers: 1,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 90_000 },
  reporter: 'list',
  use: {
    baseURL: addressOf(PORT),
    viewport: { width: 1280, height: 900 },
    contextOptions: { reducedMotion: 'no-preference' },
  },
  projects: [
    {
      name: 'cpu',
      testIgnore: [WEBGPU, PUBLISHED],
      grepInvert: TIMED,
      fullyParallel: true,
      use: { launchOptions: browser(false) },
    },
    {
      name: 'bundle',
      testMatch: FORMS,
      fullyParallel: true,
      use: { launchOptions: browser(false), baseURL: addressOf(PORT + 1) },
    },
    {
      name: 'timed',
      testIgnore: [WEBGPU, PUBLISHED],
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
  webServer: [serverOf(DIST, PORT), ...(needsSite ? [serverOf(SITE, PORT + 1)] : [])],
});
