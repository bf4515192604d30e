/** How a chart is drawn: how smooth, which iterations, which scale. */

import { make } from '../../ui/dom.js';

/** @typedef {import('../looks.js').Looks} Looks */

const SMOOTHINGS = [1, 10, 30, 100, 300];
const LASTS = [100, 1_000, 10_000];

/**
 * @param {string} name
 * @param {string} label
 * @param {[string, string][]} options values and words
 * @param {(value: string) => void} chosen
 */
function choice(name, label, options, chosen) {
  const select = make(
    'select',
    { 'data-control': name, part: `select ${name}` },
    ...options.map(([value, text]) => make('option', { value }, text)),
  );
  select.addEventListener('change', () => chosen(select.value));
  return { select, field: make('label', { class: 'choice' }, label, select) };
}

/**
 * @param {Looks} looks
 * @param {import('../../strings/strings.js').Strings} strings
 * @param {{ isSmooth: boolean, scaled: (isLog: boolean) => void }} chart
 */
export function chartControls(looks, { t }, { isSmooth, scaled }) {
  const smoothing = choice(
    'smoothing',
    t('curves.smoothing'),
    SMOOTHINGS.map((over) => [String(over), t('curves.over', over)]),
    (value) => looks.choose({ smoothing: Number(value) }),
  );
  const zoomed = make('option', { value: 'zoomed', hidden: true }, t('curves.zoomed'));
  const range = choice(
    'range',
    t('curves.range'),
    [['all', t('curves.all')], ...LASTS.map(optionOf)],
    (value) => looks.choose({ range: value === 'all' ? value : Number(value) }),
  );
  range.select.append(zoomed);
  /** @param {number} count @returns {[string, string]} */
  function optionOf(count) {
    return [String(count), t('curves.last', count)];
  }
  const scale = choice(
    'scale',
    t('curves.scale'),
    [
      ['linear', t('curves.linear')],
      ['log', t('curves.log')],
    ],
    (value) => scaled(value === 'log'),
  );
  scale.select.title = t('curves.logTitle');
  const note = make(
    'p',
    { class: 'note zoom-note' },
    make('span', { class: 'by-hand' }, t('curves.note')),
    make('span', { class: 'by-touch' }, t('curves.touchNote')),
  );
  const row = make('div', { class: 'chart-controls' }, range.field, scale.field);
  if (isSmooth) row.prepend(smoothing.field);
  return {
    nodes: [row, note],
    /** @param {boolean} isLog */
    showScale(isLog) {
      scale.select.value = isLog ? 'log' : 'linear';
    },
    /** Shows what was chosen in another chart. */
    renew() {
      smoothing.select.value = String(looks.smoothing);
      const isZoomed = Array.isArray(looks.range);
      zoomed.hidden = !isZoomed;
      range.select.value = isZoomed ? 'zoomed' : String(looks.range);
    },
  };
}
