// What a system alone can do with its jobs and tells of them, in the job panel: one line for each that has any. The panel
// gets it from the frame, since no feature knows another.

import { type ComponentType, Suspense } from 'react';
import type { ProviderName } from '../../shared/domain/provider-name.ts';
import { useDeskStore } from '../state/use-desk.ts';
import { ParcelActions, ParcelPart, ShipmentPart } from './slots.tsx';

interface Parts {
  /** Under the buttons that every job has. */
  actions?: ComponentType;
  /** Above the job's ids. */
  facts?: ComponentType;
}

const parts: Partial<Record<ProviderName, Parts>> = {
  'shipping-order': { facts: ShipmentPart },
  aftership: { actions: ParcelActions, facts: ParcelPart },
};

export function ProviderPart({ which }: { which: keyof Parts }) {
  const provider = useDeskStore('job', (state) => state.detail?.job.provider);
  const Part = provider === undefined ? undefined : parts[provider]?.[which];
  return Part === undefined ? null : (
    <Suspense>
      <Part />
    </Suspense>
  );
}
