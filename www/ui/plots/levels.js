/** Levels: values that curves are read against, as lines across a plot with their names on them. */

/**
 * @typedef {{ value: number, title: string, colour: string, scale?: string, isBelow?: boolean }} Level
 *   `colour` is a custom property; the name is above the line, or below it
 */

/**
 * @param {import('uplot')} plot
 * @param {readonly Level[]} levels
 * @param {{ colour: (name: string) => string, font: string }} looks
 */
export function drawLevels(plot, levels, { colour, font }) {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio || 1;
  ctx.save();
  ctx.lineJoin = 'round';
  ctx.font = font.replace(/^(\d+)px/, (_, size) => `${size * ratio}px`);
  ctx.textAlign = 'right';
  for (const { value, title, colour: name, scale = 'y', isBelow } of levels) {
    const y = plot.valToPos(value, scale, true);
    if (!(y >= bbox.top && y <= bbox.top + bbox.height)) continue;
    ctx.lineWidth = ratio;
    ctx.setLineDash([ratio, 3 * ratio]);
    ctx.strokeStyle = ctx.fillStyle = colour(name);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    const isUnder = isBelow || y - bbox.top < 18 * ratio;
    ctx.textBaseline = isUnder ? 'top' : 'bottom';
    const at = /** @type {const} */ ([
      bbox.left + bbox.width - 4 * ratio,
      y + (isUnder ? 3 : -3) * ratio,
    ]);
    ctx.setLineDash([]);
    ctx.strokeStyle = colour('--em-panel');
    ctx.lineWidth = 3 * ratio;
    ctx.strokeText(title, ...at);
    ctx.fillText(title, ...at);
  }
  ctx.restore();
}
