// Each line below the empty one is an error; tests/site/package.test.js sees that each is found.
import { EarthMover, type EarthMoverAttributes } from 'earthmover';
import { Digits, Trainer } from 'earthmover/wasm/cpu';

new EarthMover().step('two');
new EarthMover().iteration = 3;
new EarthMover().currentDevice = 'cpu';
new EarthMover().seed = true;
new EarthMover().device = 'cuda';
new EarthMover().config = { batch: 'many' };
new EarthMover().theme = 'purple';
document.createElement('em-line').snap = 3;
new EarthMover().configure({ batch: 'many' });
new EarthMover().configure({ constraint: { kind: 'magic' } });
new EarthMover().sample([1, 2, 3]);
new EarthMover().addEventListener('step', ({ detail }) => detail.loss);
new EarthMover().addEventListener('error', (event) => event.filename);
document.createElement('earth-mover').begin();
export const wrongPreset: EarthMoverAttributes = { preset: 'wgan' };
export const wrongName: EarthMoverAttributes = { speed: 'fast' };
export const wrongSeed: EarthMoverAttributes = { seed: 'seven' };
new Digits().add([0], [1]);
new Trainer();
Trainer.create({ latent: '8' }, 'cpu', new Digits());
Trainer.create({}, 'cuda', new Digits());
import 'earthmover/lab/element.js';
import 'earthmover/wasm/abacus';
