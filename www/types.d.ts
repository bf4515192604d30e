/** What a program sees of the element beside its class, which `tsc --declaration` makes the types of. */

import type {
  Config,
  DeviceName,
  Patch,
  PresetName,
  StepReport,
  TransportReport,
  WeightReport,
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
  WeightReport,
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

/** The events of the element. They do not bubble: listen to the element itself. */
export interface EarthMoverEventMap {
  /** Once: there is a run. */
  ready: CustomEvent<{ device: DeviceName; iteration: number; config: Config }>;
  statechange: CustomEvent<{ state: RunState; before: RunState }>;
  /** So many bytes of code and digits have come, of so many as are known of. */
  progress: CustomEvent<{ loaded: number; total: number }>;
  /** Some iterations are done, this the last of them; one report each. */
  step: CustomEvent<{ iteration: number; reports: StepReport[] }>;
  /** At what symbols of the text around it stand for, by `light`'s names; none: at nothing any more. */
  point: CustomEvent<{ names: readonly string[] }>;
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
      : string | Value;

/** What of an element is no setting of a run. */
interface Own {
  /** The element follows the page's address, which wins, and writes what the reader chooses there. */
  address: boolean;
  /** Where the files of the package lie, for all labs and figures of the page. */
  base: string;
}

/** Attributes and properties, by one name; `lang` is every element's. */
type Settings = Own & Omit<Given, 'lang'>;

/** The element's attributes, for templates that have types (JSX and the like). */
export type EarthMoverAttributes = {
  [Name in keyof (Settings & Pick<Given, 'lang'>)]?: Attribute<(Settings & Given)[Name]>;
};

/** Each property reflects the attribute of its name: what is given there, whatever the run is. */
export interface EarthMoverProperties {
  get address(): boolean;
  set address(value: boolean | null | undefined);
  get base(): string;
  set base(value: string | null | undefined);
  get seed(): number;
  set seed(value: number | string | null | undefined);
  get preset(): PresetName;
  set preset(value: PresetName | null | undefined);
  get device(): Given['device'];
  set device(value: Given['device'] | null | undefined);
  get workers(): Given['workers'];
  set workers(value: Given['workers'] | null | undefined);
  /** What is other than in the preset; `currentConfig` is the whole that the run has. */
  get config(): Patch<Config>;
  set config(value: Patch<Config> | string | null | undefined);
  /** Which images it learns: a name, or the address of a folder with a manifest.json. */
  get data(): string;
  set data(value: string | null | undefined);
  get digits(): string;
  set digits(value: string | null | undefined);
  get version(): string;
  set version(value: string | null | undefined);
  get controls(): readonly string[] | null;
  set controls(value: readonly string[] | string | null | undefined);
  get theme(): Given['theme'];
  set theme(value: Given['theme'] | null | undefined);
  get loading(): Given['loading'];
  set loading(value: Given['loading'] | null | undefined);
  get autostart(): Given['autostart'];
  set autostart(value: Given['autostart'] | null | undefined);
  get concurrent(): boolean;
  set concurrent(value: boolean | null | undefined);
  get together(): string;
  set together(value: string | null | undefined);
  get background(): boolean;
  set background(value: boolean | null | undefined);
  get height(): number;
  set height(value: number | string | null | undefined);
  get grid(): number;
  set grid(value: number | string | null | undefined);
}

type Events = Omit<HTMLElementEventMap, keyof EarthMoverEventMap> & EarthMoverEventMap;

declare module './lab/element.js' {
  interface EarthMover extends EarthMoverProperties {
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
