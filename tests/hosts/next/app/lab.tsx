'use client';

import type { EarthMover, EarthMoverEventMap } from 'earthmover';
import 'earthmover';
import type {} from 'earthmover/react';
import { useEffect, useRef, useState } from 'react';

/** What a server has rendered React takes over without objects and listeners: text, and a ref. */
export function Lab() {
  const lab = useRef<EarthMover>(null);
  const [gap, setGap] = useState<number>();

  useEffect(() => {
    const element = lab.current;
    const hear = ({ detail }: EarthMoverEventMap['step']) => setGap(detail.reports.at(-1)?.gap);
    element?.addEventListener('step', hear);
    return () => element?.removeEventListener('step', hear);
  }, []);

  return (
    <>
      <p>
        The gap is <output id="gap">{gap?.toFixed(4)}</output>
      </p>
      <earth-mover ref={lab} device="cpu" workers={1} config="batch:8" />
    </>
  );
}
