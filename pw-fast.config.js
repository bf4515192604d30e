/**
 * The browser tests: Debian's Chromium on a built site, served from a sub-path.
 * DIST is the folder (default dist/), CHROMIUM the browser.
 */

import { defineConfig } from '@playwright/test';
import { launchOptions } from './scripts/chromium.mjs';

const PORT = Number(process.env.PORT ?? 4173);
const MOUNT = '/some/where/';
const DIST = process.env.DIST ?? 'dist';

export default defineConfig({
  testDir: 'tests/page',
  outputDir: 'target/playwright',
  workers: 1,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 20_000 },
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
      use: { launchOptions: launchOptions(false) },
    },
    {
      name: 'webgpu',
      testMatch: /webgpu.*\.spec\.js/,
      timeout: 420_000,
      expect: { timeout: 180_000 },
      use: { launchOptions: launchOptions(true) },
    },
  ],
  webServer: {
    command: `node scripts/serve.mjs "${DIST}" ${MOUNT}`,
    env: { PORT: String(PORT) },
    url: `http://127.0.0.1:${PORT}${MOUNT}index.html`,
    reuseExistingServer: false,
  },
});
