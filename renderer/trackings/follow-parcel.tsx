// "Follow a parcel" in the panel: the form with J-Net preset, or with what was typed and not sent. Opened by the frame.

import { Button } from '@mantine/core';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { useDraftAt } from '../state/use-kept-draft.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { PanelFrame } from '../ui/panel-frame.tsx';
import { ParcelForm } from './parcel-form.tsx';
import { emptyParcel, valuesFromDraft } from './parcel-values.ts';
import { texts } from './texts.ts';

const DRAFT = 'parcel';

interface Props {
  /** Typed already, elsewhere: its draft is one of its own, so that it writes over no other. */
  parcel?: { connectionId: ConnectionId; number: string };
  onClose: () => void;
}

export function FollowParcel({ parcel, onClose }: Props) {
  const { navigation } = useDesk();
  const draftKey = parcel === undefined ? DRAFT : `${DRAFT}:${parcel.number}`;
  const draft = useDraftAt(draftKey);
  const loaded = useDeskStore('connections', (state) => state.loaded);
  const first = useDeskStore(
    'connections',
    (state) => state.connections.find(({ provider }) => provider === 'aftership')?.id,
  );
  if (!loaded || draft === undefined) return null;
  if (first === undefined) {
    return (
      <PanelFrame title={texts.followTitle} onClose={onClose}>
        <EmptyState
          title={texts.noAccount}
          actions={<Button onClick={() => navigation.addConnection()}>{texts.addConnection}</Button>}
        >
          {texts.noAccountWhy}
        </EmptyState>
      </PanelFrame>
    );
  }
  const fresh = { ...emptyParcel(), tracking_number: parcel?.number ?? '' };
  return (
    <ParcelForm
      title={texts.followTitle}
      draftKey={draftKey}
      begin={draft === null ? fresh : valuesFromDraft(draft.value)}
      fresh={fresh}
      draftAt={draft?.savedAt ?? null}
      change={null}
      refused={null}
      connectionId={parcel?.connectionId ?? first}
      onSent={(jobId) => navigation.openJob(jobId)}
      onClose={onClose}
    />
  );
}
