// What "New" can begin: each kind with the system it needs and its form. The order is that of the question.
// One more kind: its name in NEW_KINDS (renderer/state/stores.ts), its form in slots.tsx, its line here, its words in
// renderer/compose/texts.ts. A kind without a form yet is not offered.

import type { ComponentType } from 'react';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { ProviderName } from '../../shared/domain/provider-name.ts';
import type { NewKind } from '../state/stores.ts';
import { useDeskStore } from '../state/use-desk.ts';
import { FollowParcel, NewCourierJob, NewShipment } from './slots.tsx';

interface NewFormProps {
  /** The account to begin with; the form's own choice without it. */
  connectionId?: ConnectionId;
  onClose: () => void;
}

export const newKinds: readonly {
  what: NewKind;
  provider: ProviderName;
  Form: ComponentType<NewFormProps> | null;
}[] = [
  { what: 'courier', provider: 'twinjet', Form: NewCourierJob },
  { what: 'shipment', provider: 'shipping-order', Form: NewShipment },
  { what: 'tracking', provider: 'aftership', Form: FollowParcel },
  { what: 'label', provider: 'aftership', Form: null },
];

/** The kinds that have a form, and whether their system is connected. */
export function useNewChoices() {
  const connections = useDeskStore('connections', (state) => state.connections);
  return newKinds
    .filter(({ Form }) => Form !== null)
    .map(({ what, provider }) => ({
      what,
      provider,
      ready: connections.some((connection) => connection.provider === provider),
    }));
}
