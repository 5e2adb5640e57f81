// TwinJet as a dispatcher uses it: a quote, a booking, a change, a job to be followed. Called by rpc/.
// It checks and puts together; what must happen exactly once goes to the outbox, what is asked goes to the provider.

import {
  type TwinJetAddress,
  type TwinJetChanges,
  type TwinJetJob,
  type TwinJetQuote,
  twinJetChangesSchema,
  twinJetJobSchema,
} from '../../../shared/contract/twinjet.ts';
import type { ConnectionId, JobId, QuoteId } from '../../../shared/domain/ids.ts';
import type { Cache } from '../cache/cache.ts';
import type { ConnectionService } from '../connections/connection-service.ts';
import type { JobService } from '../jobs/job-service.ts';
import { newExternalId, newId } from '../new-id.ts';
import type { Ordered, Outbox } from '../outbox/outbox-service.ts';
import type { Clock, SecretStore } from '../ports.ts';
import type { Provider } from '../providers/provider.ts';
import { jobRecordFrom } from '../providers/twinjet/to-domain.ts';
import type { TwinJetCalls } from '../providers/twinjet/twinjet-provider.ts';
import { invalid } from '../refusal.ts';
import type { SettingsService } from '../settings/settings-service.ts';
import type { ZoneService } from '../zones/zone-service.ts';
import { createAsk } from './ask-provider.ts';
import { checked } from './checked.ts';
import { connectionOf } from './connection-of.ts';
import { alreadyHere, type Follower } from './following.ts';

/** Methods throw Refusal, OutboxRefusal and SecretStoreError, each with a sentence. */
export interface TwinJetBooking extends Follower {
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

  const ask = createAsk({ connections, secrets });

  return {
    async quote(connectionId, { pick_address, deliver_address }, signal) {
      connectionOf(connections, connectionId, 'twinjet');
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
      connectionOf(connections, connectionId, 'twinjet');
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
      const connection = connectionOf(connections, connectionId, 'twinjet');
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
