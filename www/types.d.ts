/** What a program sees of the element beside its class, which `tsc --declaration` makes the types of. */

import type {
  Config,
  DeviceName,
  StepReport,
  TransportReport,
} from '../dist/pkg/cpu/earthmover_web.js';
import type { EarthMover } from './lab/element.js';
import type { Given } from './run/settings.js';

export type {
  Config,
  DeviceName,
  Patch,
  PresetName,
  StepReport,
  TransportReport,
} from '../dist/pkg/cpu/earthmover_web.js';

/**
 * What a lab is at. `idle`: nothing is loaded. `waiting`: it trains on when the next digits are there. `moving`: to
 * another worker, for another device.
 */
export type RunState = 'idle' | 'loading' | 'running' | 'paused' | 'waiting' | 'moving' | 'failed';

/**
 * What has gone wrong: `data` is shards and their manifest, `module` the wasm file, `argument` what the module has
 * refused. After `panic` and `device-lost` the run goes on from its last checkpoint where it can.
 */
export type ErrorKind =
  'argument' | 'data' | 'module' | 'checkpoint' | 'panic' | 'device-lost' | 'internal';

/** The events of the element. They bubble and leave shadow roots. */
export interface EarthMoverEventMap {
  /** Once: there is a run. */
  ready: CustomEvent<{ device: DeviceName; iteration: number; config: Config }>;
  statechange: CustomEvent<{ state: RunState; before: RunState }>;
  /** Some iterations are done, this the last of them; one report each. */
  step: CustomEvent<{ iteration: number; reports: StepReport[] }>;
  /** Distances have been measured. */
  measure: CustomEvent<TransportReport>;
  /** `message` is in the lab's language. */
  error: CustomEvent<{ kind: ErrorKind; message: string }>;
}

type Attribute<Value> = Value extends boolean
  ? boolean | '' | 'true' | 'false'
  : Value extends number
    ? number | `${number}`
    : Value extends string
      ? Value
      : string;

/** The element's attributes, for templates that have types (JSX and the like). */
export type EarthMoverAttributes = {
  [Name in keyof Given]?: Attribute<Given[Name]>;
} & {
  /** The element follows the page's address, which wins, and writes what the reader chooses there. */
  address?: boolean | '';
};

type Events = Omit<HTMLElementEventMap, keyof EarthMoverEventMap> & EarthMoverEventMap;

declare module './lab/element.js' {
  interface EarthMover {
    addEventListener<Name extends keyof Events>(
      type: Name,
      listener: (this: EarthMover, event: Events[Name]) => unknown,
      options?: boolean | AddEventListenerOptions,
    ): void;
    addEventListener(
      type: string,
      listener: EventListenerOrEventListenerObject,
      options?: boolean | AddEventListenerOptions,
    ): void;
    removeEventListener<Name extends keyof Events>(
      type: Name,
      listener: (this: EarthMover, event: Events[Name]) => unknown,
      options?: boolean | EventListenerOptions,
    ): void;
    removeEventListener(
      type: string,
      listener: EventListenerOrEventListenerObject,
      options?: boolean | EventListenerOptions,
    ): void;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'earth-mover': EarthMover;
  }
}
