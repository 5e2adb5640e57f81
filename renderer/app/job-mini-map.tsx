// Puts the map's small picture into the job panel: the two are features and do not know each other.

import { Suspense } from 'react';
import { useDeskStore } from '../state/use-desk.ts';
import { MiniMap } from './slots.tsx';

export function JobMiniMap() {
  const detail = useDeskStore('job', (state) => state.detail);
  if (detail === null) return null;
  return (
    <Suspense>
      <MiniMap job={detail.job} trail={detail.trail} events={detail.events} />
    </Suspense>
  );
}
