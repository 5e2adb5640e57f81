// What the shipment form and its part of the job panel ask of the core. Part of actions.ts, which knows how a call becomes
// an Outcome.

import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import type { CoreClient, CoreInputs } from '../connection/core-client.ts';
import type { Outcome } from './problem.ts';

type In = CoreInputs['shipments'];

interface Tools {
  /** Topic null: a failure that only its asker shows. */
  run<Value>(topic: string | null, call: () => Promise<Value>): Promise<Outcome<Value>>;
  showEffect<Value>(outcome: Outcome<Value>): Outcome<Value>;
}

export function shipmentActions({ shipments }: Pick<CoreClient, 'shipments'>, { run, showEffect }: Tools) {
  const by = (signal?: AbortSignal) => (signal === undefined ? {} : { signal });
  return {
    create: async (input: In['create']) => showEffect(await run(null, () => shipments.create(input))),
    edit: async (input: In['edit']) => showEffect(await run(null, () => shipments.edit(input))),
    cancel: async (jobId: JobId) => showEffect(await run(`job:${jobId}`, () => shipments.cancel({ jobId }))),
    retry: async (jobId: JobId) => showEffect(await run(`job:${jobId}`, () => shipments.retry({ jobId }))),
    history: (input: In['statusHistory'], signal?: AbortSignal) =>
      run(null, () => shipments.statusHistory(input, by(signal))),
    list: (input: In['list'], signal?: AbortSignal) => run(null, () => shipments.list(input, by(signal))),
    /** Every change that is found is to be seen at once. */
    sync: async (connectionId: ConnectionId) =>
      showEffect(await run(null, () => shipments.sync({ connectionId }))),
    get: async (input: In['get']) => showEffect(await run(null, () => shipments.get(input))),
  };
}
