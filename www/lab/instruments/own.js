/** The reader's own images as what the lab learns. Its scripts come when its tab is opened, since few readers open it. */

import { OWN } from '../../load/sets.js';
import { say } from '../../strings/say.js';
import { within } from '../../load/deadline.js';
import { textOf } from '../../load/errors.js';
import { scripts } from '../../load/scripts.js';
import { make } from '../../ui/dom.js';
import { gently } from '../../ui/motion.js';
import { download } from '../keep/files.js';
import { sectionStyles } from '../settings/sections.js';

/** @typedef {import('../instruments.js').Bench} Bench */

/**
 * The lab takes the set that has been offered, from iteration 0, and what it draws comes into sight.
 * @param {Bench} bench
 */
function train({ lab, view }) {
  // The view will be another.
  const { host } = /** @type {ShadowRoot} */ (view.getRootNode());
  const begin = async () => {
    await lab.images.take(OWN);
    lab.go();
    host.scrollIntoView({ block: 'start', behavior: gently() });
  };
  lab.attempt(begin());
}

/** They are few, and go on coming: who presses its tab again may have them. */
const SCRIPTS_MS = 10_000;
const panelScripts = scripts(() => import('../../own/panel.js'));

/** Once it has come: then another view has it at once, so that nothing jumps. @type {typeof import('../../own/panel.js') | null} */
let panel = null;

/** @type {import('../instruments.js').Instrument} */
export const own = {
  name: 'own',
  place: 'panels',
  title: 'own.tab',
  styles: [sectionStyles],
  open(root, bench) {
    const { lab, theme, strings } = bench;
    root.classList.add('sections');
    /** @type {(() => void) | null} */
    let end = null;
    let isOver = false;
    let isAsked = false;
    const show = (/** @type {NonNullable<typeof panel>} */ { openPanel }) => {
      root.replaceChildren();
      const { language } = strings;
      end = openPanel(root, { theme, language, download, train: () => train(bench) });
    };
    const ask = async () => {
      root.replaceChildren(make('p', { class: 'note', role: 'status' }, strings.t('own.loading')));
      try {
        panel = await within(SCRIPTS_MS, panelScripts(), 'scripts');
        if (!isOver) show(panel);
      } catch (error) {
        // Another press of the tab tries again.
        isAsked = false;
        root.replaceChildren();
        lab.notice(say('own.failed', textOf(error)));
      }
    };
    const open = () => {
      if (isAsked) return;
      isAsked = true;
      if (panel) show(panel);
      else void ask();
    };
    if (lab.looks.tabs.panels === 'own') open();
    const stop = lab.looks.onOpen((part, name) => {
      if (part === 'panels' && name === 'own') open();
    });
    return {
      update() {},
      dispose() {
        isOver = true;
        stop();
        end?.();
      },
    };
  },
};
