// Carries out what can be done about an entry: most of it leads to where it is done, the rest asks at once.

import { useState } from 'react';
import type { InboxEntry } from '../../shared/contract/inbox.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import { useDesk } from '../state/use-desk.ts';
import type { ActName } from './next-acts.ts';
import { texts } from './texts.ts';

export interface RunAct {
  /** What is being asked now. */
  working: ActName | null;
  /** What became of the last question. */
  said: string | null;
  run: (act: ActName) => void;
}

export function useRunAct({ subject }: InboxEntry): RunAct {
  const { actions, navigation } = useDesk();
  const [working, setWorking] = useState<ActName | null>(null);
  const [said, setSaid] = useState<string | null>(null);

  async function ask(act: ActName, call: () => Promise<string | null>) {
    if (working !== null) return;
    setWorking(act);
    setSaid(await call());
    setWorking(null);
  }

  function runJob(act: ActName, jobId: JobId) {
    if (act === 'open-job') navigation.openJob(jobId);
    if (act === 'book-again') navigation.compose({ kind: 'duplicate', jobId });
    if (act === 'edit-and-send' || act === 'edit-and-retry') navigation.compose({ kind: 'edit', jobId });
    if (act === 'retry-shipment') {
      void ask(act, async () => {
        const outcome = await actions.shipments.retry(jobId);
        return outcome.ok ? null : outcome.problem.sentence;
      });
    }
    if (act === 'ask-job') {
      void ask(act, async () => {
        const outcome = await actions.refreshJobs([jobId]);
        if (!outcome.ok) return outcome.problem.sentence;
        const [result] = outcome.value.results;
        return result?.message ?? texts.askedNow;
      });
    }
  }

  function run(act: ActName) {
    setSaid(null);
    if (act === 'outbox' || act === 'connections' || act === 'accounts' || act === 'onboarding') {
      navigation.show(act);
      return;
    }
    switch (subject.kind) {
      case 'job':
        runJob(act, subject.job.id);
        return;
      case 'command': {
        const { id, jobId } = subject.command;
        if (act !== 'send-again' && act !== 'ask-command') runJob(act, jobId);
        else {
          void ask(act, async () => {
            const outcome = await actions.retryCommand(id);
            return outcome.ok ? null : outcome.problem.sentence;
          });
        }
        return;
      }
      case 'connection': {
        const { connectionId } = subject;
        if (act === 'replace-secret') navigation.replaceSecret(connectionId);
        else {
          void ask(act, async () => {
            const outcome = await actions.testConnection(connectionId);
            if (!outcome.ok) return outcome.problem.sentence;
            return outcome.value.error?.message ?? texts.answersNow;
          });
        }
        return;
      }
      case 'draft': {
        const [kind, jobId] = subject.key.split(':');
        if ((kind === 'edit' || kind === 'duplicate') && jobId !== undefined) {
          navigation.compose({ kind, jobId: jobId as JobId });
        } else navigation.compose({ kind: 'new', what: 'courier' });
      }
    }
  }

  return { working, said, run };
}
