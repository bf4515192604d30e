import type { Config, EarthMover, EarthMoverEventMap, Patch } from 'earthmover';
import 'earthmover';
import type {} from 'earthmover/react';
import { useEffect, useRef, useState } from 'react';

const CONFIG: Patch<Config> = { batch: 8 };

export function App() {
  const lab = useRef<EarthMover>(null);
  const [gap, setGap] = useState<number>();
  const [device, setDevice] = useState('');

  useEffect(() => {
    const element = lab.current;
    const hear = ({ detail }: EarthMoverEventMap['step']) => setGap(detail.reports.at(-1)?.gap);
    element?.addEventListener('step', hear);
    return () => element?.removeEventListener('step', hear);
  }, []);

  return (
    <main>
      <h1>A lab in React</h1>
      <p>
        The gap on <output id="device">{device}</output> is{' '}
        <output id="gap">{gap?.toFixed(4)}</output>.
      </p>
      <earth-mover
        ref={lab}
        device="cpu"
        workers={1}
        config={CONFIG}
        onready={({ detail }: EarthMoverEventMap['ready']) => setDevice(detail.device)}
      />
    </main>
  );
}
