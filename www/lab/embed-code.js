/** What reproduces a run elsewhere: a link, an element, a frame. */

import { siteAddressOf } from '../load/files.js';
import { MNIST, OWN } from '../load/sets.js';
import { configText, hashText } from '../run/config-text.js';
import { escaped } from '../ui/copying.js';
import { VERSION } from '../version.js';

/** @typedef {import('./lab.js').Lab} Lab */

/** Until the frame has told how high it is, and where the page does not listen. */
const FRAME_HEIGHT = 820;
/** A frame tells its height (frame.js), which the page around it has to follow. */
const FOLLOW_HEIGHT = `<script>addEventListener("message",({data,source})=>{if(data?.type==="earthmover:height")for(const f of document.querySelectorAll("iframe"))if(f.contentWindow===source)f.style.height=data.height+"px"})</script>`;

/**
 * The settings that make the curve. A device is pinned where the run has one, since it has a part in it; how many workers
 * share the work has none.
 * @param {Lab} lab
 * @param {string} digits
 * @returns {[string, string][]}
 */
function entriesOf({ run, settings }, digits) {
  const { data, seed, preset, config, device } = settings;
  const isLive = run.phase === 'live';
  /** @type {[string, string][]} */
  const entries = [
    ['preset', preset],
    ['seed', String(seed)],
    ['device', isLive ? run.device : device],
  ];
  if (data !== MNIST && data !== OWN) entries.push(['data', data]);
  if (Object.keys(config).length > 0) entries.push(['config', configText(config)]);
  if (digits) entries.push(['digits', digits]);
  entries.push(['version', VERSION]);
  return entries;
}

/**
 * @param {Lab} lab
 * @param {string} digits
 * @param {string} title
 */
export function embedCode(lab, digits, title) {
  const entries = entriesOf(lab, digits);
  const link = `${siteAddressOf('embed.html')}#${hashText(new URLSearchParams(entries))}`;
  const attributes = entries.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('');
  return {
    link,
    element: `<script type="module" src="${siteAddressOf('earth-mover.js')}"></script>\n<earth-mover${attributes}></earth-mover>`,
    frame: `<iframe src="${escaped(link)}" title="${escaped(title)}" width="100%" height="${FRAME_HEIGHT}" loading="lazy" allow="clipboard-write" style="border:0"></iframe>\n${FOLLOW_HEIGHT}`,
  };
}
