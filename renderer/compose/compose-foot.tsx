// Below the form: what stands in the way or will happen, and the one button that sends.

import { Button } from '@mantine/core';
import { useFormContext, useFormState, useWatch } from 'react-hook-form';
import type { Job } from '../../shared/domain/job.ts';
import { changeObstacle } from '../state/change-obstacle.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import type { KeptDraft } from '../state/use-kept-draft.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import parts from '../ui/panel-form.module.css';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SideNote } from '../ui/side-note.tsx';
import { checkChanges } from './check-booking.ts';
import type { ComposeValues } from './compose-values.ts';
import { placeProblems } from './place-problems.ts';
import { texts } from './texts.ts';
import type { Booking } from './use-booking.ts';

interface Props {
  change: { jobId: Job['id']; before: ComposeValues } | null;
  job: Job | null;
  booking: Booking;
  draft: KeptDraft;
}

export function ComposeFoot({ change, job, booking, draft }: Props) {
  const { control } = useFormContext<ComposeValues>();
  const live = useWatch({ control, name: 'live' });
  const commands = useDeskStore('job', (state) =>
    state.id === change?.jobId ? state.detail?.commands : undefined,
  );
  const obstacle = change === null || job === null ? null : changeObstacle(job, commands ?? [], 'edit');
  const changes = useChangedFields(change?.before ?? null);
  const nothing = changes !== null && changes.length === 0;
  const label = change !== null ? texts.sendChanges : live ? texts.send : texts.sendTest;
  return (
    <>
      <Refusal booking={booking} />
      {booking.told !== null && (
        <SideNote kind="caution" announce>
          {booking.told}
        </SideNote>
      )}
      {obstacle !== null && <SideNote kind="caution">{obstacle}</SideNote>}
      <div className={parts.sendLine}>
        <p className={parts.grow}>
          <StandingText changes={changes} draft={draft} phase={booking.phase} />
        </p>
        {booking.phase === 'checking' && (
          <Button variant="subtle" onClick={booking.doNotWait}>
            {texts.doNotWait}
          </Button>
        )}
        <Button
          variant="filled"
          loading={booking.phase !== 'idle'}
          disabled={obstacle !== null || nothing}
          onClick={() => void booking.send()}
          rightSection={<KeyHint keys="mod+Enter" />}
        >
          {label}
        </Button>
      </div>
    </>
  );
}

/** What was refused, for the form as a whole; what belongs to a field stands there. */
function Refusal({ booking }: { booking: Booking }) {
  const { navigation } = useDesk();
  const { getValues } = useFormContext<ComposeValues>();
  const { problem } = booking;
  if (problem === null) return null;
  const { others } = placeProblems(problem.fields, getValues());
  const { jobId } = problem;
  return (
    <ProblemNote problem={{ ...problem, fields: others }} onDismiss={booking.dismiss}>
      {jobId !== null && (
        <Button onClick={() => navigation.openJob(jobId as Job['id'])}>{texts.takenBy}</Button>
      )}
    </ProblemNote>
  );
}

function StandingText({
  changes,
  draft,
  phase,
}: {
  changes: string[] | null;
  draft: KeptDraft;
  phase: Booking['phase'];
}) {
  const { control } = useFormContext<ComposeValues>();
  const { errors, isSubmitted } = useFormState({ control });
  if (phase === 'checking') return texts.checking;
  if (phase === 'sending') return texts.sending;
  const wrong = isSubmitted ? countErrors(errors) : 0;
  if (wrong > 0) return texts.toCorrect(wrong);
  if (draft.state === 'not-kept') return texts.draftNotKept;
  if (changes !== null) {
    return changes.length === 0
      ? texts.nothingChanged
      : texts.changing(changes.map((field) => texts.changedFields[field] ?? field));
  }
  return draft.state === 'kept' ? texts.draftKept : '';
}

/** Fields that a change would send as they stand, null for a new job. What cannot be sent yet counts as one of them. */
function useChangedFields(before: ComposeValues | null): string[] | null {
  const { control } = useFormContext<ComposeValues>();
  const values = useWatch({ control }) as ComposeValues;
  const rules = useDeskStore('settings', (state) => state.settings.addressRules);
  if (before === null) return null;
  const checked = checkChanges(values, before, rules);
  if (checked.ok) return Object.keys(checked.value);
  return [...new Set(checked.problems.map(({ field }) => field.split('.')[0] ?? field))];
}

/** Messages at any depth. */
function countErrors(errors: object): number {
  return Object.values(errors).reduce((sum: number, part: unknown) => {
    if (typeof part !== 'object' || part === null) return sum;
    return sum + ('message' in part && typeof part.message === 'string' ? 1 : countErrors(part));
  }, 0);
}
