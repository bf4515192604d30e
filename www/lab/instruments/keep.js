/** Keeps a run: as a file, in the browser, and its curves as a table. */

import { allow, button, make, write } from '../../ui/dom.js';
import { csvOf } from '../keep/csv.js';
import { acceptDrops } from '../keep/drop.js';
import { download, fileName, loadFile } from '../keep/files.js';
import { inSections, sectionStyles } from '../settings/sections.js';
import { keepStyles } from '../styles/keep.js';
import { rowsOf } from '../charts/table.js';

/** @typedef {import('../instruments.js').Bench} Bench */
/** @typedef {import('../instruments.js').Shown} Shown */

/**
 * @param {HTMLElement} root
 * @param {Bench} bench
 * @returns {Shown}
 */
function openFiles(root, { lab, view, strings: { t } }) {
  const said = make('p', { class: 'note', role: 'status', 'data-field': 'saved' });
  const saveRun = async () => {
    const { bytes, iteration } = await lab.run.save();
    const name = fileName(lab, iteration, 'safetensors');
    download(name, [/** @type {BlobPart} */ (bytes)], 'application/octet-stream');
    said.textContent = t('keep.saved', name);
  };
  const saveCurves = () => {
    const name = fileName(lab, lab.history.last?.iteration ?? lab.run.iteration, 'csv');
    download(name, [...csvOf(rowsOf(lab))], 'text/csv;charset=utf-8;header=present');
    said.textContent = t('keep.saved', name);
  };
  const attributes = { type: 'file', accept: '.safetensors', hidden: true };
  const chooser = make('input', { ...attributes, 'data-control': 'load-file', tabindex: -1 });
  chooser.addEventListener('change', () => {
    const file = chooser.files?.[0];
    chooser.value = '';
    if (file) lab.attempt(loadFile(lab, file));
  });
  const save = button('save', t('keep.save'), () => lab.attempt(saveRun()));
  const load = button('load', t('keep.load'), () => chooser.click());
  const curves = button('curves', t('keep.curves'), saveCurves);
  root.append(
    make('h3', {}, t('keep.files')),
    make('p', { class: 'note' }, t('keep.filesNote')),
    make('div', { class: 'row' }, save, load, curves, chooser),
    said,
  );
  const endDrops = acceptDrops(view, t('keep.drop'), (file) => loadFile(lab, file));
  return {
    update({ state, config, revision }) {
      allow(save, config !== null && !['idle', 'loading', 'failed'].includes(state));
      allow(curves, revision >= 0 && lab.history.length > 0);
    },
    dispose: endDrops,
  };
}

/**
 * @param {HTMLElement} root
 * @param {Bench} bench
 * @returns {Shown}
 */
function openBrowser(root, { lab, strings: { t } }) {
  const said = make('p', { class: 'note kept', 'data-field': 'kept' });
  const resume = button('resume-kept', t('keep.resume'), () => lab.attempt(lab.keeper.resume()));
  const forget = button('forget', t('keep.forget'), () => lab.keeper.forget());
  const others = make('p', { class: 'note', 'data-field': 'kept-other', hidden: true });
  const resumeOther = button('resume-other', '', () =>
    lab.attempt(lab.keeper.resume(lab.store.state.keeping.other)),
  );
  root.append(
    make('h3', {}, t('keep.browser')),
    make('div', {}, said, others),
    make('div', { class: 'row' }, resume, resumeOther, forget),
    make('p', { class: 'note' }, t('keep.rule')),
  );
  lab.keeper.open();
  return {
    update({ keeping: { status, iteration, saved, other } }) {
      write(said, t(`keep.${status}`, iteration, saved));
      others.hidden = resumeOther.hidden = other === null;
      if (other) {
        write(others, t('keep.other', other.iteration, other.saved));
        write(resumeOther, t('keep.resumeAt', other.iteration));
      }
      allow(resume, status === 'offered');
      allow(forget, status === 'offered' || status === 'kept');
    },
  };
}

/** @type {import('../instruments.js').Instrument} */
export const keep = {
  name: 'keep',
  place: 'panels',
  title: 'keep.tab',
  styles: [sectionStyles, keepStyles],
  open: inSections([openFiles, openBrowser]),
};
