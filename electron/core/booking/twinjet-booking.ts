// TwinJet as a dispatcher uses it: a quote, a booking, a change, a job to be followed. Called by rpc/.
// It checks and puts together; what must happen exactly once goes to the outbox, what is asked goes to the provider.

import type { z } from 'zod';
import type { FieldMessage } from '../../../shared/contract/errors.ts';
import {
  type TwinJetAddress,
  type TwinJetChanges,
  type TwinJetJob,
  type TwinJetQuote,
  twinJetChangesSchema,
  twinJetJobSchema,
} from '../../../shared/contract/twinjet.ts';
import type { Connection } from '../../../shared/domain/connection.ts';
import type { CommandId, ConnectionId, JobId, QuoteId } from '../../../shared/domain/ids.ts';
import type { Cache } from '../cache/cache.ts';
import type { ConnectionService } from '../connections/connection-service.ts';
import type { JobService } from '../jobs/job-service.ts';
import { newExternalId, newId } from '../new-id.ts';
import type { Outbox } from '../outbox/outbox-service.ts';
import { type Clock, type SecretStore, SecretStoreError } from '../ports.ts';
import type { CallOptions, Provider, ProviderAccount, ProviderResult } from '../providers/provider.ts';
import { jobRecordFrom } from '../providers/twinjet/to-domain.ts';
import type { TwinJetCalls } from '../providers/twinjet/twinjet-provider.ts';
import { invalid, Refusal } from '../refusal.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import type { ZoneService } from '../zones/zone-service.ts';

interface Ordered {
  jobId: JobId;
  commandId: CommandId;
}

export interface FollowedIds {
  requestId?: string | undefined;
  jobId?: string | undefined;
  externalId?: string | undefined;
  reference?: string | undefined;
  trackingId?: string | undefined;
}

/** Methods throw Refusal, OutboxRefusal and SecretStoreError, each with a sentence. */
export interface TwinJetBooking {
  /** Out of zone is an answer with `errors`. Source: seed 002, Address Validation. */
  quote(
    connectionId: ConnectionId,
    addresses: { pick_address?: TwinJetAddress | undefined; deliver_address?: TwinJetAddress | undefined },
    signal: AbortSignal | undefined,
  ): Promise<TwinJetQuote>;
  /** Written to the outbox with its job; an `external_id` is added where none is given. */
  book(connectionId: ConnectionId, job: TwinJetJob, quoteId: QuoteId | undefined): Promise<Ordered>;
  edit(jobId: JobId, changes: TwinJetChanges): Promise<Ordered>;
  cancel(jobId: JobId): Promise<Ordered>;
  /** Begins to follow a job made elsewhere, by exactly one of its ids. */
  follow(connectionId: ConnectionId, ids: FollowedIds, signal: AbortSignal | undefined): Promise<JobId>;
}

interface Options {
  cache: Cache;
  connections: ConnectionService;
  jobs: JobService;
  outbox: Outbox;
  zones: ZoneService;
  settings: SettingsService;
  secrets: SecretStore;
  twinjet: Provider & TwinJetCalls;
  clock: Clock;
}

