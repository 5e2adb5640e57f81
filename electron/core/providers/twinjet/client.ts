// The five requests of TwinJet DirectConnect (seed 002), one function each; called by twinjet-provider.ts.
// It builds and sends. It judges no answer, repeats no write and keeps no token.

import type { TwinJetChanges, TwinJetJob } from '../../../../shared/contract/twinjet.ts';
import type { ExternalIds } from '../../../../shared/domain/job.ts';
import type { HttpClient, HttpOutcome, HttpRequest } from '../../http/http-client.ts';
import type { CallOptions, ProviderAccount } from '../provider.ts';

export const DOCUMENTED_ORIGIN = 'https://www.twinjet.co';
const JOBS = '/api/v1/jobs/';
const STATUS = '/api/v1/status/';
const VALIDATE = '/api/v1/validate/';

/** An account whose token has been found good enough to send. */
export type TwinJetAccount = Pick<ProviderAccount, 'connectionId' | 'baseUrl'> & { token: string };

/** What a job is asked for by; always exactly one, since TwinJet does not say which of several it would use. */
export type Identifier =
  | { request_id: string }
  | { job_id: number | string }
  | { external_id: string }
  | { reference: string };

/** The ends of a quote; at least one. */
export type QuotedAddresses = Pick<TwinJetJob, 'pick_address' | 'deliver_address'>;

interface TwinJetClient {
  /** New Job: POST. Leaves at most once. */
  newJob(account: TwinJetAccount, job: TwinJetJob, options: CallOptions): Promise<HttpOutcome>;
  /** Edit / Update Job: PATCH. Leaves at most once. */
  editJob(
    account: TwinJetAccount,
    identifier: Identifier,
    changes: TwinJetChanges,
    options: CallOptions,
  ): Promise<HttpOutcome>;
  /** Cancel Job: DELETE with a JSON body. Leaves at most once. */
  cancelJob(account: TwinJetAccount, identifier: Identifier, options: CallOptions): Promise<HttpOutcome>;
  /** Job Status: POST, but only a question. `known`: see HttpRequest. */
  status(
    account: TwinJetAccount,
    identifier: Identifier,
    options: CallOptions,
    known?: string | null,
  ): Promise<HttpOutcome>;
  /** Address Validation: POST, but only a question. */
  validate(account: TwinJetAccount, addresses: QuotedAddresses, options: CallOptions): Promise<HttpOutcome>;
}

/** The best of the names a job has, or null where it has none that TwinJet could know. */
export function identifierOf(job: { ids: ExternalIds; reference: string | null }): Identifier | null {
  const { requestId, jobId, externalId } = job.ids;
  if (requestId) return { request_id: requestId };
  if (jobId) return { job_id: /^\d{1,15}$/.test(jobId) ? Number(jobId) : jobId };
  if (externalId) return { external_id: externalId };
  return job.reference ? { reference: job.reference } : null;
}

export function createTwinJetClient(http: HttpClient): TwinJetClient {
  function ask(
    account: TwinJetAccount,
    request: Pick<HttpRequest, 'method' | 'repeatable' | 'operation' | 'known'> & {
      path: string;
      json: object;
    },
    options: CallOptions,
  ): Promise<HttpOutcome> {
    const { path, json, ...rest } = request;
    return http.send({
      ...rest,
      connectionId: account.connectionId,
      url: `${account.baseUrl ?? DOCUMENTED_ORIGIN}${path}`,
      body: { json: { api_token: account.token, ...json } },
      secrets: [account.token],
      priority: options.priority,
      ...(options.signal ? { signal: options.signal } : {}),
    });
  }

  return {
    newJob: (account, job, options) =>
      ask(
        account,
        {
          method: 'POST',
          path: JOBS,
          json: withoutBlanks(job),
          repeatable: false,
          operation: 'twinjet.newJob',
        },
        options,
      ),
    editJob: (account, identifier, changes, options) =>
      ask(
        account,
        // Blank texts stay: they are how a note or an instruction is emptied.
        {
          method: 'PATCH',
          path: JOBS,
          json: { ...identifier, ...changes },
          repeatable: false,
          operation: 'twinjet.editJob',
        },
        options,
      ),
    cancelJob: (account, identifier, options) =>
      ask(
        account,
        { method: 'DELETE', path: JOBS, json: identifier, repeatable: false, operation: 'twinjet.cancelJob' },
        options,
      ),
    status: (account, identifier, options, known) =>
      ask(
        account,
        {
          method: 'POST',
          path: STATUS,
          json: identifier,
          repeatable: true,
          operation: 'twinjet.status',
          ...(known !== undefined && { known }),
        },
        options,
      ),
    validate: (account, addresses, options) =>
      ask(
        account,
        {
          method: 'POST',
          path: VALIDATE,
          json: withoutBlanks(addresses),
          repeatable: true,
          operation: 'twinjet.validate',
        },
        options,
      ),
  };
}

/** A field left empty in a form is an absent one, at any depth. Everything else goes as it was given. */
function withoutBlanks(value: object): object {
  const kept = Object.entries(value)
    .filter(([, part]) => part !== '' && part !== undefined)
    .map(([key, part]) => [key, cleaned(part)]);
  return Object.fromEntries(kept);
}

function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleaned);
  return typeof value === 'object' && value !== null ? withoutBlanks(value) : value;
}
