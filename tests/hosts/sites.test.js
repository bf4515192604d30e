/** The package in pages that a server or a generator of sites renders. */

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { host } from './hosts.js';
import { opens } from './visit.js';

/** @typedef {import('./visit.js').Visit} Visit */

/** The host hears what the lab tells. @param {Visit} visit */
const hears = (visit) => visit.says('#gap', /^-?\d+\.\d+$/);

/** A tag as a server writes it. @param {import('./served.js').Served} served */
async function isRendered({ url }) {
  const response = await fetch(url, { signal: AbortSignal.timeout(60_000) });
  assert.match(await response.text(), /<earth-mover device="cpu" workers="1"/);
}

/** The ground of the lab is as dark as the page. @param {Visit} visit @param {string} colour */
const hasGround = ({ page }, colour) =>
  page.waitForFunction((colour) => {
    const lab = document.querySelector('earth-mover')?.shadowRoot?.querySelector('.lab');
    return lab && getComputedStyle(lab).backgroundColor === colour;
  }, colour);

/** The lab follows the switch of the site. @param {string} name @param {string} button */
const follows = (name, button) => async (/** @type {Visit} */ visit) => {
  await hasGround(visit, 'rgb(251, 250, 248)');
  await visit.page.locator(button).first().click();
  await hasGround(visit, 'rgb(17, 19, 24)');
  // A transition of the site's.
  await visit.page.waitForTimeout(500);
  await visit.picture(`${name}-dark`);
};

/** @param {string} port */
const at = (port) => ['--host', '127.0.0.1', '--port', port];

host('next', async (project, time) => {
  await time('built', () => project.script('build'));
  await time('opened', async () => {
    const server = await project.start('next', (port) => ['start', '-H', '127.0.0.1', '-p', port]);
    await isRendered(server);
    await opens(server, 'next', hears);
  });
});

host('astro', async (project, time) => {
  await time('built', () => project.script('build'));
  await time('opened', async () => {
    const server = await project.serve('dist');
    await isRendered(server);
    await opens(server, 'astro', hears);
  });
  await time('developed', async () => {
    await opens(await project.start('astro', (port) => ['dev', ...at(port)]), 'astro-dev', hears);
  });
});

host('vitepress', async (project, time) => {
  await time('built', () => project.script('build'));
  await time('opened', async () => {
    const server = await project.serve('.vitepress/dist');
    await isRendered(server);
    await opens(server, 'vitepress', async (visit) => {
      await hears(visit);
      await follows('vitepress', '.VPSwitchAppearance:visible')(visit);
    });
  });
  await time('developed', async () => {
    const server = await project.start('vitepress', (port) => ['dev', ...at(port)]);
    await opens(server, 'vitepress-dev', hears);
  });
});

host('docusaurus', async (project, time) => {
  await time('built', () => project.script('build'));
  await time('opened', async () => {
    const server = await project.serve('build', '/docs/');
    await isRendered(server);
    const button = 'button[aria-label*="dark and light"]:visible';
    await opens(server, 'docusaurus', follows('docusaurus', button));
  });
});

/**
 * What Framework's own scripts may name, in versions that it would ask the registry for at every first build. It keeps
 * what it was told in folders that have the versions as their names.
 */
const TOLD = [
  ...['apache-arrow@21.2.0', 'arquero@8.0.3', 'd3@7.9.2', 'd3-dsv@3.0.2', 'echarts@6.1.0'],
  ...['htl@1.0.0', 'leaflet@1.9.4', 'lodash@4.18.1', 'mapbox-gl@3.32.0', 'parquet-wasm@0.8.0'],
  ...['react@19.3.1', 'react-dom@19.3.1', 'topojson-client@3.1.0'],
  ...['@observablehq/plot@0.6.17', '@observablehq/sample-datasets@1.0.1'],
];

host('observable', async (project, time) => {
  const cache = join(project.folder, 'src', '.observablehq', 'cache', '_npm');
  for (const name of TOLD) await mkdir(join(cache, name), { recursive: true });
  await time('built', () => project.script('build'));
  await time('opened', async () => opens(await project.serve('dist'), 'observable', hears));
});
