/** The pile that arrives, under the stage: where P has its mass, and how much of it has come. */

import { Stage } from '../../ui/stage.js';

/** Standard deviation of the heap that a grain makes. */
const HEAP = 0.07;
/** Columns that the heaps are summed in. */
const COLUMNS = 161;
const FOOT = 4;

/**
 * @param {Float64Array} points x, y in turn
 * @param {ArrayLike<number>} masses
 */
function heaped(points, masses) {
  const heights = new Float64Array(COLUMNS);
  for (let column = 0; column < COLUMNS; column++) {
    const x = -1 + (2 * column) / (COLUMNS - 1);
    for (let at = 0; at < masses.length; at++) {
      heights[column] += masses[at] * Math.exp(-0.5 * ((x - points[2 * at]) / HEAP) ** 2);
    }
  }
  return heights;
}

export class Pile {
  /** @param {import('../../ui/theme.js').Theme} theme */
  constructor(theme) {
    /** @private */
    this.theme = theme;
    /** @private @type {{ wanted: Float64Array, arrived: Float64Array } | null} */
    this.heights = null;
    this.stage = new Stage({ left: -1, right: 1, bottom: 0, top: 1 }, () => this.paint(), {
      role: 'presentation',
    });
    this.element = this.stage.element;
    this.element.classList.add('pile');
    this.element.setAttribute('aria-hidden', 'true');
  }

  /**
   * @param {Float64Array} points of P, each with as much mass as the others
   * @param {Float64Array} arrived
   * @param {import('../../ui/stage.js').Box} box of the plane above it
   */
  draw(points, arrived, { left, right }) {
    Object.assign(this.stage.box, { left, right });
    const count = arrived.length;
    const even = new Float64Array(count).fill(1 / count);
    this.heights = { wanted: heaped(points, even), arrived: heaped(points, arrived) };
    this.paint();
  }

  dispose() {
    this.stage.dispose();
  }

  /** @private */
  paint() {
    const context = this.stage.clear();
    const { width, height } = this.stage;
    const [left, right] = [this.stage.x(-1), this.stage.x(1)];
    if (!this.heights || width === 0) return;
    const { wanted, arrived } = this.heights;
    // What is too much for P must be seen too.
    const most = 1.25 * Math.max(...wanted);
    const trace = (/** @type {Float64Array} */ heights) => {
      context.beginPath();
      context.moveTo(left, height - FOOT);
      heights.forEach((value, column) => {
        const y = height - FOOT - (value / most) * (height - FOOT);
        context.lineTo(left + (column / (COLUMNS - 1)) * (right - left), y);
      });
      context.lineTo(right, height - FOOT);
    };
    trace(arrived);
    context.fillStyle = this.theme.colour('--em-fake');
    context.globalAlpha = 0.75;
    context.fill();
    context.globalAlpha = 1;
    trace(wanted);
    context.strokeStyle = this.theme.colour('--em-real');
    context.lineWidth = 2;
    context.stroke();
  }
}
