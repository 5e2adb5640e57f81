// What "New" can begin: each kind with the system it needs and its form. The order is that of the question.
// One more kind: its name in NEW_KINDS (renderer/state/stores.ts), its form in slots.tsx (or the screen it leads to), its
// line here, its words in renderer/compose/texts.ts.

import type { ComponentType } from 'react';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { ProviderName } from '../../shared/domain/provider-name.ts';
import type { Navigation } from '../state/navigation.ts';
import type { NewKind } from '../state/stores.ts';
import { useDeskStore } from '../state/use-desk.ts';
import { FollowParcel, NewCourierJob, NewShipment } from './slots.tsx';

interface NewFormProps {
  /** The account and the tracking number to begin with; the form's own choice without. */
  parcel?: { connectionId: ConnectionId; number: string };
  onClose: () => void;
}

interface NewKindEntry {
  what: NewKind;
  provider: ProviderName;
  /** A form in the panel, or the way to a screen of its own. */
  begins: { Form: ComponentType<NewFormProps> } | { leads: (navigation: Navigation) => void };
}

export const newKinds: readonly NewKindEntry[] = [
  { what: 'courier', provider: 'twinjet', begins: { Form: NewCourierJob } },
  { what: 'shipment', provider: 'shipping-order', begins: { Form: NewShipment } },
  { what: 'tracking', provider: 'aftership', begins: { Form: FollowParcel } },
  // Rates side by side need more room than the panel has.
  { what: 'label', provider: 'aftership', begins: { leads: (navigation) => navigation.newLabel() } },
];

/** The kinds, and whether their system is connected. */
export function useNewChoices() {
  const connections = useDeskStore('connections', (state) => state.connections);
  return newKinds.map(({ what, provider }) => ({
    what,
    provider,
    ready: connections.some((connection) => connection.provider === provider),
  }));
}
