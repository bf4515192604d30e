// The browser of tests and benches: Debian's Chromium, or CHROMIUM, with WebGPU on SwiftShader where it is asked for.
import { chromium } from '@playwright/test';

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
];
/** A real WebGPU adapter without a GPU: a processor's imitation, whose times say that it works, not how fast. */
export const SWIFTSHADER = [
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
];

/** As Playwright takes it. @param {boolean} needsGpu */
export const launchOptions = (needsGpu) => ({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: needsGpu ? [...FLAGS, ...SWIFTSHADER] : FLAGS,
  // Playwright's own switch for the old headless mode, which has no WebGPU.
  ignoreDefaultArgs: ['--headless'],
});

/** @param {boolean} needsGpu */
export const launch = (needsGpu) => chromium.launch(launchOptions(needsGpu));
