// A program that uses all of the package as it should; tests/site/package.test.js has it checked.
import { EarthMover } from 'earthmover';
import type { Config, EarthMoverAttributes, Patch, RunState } from 'earthmover';
import init, { Digits, fields, preset, Trainer } from 'earthmover/wasm/cpu';
import { devices, presetNames } from 'earthmover/wasm/ndarray';
import { setBasePath, VERSION } from 'earthmover';
import 'earthmover/em-clouds.js';

const attributes: EarthMoverAttributes = {
  address: true,
  concurrent: '',
  controls: 'run,grid',
  device: 'webgpu',
  height: '700',
  preset: 'clip-small',
  seed: 7,
  workers: 'auto',
};

export async function lab(parent: HTMLElement): Promise<number> {
  const made: EarthMover = document.createElement('earth-mover');
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.seed = 3;
  made.config = { batch: 8, constraint: { kind: 'slopePenalty' } };
  made.controls = ['run', 'grid'];
  made.background = true;
  made.theme = undefined;
  const { batch }: Patch<Config> = made.config;
  console.log(batch, made.currentConfig?.batch, made.currentDevice, made.currentLanguage);
  parent.append(made);
  made.addEventListener('ready', ({ detail }) => console.log(detail.config.batch, detail.device));
  made.addEventListener('statechange', ({ detail: { state, before } }) => {
    const states: RunState[] = [state, before];
    console.log(states);
  });
  made.addEventListener('step', function ({ detail }) {
    console.log(this.iteration, detail.reports[0].criticLoss);
  });
  made.addEventListener('error', ({ detail }) => console.error(detail.kind, detail.message));
  made.addEventListener('keydown', ({ key }) => console.log(key));
  const state: RunState = await made.run();
  const patch: Patch<Config> = { nCritic: 3, criticAdam: { rate: 1e-3 } };
  const config: Config = await made.configure(patch, { restart: true });
  const images: Uint8Array = await made.sample(new Float32Array(config.latent));
  await made.pause();
  return (await made.step(10)) + images.length + state.length;
}

export async function train(images: Uint8Array, labels: Uint8Array): Promise<number[]> {
  await init();
  const digits = new Digits();
  digits.add(images, labels);
  const trainer = await Trainer.create({ ...preset('article'), seed: 3 }, 'cpu', digits);
  const { exactDistance } = await trainer.measure(64);
  const gaps = (await trainer.train(10)).map(({ gap }) => gap);
  const reasons = (await devices()).map(({ name, reason }) => `${name}: ${reason}`);
  console.log(fields().length, presetNames(), reasons);
  return [...gaps, exactDistance];
}

setBasePath(`/static/earthmover-${VERSION}/`);
const clouds = document.createElement('em-clouds');
clouds.width = 0.1;
clouds.addEventListener('statechange', (event) => console.log(event));
console.log(clouds.values, clouds.sigma + 1, clouds.lay === false);

export const found: EarthMover | null = document.querySelector('earth-mover');
