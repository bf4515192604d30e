/** `import type {} from 'earthmover/vue'` makes the tags known to Vue's templates. */

import type { DefineComponent } from 'vue';
import type { Tags } from './tags.js';

declare module 'vue' {
  interface GlobalComponents extends Components {}
}

type Components = { [Name in keyof Tags]: DefineComponent<Tags[Name]> };
