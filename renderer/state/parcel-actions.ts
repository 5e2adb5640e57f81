// What the parcels' forms and their part of the job panel ask of the core. Part of actions.ts, which knows how a call
// becomes an Outcome.

import type { AfterShipReason } from '../../shared/contract/aftership.ts';
import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import type { CoreClient, CoreInputs } from '../connection/core-client.ts';
import type { Outcome, Problem } from './problem.ts';

type In = CoreInputs['aftership'];

interface Tools {
  /** Topic null: a failure that only its asker shows. */
  run<Value>(topic: string | null, call: () => Promise<Value>): Promise<Outcome<Value>>;
  showEffect<Value>(outcome: Outcome<Value>): Outcome<Value>;
  alert(topic: string, problem: Problem): void;
}

export function parcelActions({ aftership }: Pick<CoreClient, 'aftership'>, tools: Tools) {
  const { run, showEffect, alert } = tools;
  const by = (signal?: AbortSignal) => (signal === undefined ? {} : { signal });
  return {
    /** One that is followed already is told at the job that it is: the asker opens that. */
    async create(input: In['createTracking']) {
      const outcome = showEffect(await run(null, () => aftership.createTracking(input)));
      const { jobId, code } = outcome.ok ? { jobId: null, code: null } : outcome.problem;
      if (!outcome.ok && code === 'CONFLICT' && jobId !== null) alert(`job:${jobId}`, outcome.problem);
      return outcome;
    },
    edit: async (input: In['updateTracking']) =>
      showEffect(await run(null, () => aftership.updateTracking(input))),
    remove: async (jobId: JobId) =>
      showEffect(await run(`job:${jobId}`, () => aftership.deleteTracking({ jobId }))),
    retrack: async (jobId: JobId) =>
      showEffect(await run(`job:${jobId}`, () => aftership.retrack({ jobId }))),
    complete: async (jobId: JobId, reason: AfterShipReason) =>
      showEffect(await run(`job:${jobId}`, () => aftership.markCompleted({ jobId, reason }))),
    known: (jobId: JobId, signal?: AbortSignal) =>
      run(null, () => aftership.knownTracking({ jobId }, by(signal))),
    translated: (jobId: JobId, lang: string, signal?: AbortSignal) =>
      run(null, () => aftership.getTracking({ jobId, lang, fields: ['checkpoints'] }, by(signal))),
    lastCheckpoint: (input: In['lastCheckpoint'], signal?: AbortSignal) =>
      run(null, () => aftership.lastCheckpoint(input, by(signal))),
    predict: (input: In['predictDeliveryDates'], signal?: AbortSignal) =>
      run(null, () => aftership.predictDeliveryDates(input, by(signal))),
    couriers: (connectionId: ConnectionId, signal?: AbortSignal) =>
      run(null, () => aftership.couriers({ connectionId, all: true }, by(signal))),
    detect: (input: In['detectCouriers'], signal?: AbortSignal) =>
      run(null, () => aftership.detectCouriers(input, by(signal))),
  };
}
