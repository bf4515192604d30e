/** `import type {} from 'earthmover/solid'` makes the tags known to Solid's JSX. */

import 'solid-js';
import type { Tags } from './tags.js';

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements extends Tags {}
  }
}
