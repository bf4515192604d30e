/** `import type {} from 'earthmover/svelte'` makes the tags known to Svelte's templates. */

import 'svelte/elements';
import type { Tags } from './tags.js';

declare module 'svelte/elements' {
  interface SvelteHTMLElements extends Tags {}
}
