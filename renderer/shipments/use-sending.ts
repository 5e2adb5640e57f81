// From what stands in the form to a command in the outbox, once. Checks, sends, and puts what is refused beside the field
// it is about. What was typed stays until it is safely in the outbox.

import { useRef, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { checkChanges, checkShipment, fieldOf } from './check-shipment.ts';
import type { ShipmentField } from './field.tsx';
import type { ShipmentValues } from './shipment-values.ts';

export interface Change {
  jobId: JobId;
  before: ShipmentValues;
  /** The shipment as it was told. */
  known: Record<string, unknown>;
  /** It failed and is at Shipping Order: after the change it is placed again. */
  thenRetry: boolean;
}

interface Options {
  form: UseFormReturn<ShipmentValues>;
  change: Change | null;
  onSent: (jobId: JobId) => void;
  /** Something at a field needs the person. */
  onRefused: () => void;
}

export interface Sending {
  busy: boolean;
  problem: Problem | null;
  send(): Promise<void>;
  dismiss(): void;
}

export function useSending({ form, change, onSent, onRefused }: Options): Sending {
  const { actions } = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const working = useRef(false);

  /** Null: something has to be corrected first. */
  async function carryOut(values: ShipmentValues) {
    if (change === null) {
      const checked = checkShipment(values);
      if (!checked.ok) return null;
      return actions.shipments.create({
        connectionId: values.connectionId as ConnectionId,
        shipment: checked.value,
      });
    }
    const { jobId, before, known, thenRetry } = change;
    const checked = checkChanges(values, before, known);
    const unchanged = !checked.ok && checked.problems.length === 0;
    if (!checked.ok && !(unchanged && thenRetry)) return null;
    if (checked.ok) {
      const { forceUpdate } = values;
      const edited = await actions.shipments.edit({ jobId, changes: checked.value, forceUpdate });
      if (!edited.ok || !thenRetry) return edited;
    }
    return actions.shipments.retry(jobId);
  }

  async function work() {
    setProblem(null);
    let valid = false;
    await form.handleSubmit(() => {
      valid = true;
    })();
    if (!valid) return onRefused();
    setBusy(true);
    const values = structuredClone(form.getValues());
    const outcome = await carryOut(values);
    if (outcome === null) return onRefused();
    if (outcome.ok) return onSent(outcome.value.jobId);
    setProblem(outcome.problem);
    const { code, fields, sentence } = outcome.problem;
    const placed = fields.map(({ field, message }) => ({ field: fieldOf(field, values), message }));
    if (code === 'CONFLICT' && change === null) placed.push({ field: 'orderExternalId', message: sentence });
    for (const { field, message } of placed) {
      if (field !== '') form.setError(field as ShipmentField, { type: 'refused', message });
    }
    if (placed.length > 0) onRefused();
  }

  return {
    busy,
    problem,
    async send() {
      // A second click, or a second Ctrl+Enter, is the same wish.
      if (working.current) return;
      working.current = true;
      try {
        await work();
      } finally {
        working.current = false;
        setBusy(false);
      }
    },
    dismiss: () => setProblem(null),
  };
}
