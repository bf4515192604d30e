/** How good the digits are, on demand, beside as many real ones: by a classifier, which is fetched for it. */

import { decimals } from '../../ui/format.js';
import { allow, button, make, write } from '../../ui/dom.js';
import { sideStyle } from '../styles/side.js';

/** @typedef {import('../../protocol.js').QualityReport} QualityReport */

const COUNT = 1000;
const MEASURES = /** @type {const} */ (['frechet', 'score', 'coverage']);

/** @type {import('../instruments.js').Instrument} */
export const judge = {
  name: 'judge',
  place: 'side',
  judged: true,
  styles: [sideStyle],
  open(root, { lab, strings: { t } }) {
    const cell = (/** @type {string} */ name) => make('td', { 'data-field': name }, '–');
    const rows = MEASURES.map((name) => {
      const [fake, real] = [cell(`judged-${name}`), cell(`real-${name}`)];
      const head = make('th', { scope: 'row' }, t(`judge.${name}`));
      return { name, fake, real, row: make('tr', {}, head, fake, real) };
    });
    const show = (
      /** @type {'fake' | 'real'} */ whose,
      /** @type {QualityReport | null} */ report,
    ) => {
      for (const { name, [whose]: place } of rows) {
        const text =
          name === 'coverage' ? t('judge.of', report?.coverage ?? 0, lab.images.classes) : null;
        write(place, report ? (text ?? decimals(report[name])) : '–');
      }
    };
    const said = make('p', { class: 'note', role: 'status', 'data-field': 'judged' });
    let isJudging = false;
    /** Real digits are judged once a run. */
    let realOf = -1;
    const ask = async () => {
      const { runId } = lab.run;
      isJudging = true;
      allow(control, false);
      write(said, t('judge.judging', COUNT));
      try {
        const judged = await lab.run.quality(COUNT);
        show('fake', judged);
        table.hidden = false;
        write(said, t('judge.judged', judged.iteration));
        if (realOf !== runId) show('real', await lab.run.realQuality(COUNT));
        realOf = runId;
      } catch (error) {
        write(said, '');
        throw error;
      } finally {
        isJudging = false;
        allow(control, true);
      }
    };
    const control = button('judge', t('judge.judge'), () => lab.attempt(ask()));
    const heads = ['fake', 'real'].map((whose) =>
      make('th', { scope: 'col', class: whose }, t(/** @type {'judge.fake'} */ (`judge.${whose}`))),
    );
    const table = make(
      'table',
      { hidden: true },
      make('caption', { class: 'unseen' }, t('judge.table', COUNT)),
      make('thead', {}, make('tr', {}, make('td'), ...heads)),
      make('tbody', {}, ...rows.map(({ row }) => row)),
    );
    root.append(make('div', { class: 'row' }, control, said), table);
    let run = lab.run.runId;
    return {
      update({ state }) {
        const isThere = !['idle', 'loading', 'moving', 'failed'].includes(state);
        allow(control, !isJudging && isThere);
        if (run === lab.run.runId) return;
        run = lab.run.runId;
        // What was judged is no more.
        show('fake', null);
        show('real', null);
        write(said, '');
        table.hidden = true;
      },
    };
  },
};
