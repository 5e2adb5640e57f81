// A change of a parcel in the panel, or the correction of one that AfterShip refused. Opened by the frame.

import { useEffect, useState } from 'react';
import type { AfterShipTracking } from '../../shared/contract/aftership.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import { changeObstacle } from '../state/change-obstacle.ts';
import type { Problem } from '../state/problem.ts';
import type { JobDetail } from '../state/stores.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { useDraftAt } from '../state/use-kept-draft.ts';
import { PanelFrame } from '../ui/panel-frame.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ParcelForm } from './parcel-form.tsx';
import { valuesFromDraft, valuesOf } from './parcel-values.ts';
import { texts } from './texts.ts';

export function EditParcel({ jobId }: { jobId: JobId }) {
  const { actions, navigation } = useDesk();
  const draftKey = `parcel:${jobId}`;
  const draft = useDraftAt(draftKey);
  const detail = useDeskStore('job', (state) => (state.id === jobId ? state.detail : null));
  const [known, setKnown] = useState<AfterShipTracking | null | undefined>(undefined);
  const [problem, setProblem] = useState<Problem | null>(null);
  /** As it was when the form was opened: news must not write over what is being typed. */
  const [start, setStart] = useState<JobDetail | null>(null);

  useEffect(() => {
    let wanted = true;
    void actions.parcels.known(jobId).then((outcome) => {
      if (!wanted) return;
      if (outcome.ok) setKnown(outcome.value);
      else setProblem(outcome.problem);
    });
    return () => {
      wanted = false;
    };
  }, [actions, jobId]);
  useEffect(() => {
    if (detail !== null) setStart((before) => before ?? detail);
  }, [detail]);

  const close = () => navigation.openJob(jobId);
  if (problem !== null) {
    return (
      <PanelFrame title={texts.followTitle} onClose={close}>
        <ProblemNote problem={problem} />
      </PanelFrame>
    );
  }
  if (start === null || detail === null || known === undefined || draft === undefined) {
    return (
      <PanelFrame title={texts.loading} onClose={close}>
        {null}
      </PanelFrame>
    );
  }
  const { job, commands } = start;
  const refused = commands
    .filter(({ kind, state }) => state === 'failed' && (kind === 'edit' || kind === 'create'))
    .sort((a, b) => b.createdAt - a.createdAt)[0];
  const fresh = valuesOf(known, job.request);
  const asked = refused?.kind === 'edit' ? valuesOf(known, null) : fresh;
  const begin =
    draft === null
      ? refused?.kind === 'edit'
        ? { ...asked, ...said(refused.payload) }
        : fresh
      : valuesFromDraft(draft.value);
  return (
    <ParcelForm
      title={texts.editTitle(job.reference ?? job.externalIds.trackingId ?? '')}
      draftKey={draftKey}
      begin={begin}
      fresh={fresh}
      draftAt={draft?.savedAt ?? null}
      change={{ jobId, obstacle: changeObstacle(detail.job, detail.commands, 'edit') }}
      refused={refused?.problem ?? null}
      connectionId={job.connectionId}
      onSent={(changed) => {
        // A correction takes the place of what was refused; of a refused create it is the create itself.
        if (refused?.kind === 'edit') void actions.discardCommand(refused.id);
        navigation.openJob(changed);
      }}
      onClose={close}
    />
  );
}

/** The fields that a refused change was about, as they were typed. */
function said(payload: unknown): object {
  const values = valuesOf(null, payload);
  const names = Object.keys((payload ?? {}) as object);
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
}
