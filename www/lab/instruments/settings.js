/**
 * Every setting of the configuration, with the ranges that the module tells. What a run can take it takes at
 * once; the rest waits for one restart.
 */

import { changeName } from '../../run/changes.js';
import { allow, button, make, write } from '../../ui/dom.js';
import { FieldRow } from '../settings/field-row.js';
import { changeTo, hasField, shownFields, shownValue } from '../settings/fields.js';
import { settingsStyle } from '../styles/settings.js';

/** @typedef {import('../instruments.js').Bench} Bench */
/** @typedef {import('../../protocol.js').FieldReport} FieldReport */
/** @typedef {import('../../protocol.js').Config} Config */

/** Where a field is shown, by the beginning of its name; what none names is among the last. */
const GROUPS = /** @type {const} */ ([
  { title: 'settings.networks', starts: ['architecture.', 'latent'] },
  { title: 'settings.constraint', starts: ['constraint.'] },
  {
    title: 'settings.learning',
    starts: [
      'batch',
      'nCritic',
      'order',
      'criticAdam.rate',
      'generatorAdam.rate',
      'rateDecay',
      'averaging',
    ],
  },
  { title: 'settings.adam', starts: [''] },
]);

/** @param {string} name */
const groupOf = (name) =>
  GROUPS.findIndex(({ starts }) => starts.some((start) => name.startsWith(start)));

/** @param {string} name where in its group */
const rankOf = (name) => GROUPS[groupOf(name)].starts.findIndex((start) => name.startsWith(start));

/** Said by the reader's own doing. @param {Error} error */
const isTrouble = ({ name }) => !['EndedError', 'PausedError'].includes(name);

/** The settings of a lab whose run is there. */
class Settings {
  /**
   * @param {Bench} bench
   * @param {readonly FieldReport[]} reports
   */
  constructor({ lab, choose, strings }, reports) {
    /** @private */
    this.lab = lab;
    /** @private */
    this.choose = choose;
    /** @private */
    this.strings = strings;
    /** @private */
    this.reports = reports;
    /** @private */
    this.draft = lab.draft;
    this.dispose = this.draft.onChange(() => this.show());
    /** @private */
    this.rows = shownFields(reports).map(
      (field) => new FieldRow(field, strings, (value) => this.take(field, value)),
    );
    const { t } = strings;
    /** @private */
    this.restart = button('restart', t('settings.restart'), () => this.begin(), {
      class: 'primary',
    });
    /** @private */
    this.discard = button('discard', t('settings.discard'), () => this.draft.discard());
    /** @private */
    this.status = make('p', { role: 'status', 'data-field': 'waiting-changes' });
    /** @private */
    this.bar = make('div', { class: 'restarting' }, this.restart, this.discard, this.status);
    /** @private */
    this.refusal = make('p', { class: 'refusal', role: 'alert' });
    this.root = make(
      'div',
      {},
      make('div', { class: 'groups' }, ...GROUPS.map((_, index) => this.group(index))),
      this.bar,
      this.refusal,
    );
    this.show();
  }

  /** @private @param {number} index */
  group(index) {
    const rows = this.rows
      .filter(({ field }) => groupOf(field.name) === index)
      .sort((one, other) => rankOf(one.field.name) - rankOf(other.field.name));
    const title = this.strings.t(GROUPS[index].title);
    const roots = rows.map(({ root }) => root);
    if (index < GROUPS.length - 1) {
      return make('fieldset', {}, make('legend', {}, title), ...roots);
    }
    return make(
      'details',
      {},
      make('summary', {}, title),
      make('div', { class: 'rows' }, ...roots),
    );
  }

  /** The run is another now, or has changed, or what waits has. */
  show() {
    const { config, isEmpty, differences } = this.draft;
    for (const row of this.rows) {
      const isThere = hasField(row.field, config);
      row.root.hidden = !isThere;
      if (isThere) row.show(shownValue(row.field, config), this.draft.waits(row.field.name));
    }
    this.bar.classList.toggle('some', !isEmpty);
    for (const control of [this.restart, this.discard]) allow(control, !isEmpty);
    const { t } = this.strings;
    const changes = differences.map((change) => this.strings.text(changeName(change)));
    write(this.status, isEmpty ? t('settings.none') : t('settings.waiting', changes));
    write(this.refusal, '');
  }

  /**
   * @private
   * @param {FieldReport} field
   * @param {unknown} value
   */
  async take(field, value) {
    const { lab, draft, reports } = this;
    const now = /** @type {Config} */ (lab.run.config);
    const { path, patch } = changeTo(field, value, { reports, now, draft: draft.config });
    const isTaken = await draft.take(path, patch).catch((error) => {
      if (isTrouble(error)) throw error;
      return false;
    });
    if (isTaken) this.tell();
  }

  /** @private */
  async begin() {
    if (this.draft.isEmpty) return;
    try {
      await this.draft.restart();
      this.tell();
    } catch (error) {
      write(this.refusal, /** @type {Error} */ (error).message);
    }
  }

  /** @private For the page's address. */
  tell() {
    const { preset, config, seed } = this.lab.settings;
    this.choose({ preset, config, seed });
  }
}

/** @type {import('../instruments.js').Instrument} */
export const settings = {
  name: 'settings',
  place: 'panels',
  title: 'settings.tab',
  marks: 'λ',
  styles: [settingsStyle],
  open(root, bench) {
    const { lab, strings } = bench;
    const note = make('p', { class: 'note' }, strings.t('settings.later'));
    root.append(note);
    /** @type {Settings | null} */
    let shown = null;
    let isAsked = false;
    let isOver = false;
    /** @type {Config | null} */
    let known = null;
    const build = async () => {
      isAsked = true;
      // Where the run has moved meanwhile the next one is asked again.
      const reports = await lab.run.ask('fields', {}).catch(() => null);
      isAsked = reports !== null;
      // The view may be another by now.
      if (!reports || isOver) return;
      shown = new Settings(bench, reports);
      note.replaceWith(shown.root);
    };
    return {
      update({ config }) {
        if (!isAsked && lab.run.phase === 'live') lab.attempt(build());
        if (config !== known) shown?.show();
        known = config;
      },
      dispose() {
        isOver = true;
        shown?.dispose();
      },
    };
  },
};