export function createTwinJetBooking(options: Options): TwinJetBooking {
  const { cache, connections, jobs, outbox, zones, settings, secrets, twinjet, clock } = options;

  /** The connection as one of TwinJet. NOT_FOUND, or INVALID where it belongs to another system. */
  function twinJetConnection(id: ConnectionId): Pick<Connection, 'id' | 'provider' | 'label'> {
    const connection = connections.get(id);
    if (connection.provider === 'twinjet') return connection;
    throw invalid([
      { field: 'connectionId', message: `${connection.label} is no TwinJet connection. Choose one that is.` },
    ]);
  }

  /** One question to the provider for a person who waits. What it answers tells of the connection's health too. */
  async function ask<Value>(
    id: ConnectionId,
    signal: AbortSignal | undefined,
    question: (account: ProviderAccount, how: CallOptions) => Promise<ProviderResult<Value>>,
  ): Promise<Value> {
    const answer = await connections.account(id);
    if (!answer.ok) {
      const { sentence, kind } = answer.error;
      if (kind === 'signed-out' && (await secrets.status()).state !== 'ready')
        throw new SecretStoreError(sentence);
      throw new Refusal('PROVIDER', sentence, { provider: answer.error });
    }
    const result = await question(answer.account, { priority: 'person', signal });
    signal?.throwIfAborted();
    connections.report(id, result.ok ? null : result.error);
    if (result.ok) return result.value;
    throw new Refusal('PROVIDER', result.error.sentence, { provider: result.error });
  }

  return {
    async quote(connectionId, { pick_address, deliver_address }, signal) {
      twinJetConnection(connectionId);
      if (!pick_address && !deliver_address) {
        const message = 'Give the pick-up address, the delivery address, or both.';
        throw invalid([{ field: 'deliver_address', message }]);
      }
      const { geometries, ...quoted } = await ask(connectionId, signal, (account, how) =>
        twinjet.validate(
          account,
          { ...(pick_address && { pick_address }), ...(deliver_address && { deliver_address }) },
          how,
        ),
      );
      const quoteId = newId<QuoteId>('quote');
      const { errors: _, quotedAt, ...answer } = quoted;
      await cache.saveQuote({ id: quoteId, connectionId, quotedAt, answer });
      return {
        quoteId,
        ...quoted,
        zones: await zones.keep(connectionId, geometries, quotedAt),
        staleAt: quotedAt + settings.get().ageing.quoteStaleMs,
      };
    },

    async book(connectionId, typed, quoteId) {
      twinJetConnection(connectionId);
      const { addressRules, currency } = settings.get();
      const job = checked(twinJetJobSchema(addressRules), typed, 'job');
      const payload: TwinJetJob = { ...job, external_id: job.external_id?.trim() || newExternalId() };
      const quote = quoteId === undefined ? null : await cache.quote(quoteId);
      const record = jobRecordFrom(payload, {
        id: newId<JobId>('job'),
        connectionId,
        at: clock.now(),
        currency,
        quote: quote?.connectionId === connectionId ? quote : null,
      });
      return outbox.book(record, payload);
    },

    async edit(jobId, typed) {
      const changes = checked(twinJetChangesSchema(settings.get().addressRules), typed, 'changes');
      const named = Object.entries(changes).filter(([, value]) => value !== undefined);
      if (named.length === 0) throw invalid([{ field: 'changes', message: 'Nothing was changed.' }]);
      const { deliver_from_time: from, deliver_to_time: to } = changes;
      if (from !== undefined && to !== undefined && Date.parse(to) < Date.parse(from)) {
        const message = 'The delivery window ends before it begins.';
        throw invalid([{ field: 'changes.deliver_to_time', message }]);
      }
      return outbox.edit(jobId, Object.fromEntries(named));
    },

    cancel: (jobId) => outbox.cancel(jobId),

    async follow(connectionId, ids, signal) {
      const connection = twinJetConnection(connectionId);
      const { reference, trackingId, ...own } = ids;
      if (trackingId !== undefined) {
        throw invalid([
          { field: 'trackingId', message: 'TwinJet has no tracking ids. Use one of its other ids.' },
        ]);
      }
      if (reference === undefined) {
        // Known already: no request is needed to say so.
        const [known] = await cache.findJobs(connectionId, own as Record<string, string>);
        if (known) throw alreadyHere(known.id);
      }
      const asked = {
        requestId: own.requestId ?? null,
        jobId: own.jobId ?? null,
        externalId: own.externalId ?? null,
        trackingId: null,
      };
      const news = await ask(connectionId, signal, (account, how) =>
        twinjet.look(account, { ids: asked, reference: reference ?? null }, how),
      );
      const followed = await jobs.follow(connection, news);
      if (followed.existed) throw alreadyHere(followed.jobId);
      return followed.jobId;
    },
  };
}

function alreadyHere(jobId: JobId): Refusal {
  return new Refusal('CONFLICT', 'This job is on the board already.', { jobId });
}

/** INVALID with every field that breaks a rule, each under the path in the procedure's input. */
function checked<Value>(schema: z.ZodType<Value>, typed: unknown, under: string): Value {
  const result = schema.safeParse(typed);
  if (result.success) return result.data;
  const fields: FieldMessage[] = result.error.issues.map(({ path, message }) => ({
    field: [under, ...path].join('.'),
    message,
  }));
  throw invalid(fields);
}
