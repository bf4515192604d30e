/** One field of a configuration: its name, its control, whether it waits, and what was said against a value. */

import { fieldName, valueName } from '../../run/changes.js';
import { make, write } from '../../ui/dom.js';
import { LogScale } from './log-scale.js';
import { typedNumber } from './typed-number.js';

/** @typedef {import('../../protocol.js').FieldReport} FieldReport */
/** @typedef {import('../../strings/strings.js').Strings} Strings */
/** @typedef {(value: unknown) => Promise<unknown>} Take */

/** Whose values are told apart by factors. */
const BY_FACTORS = /\.(lambda|bound|step|rate)$/;
/** The text around a lab has a symbol for it. */
const LAMBDA = 'constraint.lambda';
/** A slider under way by arrow keys is one change. */
const SLIDER_MS = 300;

/** @param {FieldReport['kind']} kind @param {string} text */
function parsed(kind, text) {
  if (kind === 'choice') return text;
  if (kind !== 'wholes') return typedNumber(text);
  return text
    .split(/[\s,，、]+/)
    .filter(Boolean)
    .map(typedNumber);
}

export class FieldRow {
  /**
   * @param {FieldReport} field
   * @param {Strings} strings
   * @param {Take} take rejects what cannot be
   */
  constructor(field, strings, take) {
    this.field = field;
    /** @private */
    this.strings = strings;
    /** @private */
    this.take = take;
    const { t } = strings;
    const id = ['error', field.of, field.name].filter(Boolean).join('-');
    const title = strings.text(fieldName(field.name));
    /** @private */
    this.error = make('p', { class: 'refusal', role: 'alert', id });
    /** @private */
    this.box = this.makeBox(id);
    /** @private */
    this.slider = this.makeSlider(title);
    /** @private */
    this.tag = make('span', { class: 'tag' }, field.live ? '' : t('settings.restartTag'));
    const name = make('span', {}, title, this.tag);
    const label = make('label', {}, name, this.box);
    /** @private */
    this.pending = 0;
    this.root = make('div', { class: 'setting', 'data-row': field.name });
    if (field.name === LAMBDA) this.root.dataset.marks = 'λ';
    this.root.append(label, ...(this.slider ? [this.slider.element] : []), this.error);
    /** @private The value on show, as text. @type {string | undefined} */
    this.shown = undefined;
  }

  /**
   * A value that was refused stays until there is another.
   * @param {unknown} value
   * @param {boolean} isWaiting for a restart
   */
  show(value, isWaiting) {
    this.root.classList.toggle('waits', isWaiting);
    const { t } = this.strings;
    if (!this.field.live || isWaiting) {
      write(this.tag, t(isWaiting ? 'settings.waitsTag' : 'settings.restartTag'));
    }
    const text = Array.isArray(value) ? value.join(', ') : String(value);
    if (text === this.shown) return;
    this.shown = text;
    this.write(text);
    this.refuse('');
  }

  /** @private @param {string} text */
  write(text) {
    this.box.value = text;
    if (!this.slider) return;
    const { element, scale } = this.slider;
    element.value = String(scale.placeOf(Number(text)));
    element.setAttribute('aria-valuetext', text);
  }

  /** @private @param {string} message */
  refuse(message) {
    write(this.error, message);
    this.box.setAttribute('aria-invalid', String(message !== ''));
  }

  /** @private */
  async change() {
    clearTimeout(this.pending);
    const { value } = this.box;
    const isStill = () => this.box.value === value;
    try {
      await this.take(parsed(this.field.kind, value));
      if (!isStill()) return;
      this.refuse('');
      // As it is written: 1e-3 has become 0.001.
      if (this.shown !== undefined) this.write(this.shown);
    } catch (error) {
      if (isStill()) this.refuse(/** @type {Error} */ (error).message);
    }
  }

  /** @private @param {string} id of the place where refusals are */
  makeBox(id) {
    const { name, kind, least, most, step, options } = this.field;
    const named = { 'data-control': name, 'aria-describedby': id };
    const box =
      kind === 'choice'
        ? make('select', named, ...options.map((value) => this.option(value)))
        : make('input', {
            ...named,
            ...(kind === 'whole' ? { type: 'number', min: least, max: most, step } : {}),
            ...(kind === 'real' ? { inputmode: 'decimal' } : {}),
            autocomplete: 'off',
          });
    box.addEventListener('change', () => this.change());
    return box;
  }

  /** @private @param {string} value */
  option(value) {
    return make('option', { value }, this.strings.text(valueName(value)));
  }

  /** @private @param {string} title */
  makeSlider(title) {
    const { name, kind, least, most } = this.field;
    if (kind !== 'real' || !BY_FACTORS.test(name)) return null;
    const scale = new LogScale(Number(least), Number(most));
    const element = make('input', {
      type: 'range',
      min: 0,
      max: scale.places,
      'data-slider': name,
      'aria-label': title,
    });
    element.addEventListener('input', () => {
      this.box.value = String(scale.valueAt(Number(element.value)));
      element.setAttribute('aria-valuetext', this.box.value);
      clearTimeout(this.pending);
      this.pending = window.setTimeout(() => this.change(), SLIDER_MS);
    });
    return { element, scale };
  }
}
