/** The fields of a configuration, as controls need them: their values, and the patches that change them. */

/** @typedef {import('../../protocol.js').Config} Config */
/** @typedef {import('../../protocol.js').FieldReport} FieldReport */
/** @typedef {{ path: string, patch: object }} Change */

/**
 * The value of a field; undefined where the configuration has none.
 * @param {Config} config
 * @param {string} path
 * @returns {any}
 */
export const valueOf = (config, path) =>
  path.split('.').reduce((part, name) => part?.[name], /** @type {any} */ (config));

/** Averaging is there or not, which no field says. @param {FieldReport} sample */
const averagingOf = (sample) => ({
  ...sample,
  name: 'averaging',
  kind: /** @type {const} */ ('choice'),
  options: ['off', 'on'],
});

/**
 * With that of averaging before its own; the seed has a place in the toolbar.
 * @param {readonly FieldReport[]} reports
 */
export function shownFields(reports) {
  const fields = reports.filter(({ name }) => name !== 'seed');
  const at = fields.findIndex(({ name }) => name.startsWith('averaging.'));
  return at < 0 ? fields : [...fields.slice(0, at), averagingOf(fields[at]), ...fields.slice(at)];
}

/**
 * Whether a configuration has the field: those of another kind, or of no averaging, it has not.
 * @param {FieldReport} field
 * @param {Config} config
 */
export function hasField({ name, of }, config) {
  const [part] = name.split('.');
  if (of !== null && valueOf(config, part)?.kind !== of) return false;
  return name === 'averaging' || valueOf(config, name) !== undefined;
}

/**
 * What a control shows.
 * @param {FieldReport} field
 * @param {Config} config
 */
export function shownValue({ name }, config) {
  const value = valueOf(config, name);
  return name === 'averaging' ? (value ? 'on' : 'off') : value;
}

/**
 * What a control's new value changes. Of another kind all fields are said, so that none comes from elsewhere.
 * @param {FieldReport} field
 * @param {unknown} value
 * @param {{ reports: readonly FieldReport[], now: Config, draft: Config }} among the run's configuration, and the
 *   one with all that waits
 * @returns {Change}
 */
export function changeTo({ name }, value, { reports, now, draft }) {
  const [part, inner] = name.split('.');
  const defaults = (/** @type {(report: FieldReport) => boolean} */ isOfIt) =>
    reports.filter(isOfIt).map((report) => [report.name.split('.')[1], report.default]);
  if (name === 'averaging') {
    const fields = Object.fromEntries(defaults((report) => report.name.startsWith('averaging.')));
    const old = now.averaging ?? fields;
    return { path: part, patch: { averaging: value === 'on' ? old : null } };
  }
  if (inner === 'kind') {
    const isSame = valueOf(now, name) === value;
    const isOfIt = (/** @type {FieldReport} */ report) =>
      report.of === value && report.name.startsWith(`${part}.`);
    const fields = { kind: value, ...Object.fromEntries(defaults(isOfIt)) };
    return { path: part, patch: { [part]: isSame ? valueOf(now, part) : fields } };
  }
  if (!inner) return { path: name, patch: { [name]: value } };
  // What waits may be of another kind than what is.
  const kind = valueOf(draft, part)?.kind;
  return { path: name, patch: { [part]: kind ? { kind, [inner]: value } : { [inner]: value } } };
}
