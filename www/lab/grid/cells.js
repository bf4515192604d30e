/** The cells of the grid for hand and keyboard: one stop of the tab key, arrows move between them, Enter opens. */

import { make } from '../../ui/dom.js';

/** @param {number} cell @param {number} side of the grid, in cells */
export const placeOf = (cell, side) =>
  /** @type {const} */ ([cell + 1, Math.floor(cell / side) + 1, (cell % side) + 1]);

/** Where a key leads from a cell. @param {string} key @param {number} cell @param {number} side */
function target(key, cell, side) {
  const column = cell % side;
  if (key === 'ArrowLeft') return column > 0 ? cell - 1 : cell;
  if (key === 'ArrowRight') return column < side - 1 ? cell + 1 : cell;
  if (key === 'ArrowUp') return cell >= side ? cell - side : cell;
  if (key === 'ArrowDown') return cell + side < side * side ? cell + side : cell;
  if (key === 'Home') return cell - column;
  if (key === 'End') return cell - column + side - 1;
  return undefined;
}

export class Cells {
  /**
   * @param {HTMLElement} holder that it covers
   * @param {import('../../strings/strings.js').Strings} strings
   * @param {number} side of the grid, in cells
   * @param {(cell: number) => void} chosen
   */
  constructor(holder, { t }, side, chosen) {
    /** @private */
    this.side = side;
    /** @private */
    this.chosen = chosen;
    /** @private */
    this.cells = Array.from({ length: side * side }, (_, cell) =>
      make('div', {
        role: 'gridcell',
        tabindex: cell === 0 ? 0 : -1,
        'aria-label': t('grid.cell', ...placeOf(cell, side)),
        'aria-selected': 'false',
      }),
    );
    const rows = Array.from({ length: side }, (_, row) =>
      make('div', { role: 'row' }, ...this.cells.slice(row * side, (row + 1) * side)),
    );
    const root = make('div', { class: 'cells', role: 'grid', 'aria-label': t('grid.cells') });
    root.append(...rows);
    root.addEventListener('click', (event) => this.choose(this.cellOf(event)));
    root.addEventListener('keydown', (event) => this.hearKey(event));
    holder.append(root);
  }

  /** @param {number} cell */
  focus(cell) {
    for (const [at, element] of this.cells.entries()) element.tabIndex = at === cell ? 0 : -1;
    this.cells[cell].focus();
  }

  /** @param {number | null} cell which is opened */
  mark(cell) {
    for (const [at, element] of this.cells.entries()) {
      element.setAttribute('aria-selected', String(at === cell));
    }
  }

  /** @private @param {number} cell */
  choose(cell) {
    if (cell < 0) return;
    this.focus(cell);
    this.chosen(cell);
  }

  /** @private @param {Event} event */
  cellOf(event) {
    return this.cells.indexOf(/** @type {HTMLDivElement} */ (event.target));
  }

  /** @private @param {KeyboardEvent} event */
  hearKey(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const cell = this.cellOf(event);
    const to = target(event.key, cell, this.side);
    if (to !== undefined) this.focus(to);
    else if (event.key === 'Enter' || event.key === ' ') this.choose(cell);
    else return;
    event.preventDefault();
  }
}
