// Makes embedding.html of docs/embedding.md: node scripts/guide-page.mjs <folder>
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Marked } from 'marked';
import { guide } from './guide.mjs';

const [folder = 'dist'] = process.argv.slice(2);

/** As on GitHub, so that links to a section hold there too. @param {string} title */
const anchor = (title) =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-');

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** @type {{ text: string, id: string }[]} */
const sections = [];
const marked = new Marked({
  renderer: {
    heading({ tokens, text, depth }) {
      const id = anchor(text);
      if (depth === 2) sections.push({ text, id });
      return `<h${depth} id="${id}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
    },
    // What is wider than the page scrolls by itself, by the keyboard too.
    code: ({ text }) => `<pre tabindex="0"><code>${escaped(text)}</code></pre>\n`,
  },
});

let section = '';
const html = /** @type {string} */ (marked.parse(guide())).replace(
  /<h\d id="([^"]+)"|<(\/?)table>/g,
  (tag, id, end) => {
    if (id) section = id;
    if (id) return tag;
    if (end) return '</table></div>';
    return `<div class="table" tabindex="0" role="region" aria-labelledby="${section}"><table>`;
  },
);
const start = html.indexOf('<h2 ');
const contents = sections.map(({ text, id }) => `<li><a href="#${id}">${escaped(text)}</a></li>`);

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="description" content="How to put a Wasserstein GAN that trains in the browser into a page of your own: a tag, a frame, an npm package." />
    <title>The lab in your page – Earthmover</title>
    <link rel="icon" href="./icon.svg" type="image/svg+xml" />
    <link rel="preload" href="./fonts/text.woff2" as="font" type="font/woff2" crossorigin />
    <link rel="stylesheet" href="./page.css" />
    <link rel="stylesheet" href="./page-fonts.css" />
    <link rel="stylesheet" href="./embedding.css" />
  </head>
  <body>
    <header>
<p><a href="./">Earthmover</a></p>
${html.slice(0, start)}<nav aria-label="Contents"><ul>${contents.join('')}</ul></nav>
    </header>
    <main>
${html.slice(start)}    </main>
  </body>
</html>
`;
writeFileSync(join(folder, 'embedding.html'), page);
