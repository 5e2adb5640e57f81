// The job of the panel as far as it is known now. The whole of it is kept fresh by renderer/state.

import { createContext, useContext } from 'react';
import type { JobId } from '../../shared/domain/ids.ts';
import type { Problem } from '../state/problem.ts';
import type { JobDetail } from '../state/stores.ts';
import { useDeskStore } from '../state/use-desk.ts';

export function useJobLoading(jobId: JobId): { detail: JobDetail | null; problem: Problem | null } {
  const detail = useDeskStore('job', (state) => (state.id === jobId ? state.detail : null));
  const problem = useDeskStore('job', (state) => (state.id === jobId ? state.problem : null));
  return { detail, problem };
}

export const JobContext = createContext<JobDetail | null>(null);

/** Inside of the panel's body there always is one. */
export function useJob(): JobDetail {
  const detail = useContext(JobContext);
  if (detail === null) throw new Error('useJob outside of JobContext.');
  return detail;
}
