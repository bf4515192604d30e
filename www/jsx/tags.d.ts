/** The tags of the package and what may be written in them, for templates that have types. */

import type { EarthMoverAttributes } from '../earth-mover.js';
// Written of the figures' parameters, when the package is laid out.
import type { FigureAttributes } from '../figures.js';

/** What any tag may have, and how frameworks write what is theirs. */
type Any = {
  [
    other:
      | `on${string}`
      | `data-${string}`
      | `aria-${string}`
      | `v-${string}`
      | `${'prop' | 'attr' | 'bool' | 'on' | 'use' | 'bind' | 'class' | 'style'}:${string}`
  ]: unknown;
};

type Common = {
  [
    Name in 'id' | 'class' | 'className' | 'slot' | 'title' | 'role' | 'part' | 'exportparts'
  ]?: string;
} & {
  [Name in 'style' | 'key' | 'ref' | 'children' | 'dangerouslySetInnerHTML']?: unknown;
} & {
  dir?: 'ltr' | 'rtl' | 'auto';
  hidden?: boolean | '' | 'until-found';
  tabIndex?: number;
  tabindex?: number | string;
};

type Tag<Attributes> = Attributes & Common & Any;

/** By the tags' names. */
export interface Tags extends FigureTags {
  'earth-mover': Tag<EarthMoverAttributes>;
}

type FigureTags = { [Name in keyof FigureAttributes]: Tag<FigureAttributes[Name]> };
