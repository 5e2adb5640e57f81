// What stands in the form when it opens: a draft, the shipment that is changed or sent once more, or nothing but an order
// number. Only reads.

import { useEffect, useState } from 'react';
import type { Command } from '../../shared/domain/command.ts';
import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { knownShipment, valuesOf } from './from-shipment.ts';
import { newOrderNumber } from './order-number.ts';
import { emptyValues, type ShipmentValues, valuesFromDraft } from './shipment-values.ts';

export type ShipmentIntent =
  | { kind: 'new'; connectionId?: ConnectionId | undefined }
  | { kind: 'edit' | 'duplicate'; jobId: JobId };

export interface ShipmentStart {
  draftKey: string;
  values: ShipmentValues;
  /** What would stand there without a draft; for a change, the shipment as it is. */
  fresh: ShipmentValues;
  /** The shipment as it was told; empty for a new one. */
  known: Record<string, unknown>;
  draftAt: number | null;
  /** What was refused last and is corrected here. */
  refused: Command | null;
}

export type ShipmentLoading =
  | { kind: 'loading' }
  | { kind: 'problem'; problem: Problem }
  | { kind: 'ready'; start: ShipmentStart };

export function useShipmentStart(intent: ShipmentIntent): ShipmentLoading {
  const { actions, stores } = useDesk();
  const jobId = intent.kind === 'new' ? null : intent.jobId;
  const wanted = intent.kind === 'new' ? intent.connectionId : undefined;
  const loaded = useDeskStore('connections', (state) => state.loaded);
  const detail = useDeskStore('job', (state) => (state.id === jobId ? state.detail : null));
  const problem = useDeskStore('job', (state) => (state.id === jobId ? state.problem : null));
  const [drafts, setDrafts] = useState<readonly { key: string; value: unknown; savedAt: number }[] | null>(
    null,
  );
  const [start, setStart] = useState<ShipmentStart | null>(null);

  useEffect(() => {
    let here = true;
    void actions.listDrafts().then((outcome) => {
      if (here) setDrafts(outcome.ok ? outcome.value : []);
    });
    return () => {
      here = false;
    };
  }, [actions]);

  useEffect(() => {
    if (start !== null || drafts === null || !loaded) return;
    if (jobId !== null && detail === null) return;
    const accounts = stores.connections
      .getState()
      .connections.filter(({ provider }) => provider === 'shipping-order');
    const account = accounts.find(({ id }) => id === wanted) ?? accounts[0];
    const known = detail === null ? {} : knownShipment(detail);
    const fresh =
      detail === null
        ? emptyValues(account?.id ?? '', newOrderNumber())
        : valuesOf(known, detail.job.connectionId);
    const begun = intent.kind === 'duplicate' ? anew(fresh) : fresh;
    const draftKey = jobId === null ? 'shipment' : `shipment-${intent.kind}:${jobId}`;
    const kept = drafts.find(({ key }) => key === draftKey);
    const typed = kept === undefined ? null : valuesFromDraft(kept.value);
    const isThere = accounts.some(({ id }) => id === typed?.connectionId);
    setStart({
      draftKey,
      fresh: begun,
      known,
      values:
        typed === null
          ? begun
          : { ...typed, connectionId: isThere ? typed.connectionId : begun.connectionId },
      draftAt: typed === null ? null : (kept?.savedAt ?? null),
      refused:
        intent.kind === 'edit'
          ? (detail?.commands.findLast(({ state }) => state === 'failed') ?? null)
          : null,
    });
  }, [start, drafts, loaded, detail, intent, jobId, wanted, stores]);

  if (start !== null) return { kind: 'ready', start };
  return problem === null ? { kind: 'loading' } : { kind: 'problem', problem };
}

/** The same once more: another number, and no times of another day. */
function anew(values: ShipmentValues): ShipmentValues {
  const none = { startsAt: '', endsAt: '' };
  return {
    ...values,
    orderExternalId: newOrderNumber(),
    pickupTime: none,
    deliveryTime: none,
    createdDate: '',
  };
}
