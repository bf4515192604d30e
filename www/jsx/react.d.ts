/** `import type {} from 'earthmover/react'` makes the tags known to React's JSX. */

import 'react';
import type { Tags } from './tags.js';

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements extends Tags {}
  }
}
