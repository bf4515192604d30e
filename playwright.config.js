/**
 * The browser tests: Debian's Chromium on a built site, served from a sub-path.
 * DIST is the folder (default dist/), CHROMIUM the browser.
 */

import { defineConfig } from '@playwright/test';

const PORT = Number(process.env.PORT ?? 4173);
const MOUNT = '/some/where/';
const DIST = process.env.DIST ?? 'dist';

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
];

/** A real WebGPU adapter without a GPU. */
const SWIFTSHADER = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
];

/** @param {string[]} args */
const launch = (args) => ({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args,
  // Playwright's own switch for the old headless mode, which has no WebGPU.
  ignoreDefaultArgs: ['--headless'],
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
    baseURL: `http://127.0.0.1:${PORT}${MOUNT}`,
    viewport: { width: 1280, height: 900 },
    contextOptions: { reducedMotion: 'no-preference' },
  },
  projects: [
    {
      name: 'cpu',
      testIgnore: /webgpu.*\.spec\.js/,
      use: { launchOptions: launch(FLAGS) },
    },
    {
      name: 'webgpu',
      testMatch: /webgpu.*\.spec\.js/,
      timeout: 420_000,
      expect: { timeout: 180_000 },
      use: { launchOptions: launch([...FLAGS, ...SWIFTSHADER]) },
    },
  ],
  webServer: {
    command: `node scripts/serve.mjs "${DIST}" ${MOUNT}`,
    env: { PORT: String(PORT) },
    url: `http://127.0.0.1:${PORT}${MOUNT}index.html`,
    reuseExistingServer: false,
  },
});
