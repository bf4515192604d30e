// Judges a built site's pages by Lighthouse, as a phone sees them: node scripts/lighthouse.mjs [dist]
// Fails where a page is below 95 of 100 in accessibility, best practices or SEO; performance depends on the machine,
// and fails there only where it is asked to: --performance. Lighthouse is installed into the cache folder.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchOptions } from './chromium.mjs';
import { staticServer } from './serve.mjs';
import { installed, moduleOf } from './tool.mjs';

const LEAST = 95;
const PAGES = ['index.html', 'zh/index.html', 'teach.html', 'zh/teach.html', 'embedding.html'];
const HELD = ['accessibility', 'best-practices', 'seo'];

const options = process.argv.slice(2);
const folder = options.find((option) => !option.startsWith('--')) ?? 'dist';
const held = options.includes('--performance') ? ['performance', ...HELD] : HELD;

/** Installed apart, since it is larger than all else together. */
function install() {
  const packages = installed('lighthouse');
  return Promise.all([
    moduleOf(packages, 'lighthouse/core/index.js'),
    moduleOf(packages, 'chrome-launcher/dist/index.js'),
  ]);
}

/** What kept a category from being whole, worst first. */
function faults(report, category) {
  const refs = report.categories[category].auditRefs.filter(({ weight }) => weight > 0);
  return refs
    .map(({ id }) => report.audits[id])
    .filter(({ score }) => score !== null && score < 0.9)
    .map(({ title, displayValue }) => `    ${title}${displayValue ? ` (${displayValue})` : ''}`);
}

const [{ default: lighthouse }, { launch }] = await install();
const { executablePath, args } = launchOptions(false);
// As it is published: at an address that the head of each page knows.
const copy = mkdtempSync(join(tmpdir(), 'earthmover-'));
cpSync(folder, copy, { recursive: true });
const server = staticServer(copy, '/').listen(0, '127.0.0.1');
await new Promise((listening) => server.once('listening', listening));
const { port } = server.address();
const SITE_URL = `http://127.0.0.1:${port}/`;
for (const script of ['article', 'teach-page']) {
  execFileSync('node', [`scripts/${script}.mjs`, 'article', copy], {
    env: { ...process.env, SITE_URL },
    stdio: 'inherit',
  });
}
const browser = await launch({ chromePath: executablePath, chromeFlags: args });
try {
  for (const page of PAGES) {
    const flags = { port: browser.port, logLevel: 'error', output: 'json' };
    const { lhr } = await lighthouse(`${SITE_URL}${page}`, flags);
    const scores = Object.entries(lhr.categories).map(([name, { score }]) => [name, score * 100]);
    console.log(
      `${page}: ${scores.map(([name, score]) => `${name} ${score.toFixed(0)}`).join(', ')}`,
    );
    for (const [name, score] of scores) {
      if (score < 100) console.log(`  ${name}:\n${faults(lhr, name).join('\n')}`);
      if (held.includes(name) && score < LEAST) process.exitCode = 1;
    }
  }
} finally {
  browser.kill();
  server.close();
  server.closeAllConnections();
  rmSync(copy, { recursive: true });
}
if (process.exitCode) console.error(`lighthouse: each of ${held.join(', ')} must reach ${LEAST}.`);
