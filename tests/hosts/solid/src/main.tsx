import type { EarthMoverEventMap } from 'earthmover';
import 'earthmover';
import type {} from 'earthmover/solid';
import { createSignal } from 'solid-js';
import { render } from 'solid-js/web';

function App() {
  const [gap, setGap] = createSignal<number>();
  const hear = ({ detail }: EarthMoverEventMap['step']) => setGap(detail.reports.at(-1)?.gap);
  return (
    <main>
      <h1>A lab in Solid</h1>
      <p>
        The gap is <output id="gap">{gap()?.toFixed(4)}</output>.
      </p>
      <earth-mover device="cpu" workers={1} prop:config={{ batch: 8 }} on:step={hear} />
    </main>
  );
}

render(() => <App />, document.getElementById('root')!);
