// The form that sends a shipment, changes one, or sends one like another. Shown by the frame. Nothing typed is ever lost
// by closing it.

import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { PanelFrame } from '../ui/panel-frame.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { ShipmentForm } from './shipment-form.tsx';
import { texts } from './texts.ts';
import { type ShipmentIntent, useShipmentStart } from './use-shipment-start.ts';

/** A new one. `connectionId`: the account to begin with. */
export function NewShipment({ connectionId, onClose }: { connectionId?: ConnectionId; onClose: () => void }) {
  const [intent] = useState<ShipmentIntent>({ kind: 'new', connectionId });
  return <ShipmentPanel intent={intent} onClose={onClose} />;
}

export function ShipmentPanel({ intent, onClose }: { intent: ShipmentIntent; onClose: () => void }) {
  const { navigation } = useDesk();
  const loading = useShipmentStart(intent);
  const hasAccount = useDeskStore('connections', ({ connections }) =>
    connections.some(({ provider }) => provider === 'shipping-order'),
  );
  if (loading.kind === 'ready' && (hasAccount || intent.kind === 'edit')) {
    return <ShipmentForm intent={intent} start={loading.start} onClose={onClose} />;
  }
  return (
    <PanelFrame title={texts.titles[intent.kind]} onClose={onClose}>
      {loading.kind === 'loading' && <Waiting heights={[80, 160, 32, 32]} label={texts.loading} />}
      {loading.kind === 'problem' && <ProblemNote problem={loading.problem} />}
      {loading.kind === 'ready' && (
        <EmptyState
          title={texts.noConnection}
          actions={<Button onClick={() => navigation.addConnection()}>{texts.addConnection}</Button>}
        >
          {texts.noConnectionWhy}
        </EmptyState>
      )}
    </PanelFrame>
  );
}
