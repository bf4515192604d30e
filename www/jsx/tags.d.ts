/** The tags of the package and what may be written in them, for templates that have types. */

import type { EarthMover, EarthMoverAttributes } from '../earth-mover.js';
// Written of the figures' parameters, when the package is laid out.
import type { FigureAttributes } from '../figures.js';

type Tag<Attributes> = Attributes & {
  id?: string;
  class?: string;
  className?: string;
  slot?: string;
  style?: unknown;
  key?: unknown;
  ref?: unknown;
  children?: unknown;
  dir?: string;
  hidden?: boolean;
  [other: `on${string}` | `data-${string}` | `aria-${string}`]: unknown;
};

/** By the tags' names. */
export interface Tags extends FigureTags {
  'earth-mover': Tag<EarthMoverAttributes>;
}

type FigureTags = { [Name in keyof FigureAttributes]: Tag<FigureAttributes[Name]> };

/** The elements that they make. */
export interface Elements {
  'earth-mover': EarthMover;
}
