/**
 * Where the files are that are fetched while the page is open. This is the form of the sources, where each lies beside
 * them by its own name. In a bundle `scripts/bundle.mjs` puts a module in its place that names each file by its content
 * and by an address that other bundlers can see.
 */

import { base } from './base.js';

/** @typedef {import('./manifest.js').Manifest} Manifest */

/** What lists MNIST's digits, where it need not be fetched. @type {Manifest | null} */
export const MANIFEST = null;

/**
 * @param {string} name a path beside the element's file, as `data/train-00.gz`
 * @returns {string} its address
 * @throws MissingError where a package was made without it
 */
export const addressOf = (name) => new URL(name, base() ?? new URL('../', import.meta.url)).href;

/**
 * Where others find a page or a script of ours: beside the files.
 * @param {string} name as `embed.html`
 */
export const siteAddressOf = addressOf;
