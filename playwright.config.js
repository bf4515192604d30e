/**
 * The browser tests: Debian's Chromium on the page as it is published (SITE, else target/site/), served from a sub-path;
 * on the plain modules that it is made of (DIST, else dist/) what spoils one of them or asks one. CHROMIUM is the browser.
 *
 * One test at a time, unless `--workers` says otherwise, which only the projects `cpu` and `sources` bear: what a test of
 * the others finds is a time or a share of a core, and would be another beside a second test. `npm run test:page` has
 * them so.
 */

import { defineConfig } from '@playwright/test';
import { launchOptions } from './scripts/chromium.mjs';

const PORT = Number(process.env.PORT ?? 4173);
const MOUNT = '/some/where/';
const DIST = process.env.DIST ?? 'dist';
/** Made of DIST by scripts/bundle.mjs. */
const SITE = process.env.SITE ?? 'target/site';
const WEBGPU = /webgpu.*\.spec\.js/;
/** The tag, or the file, of a test that asks a module of the sources, or spoils one. */
const SOURCES = /@sources\b|\b(data|own|own-bring|pays|presets|questions)\.spec\.js/;
/** What is tried in both forms. */
const BOTH = /\b(manners|figure-elements)\.spec\.js/;
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
      testIgnore: WEBGPU,
      grepInvert: [TIMED, SOURCES],
      fullyParallel: true,
      use: { launchOptions: browser(false) },
    },
    {
      name: 'sources',
      testIgnore: WEBGPU,
      grep: [SOURCES, BOTH],
      grepInvert: TIMED,
      fullyParallel: true,
      use: { launchOptions: browser(false), baseURL: addressOf(PORT + 1) },
    },
    {
      name: 'timed',
      testIgnore: WEBGPU,
      grep: TIMED,
      workers: 1,
      use: { launchOptions: browser(false), baseURL: addressOf(PORT + 1) },
    },
    {
      name: 'webgpu',
      testMatch: WEBGPU,
      workers: 1,
      timeout: 420_000,
      expect: { timeout: 180_000 },
      use: { launchOptions: browser(true), baseURL: addressOf(PORT + 1) },
    },
  ],
  webServer: [serverOf(SITE, PORT), serverOf(DIST, PORT + 1)],
});
