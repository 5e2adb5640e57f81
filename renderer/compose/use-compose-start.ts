// What the form opens with: a kept draft, the job that is to be changed or duplicated, or a new booking with the usual
// account, contact and times.

import { useEffect, useState } from 'react';
import { type Command, isUnsettled } from '../../shared/domain/command.ts';
import { readLayout } from '../state/layout.ts';
import type { Problem } from '../state/problem.ts';
import type { ComposeIntent, JobDetail } from '../state/stores.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { bookingHabits } from './booking-habits.ts';
import { newBookingNumber } from './booking-number.ts';
import { type ComposeValues, emptyValues, valuesFromDraft } from './compose-values.ts';
import { timesFromNow } from './delivery-window.ts';
import { valuesOfDuplicate, valuesOfJob } from './from-request.ts';

export interface ComposeStart {
  draftKey: string;
  /** What stands in the form when it opens. */
  values: ComposeValues;
  /** What would stand there without a draft; for a change, the job as it is. */
  fresh: ComposeValues;
  /** When the draft was typed; null where there is none. */
  draftAt: number | null;
  /** What was refused last and is corrected here; null where nothing was. */
  refused: Command | null;
}

export type ComposeLoading =
  | { kind: 'loading' }
  | { kind: 'problem'; problem: Problem }
  | { kind: 'ready'; start: ComposeStart };

type BookingIntent = Exclude<ComposeIntent, { kind: 'follow' }>;

export function useComposeStart(intent: BookingIntent): ComposeLoading {
  const { actions, stores } = useDesk();
  const jobId = intent.kind === 'new' ? null : intent.jobId;
  const ready = useDeskStore('settings', (state) => state.loaded);
  const connectionsLoaded = useDeskStore('connections', (state) => state.loaded);
  const detail = useDeskStore('job', (state) => (state.id === jobId ? state.detail : null));
  const problem = useDeskStore('job', (state) => (state.id === jobId ? state.problem : null));
  const [drafts, setDrafts] = useState<readonly { key: string; value: unknown; savedAt: number }[] | null>(
    null,
  );
  const [start, setStart] = useState<ComposeStart | null>(null);

  useEffect(() => {
    let wanted = true;
    void actions.listDrafts().then((outcome) => {
      if (wanted) setDrafts(outcome.ok ? outcome.value : []);
    });
    return () => {
      wanted = false;
    };
  }, [actions]);

  useEffect(() => {
    if (start !== null || drafts === null || !ready || !connectionsLoaded) return;
    if (jobId !== null && detail === null) return;
    const fresh = freshValues(intent, detail, stores);
    const refused = intent.kind === 'edit' && detail !== null ? refusedCommand(detail) : null;
    const begun =
      refused?.kind === 'edit' && detail !== null
        ? valuesOfJob(detail.job, [...editsOnTheirWay(detail), refused.payload])
        : fresh;
    const draftKey = intent.kind === 'new' ? 'compose' : `${intent.kind}:${intent.jobId}`;
    const kept = drafts.find((draft) => draft.key === draftKey);
    const typed = kept === undefined ? null : valuesFromDraft(kept.value);
    const shown = typed === null ? begun : { ...typed, connectionId: knownConnection(typed, fresh, stores) };
    const values = { ...shown, own_number: shown.own_number || newBookingNumber() };
    setStart({ draftKey, fresh, values, draftAt: typed === null ? null : (kept?.savedAt ?? null), refused });
  }, [start, drafts, ready, connectionsLoaded, detail, intent, jobId, stores]);

  if (start !== null) return { kind: 'ready', start };
  if (problem !== null) return { kind: 'problem', problem };
  return { kind: 'loading' };
}

type Stores = ReturnType<typeof useDesk>['stores'];

function freshValues(intent: BookingIntent, detail: JobDetail | null, stores: Stores): ComposeValues {
  if (intent.kind === 'edit' && detail !== null) return valuesOfJob(detail.job, editsOnTheirWay(detail));
  if (intent.kind === 'duplicate' && detail !== null) return valuesOfDuplicate(detail.job, currentTime());
  const accounts = bookableAccounts(stores);
  const habits = readLayout(stores.settings.getState().settings.layout, bookingHabits);
  const account = accounts.find(({ id }) => id === habits.connectionId) ?? accounts[0];
  const contact = habits.contacts[account?.id ?? ''];
  return {
    ...emptyValues(account?.id ?? ''),
    ...timesFromNow(currentTime()),
    order_contact_name: contact?.name ?? '',
    order_contact_phone: contact?.phone ?? '',
  };
}

/** The account of a draft may be gone by now. */
function knownConnection(draft: ComposeValues, fresh: ComposeValues, stores: Stores): string {
  return bookableAccounts(stores).some(({ id }) => id === draft.connectionId)
    ? draft.connectionId
    : fresh.connectionId;
}

function bookableAccounts(stores: Stores) {
  return stores.connections.getState().connections.filter(({ provider }) => provider === 'twinjet');
}

/** Payloads of changes that TwinJet has not confirmed yet, in their order. */
function editsOnTheirWay({ commands }: JobDetail): unknown[] {
  return commands
    .filter((command) => command.kind === 'edit' && isUnsettled(command.state))
    .sort((a, b) => a.createdAt - b.createdAt)
    .map((command) => command.payload);
}

/** The newest booking or change that a person has to decide about. */
function refusedCommand({ commands }: JobDetail): Command | null {
  const refused = commands.filter(({ state, kind }) => state === 'failed' && kind !== 'cancel');
  return refused.sort((a, b) => b.createdAt - a.createdAt)[0] ?? null;
}
