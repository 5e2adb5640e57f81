// What every procedure of the contract must do, whichever way it is reached: one row each, found by its name.

import { expect } from 'vitest';
import type { CommandId, CourierId, JobId, OnboardingId } from '../../shared/domain/ids.ts';
import { twinJetJob } from '../support/booked-job.ts';
import { carrierAccountRows } from './carrier-account-rows.ts';
import { type Desk, eventually, TOKEN } from './desk.ts';
import { inboxRows } from './inbox-rows.ts';
import { labelRows } from './label-rows.ts';
import { shipmentRows } from './shipment-rows.ts';
import { trackingRows } from './tracking-rows.ts';

export interface Row {
  works(desk: Desk): Promise<void>;
  /** Calls that must end in a typed error, by what is wrong with them. */
  fails?: Record<string, { code: string; call(desk: Desk): Promise<unknown>; data?: unknown }>;
  /** A call that nobody waits for any more: it ends at once, and nothing is held against the provider. */
  givesUp?(desk: Desk): Promise<void>;
}

const nowhere = 'job-NOWHERE' as JobId;
const noOpening = { onboardingId: 'onboarding-NOWHERE' as OnboardingId };
const noCommand = 'command-NOWHERE' as CommandId;

/** Fields of INVALID, whatever their sentences. */
const fields = (...names: string[]) => ({
  fields: names.map((field) => expect.objectContaining({ field })),
});

/** The first item of a stream that `wanted` takes; then the stream is given up by its signal. */
async function firstOf<Item>(
  open: (signal: AbortSignal) => Promise<AsyncIterable<Item>>,
  wanted: (item: Item) => boolean,
  act: () => Promise<unknown> = async () => {},
): Promise<Item> {
  const giveUp = new AbortController();
  const stream = (await open(giveUp.signal))[Symbol.asyncIterator]();
  try {
    const acted = act();
    for (;;) {
      const { value, done } = await stream.next();
      if (done) throw new Error('The stream ended before what was waited for came');
      if (!wanted(value)) continue;
      await acted;
      return value;
    }
  } finally {
    giveUp.abort();
    // A stream that does not end with its signal would hang here.
    await stream.next().catch(() => undefined);
  }
}

export const rows: Record<string, Row> = {
  ...trackingRows,
  ...carrierAccountRows,
  ...inboxRows,
  ...labelRows,
  ...shipmentRows,

  'app.hello': {
    async works({ client }) {
      expect(await client.app.hello()).toEqual({
        version: '1.2.3',
        host: 'server',
        capabilities: { tray: false, nativeNotifications: false, closeToTray: false },
        workspace: 'live',
      });
    },
  },
  'app.openWorkspace': {
    async works({ client, connectionId }) {
      const reset = firstOf(
        (signal) => client.jobs.watch({ sinceRevision: 1_000_000 }, { signal }),
        (item) => item.kind === 'reset',
      );
      expect(await client.app.openWorkspace({ workspace: 'practice' })).toEqual({ workspace: 'practice' });
      await reset;
      expect((await client.app.hello()).workspace).toBe('practice');
      await eventually(async () => (await client.jobs.counts()).live > 0 || undefined);
      expect((await client.connections.list()).map(({ id }) => id)).not.toContain(connectionId);
      expect(await client.app.openWorkspace({ workspace: 'live' })).toEqual({ workspace: 'live' });
      expect((await client.connections.list()).map(({ id }) => id)).toContain(connectionId);
    },
    fails: {
      'an unknown workspace': {
        code: 'INVALID',
        call: ({ client }) => client.app.openWorkspace({ workspace: 'elsewhere' as 'live' }),
        data: fields('workspace'),
      },
    },
  },
  'app.watch': {
    async works({ client }) {
      const changed = await firstOf(
        (signal) => client.app.watch(undefined, { signal }),
        (item) => item.kind === 'changed' && item.topics.includes('settings'),
        () => client.settings.update({ density: 'compact' }),
      );
      expect(changed.kind).toBe('changed');
    },
  },

  'connections.list': {
    async works({ client, connectionId, simulator }) {
      const found = (await client.connections.list()).find(({ id }) => id === connectionId);
      expect(found).toMatchObject({
        provider: 'twinjet',
        label: 'Catering',
        baseUrl: simulator.url,
        hasSecret: true,
      });
      expect(JSON.stringify(found)).not.toContain(TOKEN);
    },
  },
  'connections.create': {
    async works({ client, simulator, spareToken }) {
      const { id } = await client.connections.create({
        provider: 'twinjet',
        label: 'Second',
        baseUrl: simulator.url,
        secret: { apiToken: spareToken() },
      });
      expect((await client.connections.list()).map((connection) => connection.id)).toContain(id);
      await client.connections.remove({ id });
    },
    fails: {
      'no name': {
        code: 'INVALID',
        call: ({ client }) =>
          client.connections.create({ provider: 'twinjet', label: ' ', secret: { apiToken: 'x' } }),
        data: fields('label'),
      },
      'a plain address': {
        code: 'INVALID',
        call: ({ client }) =>
          client.connections.create({
            provider: 'twinjet',
            label: 'X',
            baseUrl: 'http://example.com',
            secret: { apiToken: 'x' },
          }),
        data: fields('baseUrl'),
      },
      'a client that another connection has': {
        code: 'INVALID',
        call: ({ client, simulator }) =>
          client.connections.create({
            provider: 'twinjet',
            label: 'Twin',
            baseUrl: simulator.url,
            secret: { apiToken: TOKEN },
          }),
        data: fields('secret.apiToken'),
      },
      'no token': {
        code: 'INVALID',
        call: ({ client }) => client.connections.create({ provider: 'twinjet', label: 'X', secret: {} }),
        data: fields('secret.apiToken'),
      },
    },
  },
  'connections.update': {
    async works({ client, connectionId }) {
      await client.connections.update({ id: connectionId, label: 'Kitchen' });
      expect(await client.connections.list()).toContainEqual(expect.objectContaining({ label: 'Kitchen' }));
      await client.connections.update({ id: connectionId, label: 'Catering' });
    },
    fails: {
      'an unknown connection': {
        code: 'NOT_FOUND',
        call: ({ client }) => client.connections.update({ id: 'nowhere' as never, label: 'X' }),
      },
    },
  },
  'connections.remove': {
    async works({ client, simulator, spareToken }) {
      const { id } = await client.connections.create({
        provider: 'twinjet',
        label: 'Short',
        baseUrl: simulator.url,
        secret: { apiToken: spareToken() },
      });
      expect(await client.connections.remove({ id })).toEqual({ removed: true });
      expect((await client.connections.list()).map((connection) => connection.id)).not.toContain(id);
    },
    fails: {
      'commands that are not settled': {
        code: 'CONFLICT',
        async call({ client, simulator, spareToken }) {
          const { id } = await client.connections.create({
            provider: 'twinjet',
            label: 'Paused',
            baseUrl: simulator.url,
            secret: { apiToken: spareToken() },
          });
          await client.connections.update({ id, paused: true });
          await client.twinjet.createJob({ connectionId: id, job: twinJetJob(Date.now()) });
          return client.connections.remove({ id });
        },
        data: { jobId: expect.any(String) },
      },
    },
  },
  'connections.test': {
    async works({ client, connectionId, simulator }) {
      expect(await client.connections.test({ id: connectionId })).toEqual({ ok: true });
      const { id } = await client.connections.create({
        provider: 'twinjet',
        label: 'Wrong token',
        baseUrl: simulator.url,
        secret: { apiToken: 'wrong' },
      });
      expect(await client.connections.test({ id })).toMatchObject({
        ok: false,
        error: { kind: 'signed-out', status: 401, message: expect.any(String) },
      });
      await client.connections.remove({ id });
    },
  },
  'connections.watch': {
    async works({ client, connectionId }) {
      const item = await firstOf(
        (signal) => client.connections.watch(undefined, { signal }),
        ({ connections }) => connections.some(({ label }) => label === 'Watched'),
        () => client.connections.update({ id: connectionId, label: 'Watched' }),
      );
      expect(item.connections.length).toBeGreaterThan(0);
      await client.connections.update({ id: connectionId, label: 'Catering' });
    },
  },

  'jobs.query': {
    async works({ client, book }) {
      const { jobId } = await book({ reference: 'QUERY-ROW' });
      const page = await client.jobs.query({ view: { text: 'query-row' }, offset: 0, limit: 10 });
      expect(page).toMatchObject({
        total: 1,
        rows: [{ id: jobId, provider: 'twinjet', reference: 'QUERY-ROW' }],
      });
    },
    fails: {
      'a limit beyond all bounds': {
        code: 'INVALID',
        call: ({ client }) => client.jobs.query({ view: {}, offset: 0, limit: 100_000 }),
        data: fields('limit'),
      },
      'two wrong fields': {
        code: 'INVALID',
        call: ({ client }) => client.jobs.query({ view: { day: 'today' }, offset: -1, limit: 5 }),
        data: { fields: expect.arrayContaining([expect.objectContaining({ field: 'view.day' })]) },
      },
    },
  },
  'jobs.counts': {
    async works({ client, book }) {
      const { live } = await client.jobs.counts();
      await book();
      expect((await client.jobs.counts()).live).toBe(live + 1);
    },
  },
  'jobs.places': {
    async works({ client, simulator, connectionId }) {
      const job = twinJetJob(Date.now(), { reference: 'PLACE-ROW' });
      const { quoteId, drop_address } = await client.twinjet.validate({
        connectionId,
        deliver_address: anAddress(),
      });
      const { jobId } = await client.twinjet.createJob({ connectionId, job, quoteId });
      const requestId = await eventually(
        async () => (await client.jobs.get({ id: jobId })).job.externalIds.requestId ?? undefined,
      );
      const places = () =>
        client.jobs.places({ view: { text: 'place-row', folded: ['waiting'] }, limit: 10 });
      expect(await places()).toEqual([
        {
          id: jobId,
          status: expect.any(String),
          promiseAt: expect.any(Number),
          reference: 'PLACE-ROW',
          recipient: 'Important Office Building',
          pick: { lat: expect.any(Number), lng: expect.any(Number) },
          drop: { lat: drop_address?.lat, lng: drop_address?.lng },
        },
      ]);
      simulator.advanceJob(requestId, 62);
      await client.jobs.refresh({ ids: [jobId] });
      expect(await places()).toEqual([]);
    },
    fails: {
      'more than a map can show': {
        code: 'INVALID',
        call: ({ client }) => client.jobs.places({ view: {}, limit: 5_000 }),
        data: fields('limit'),
      },
    },
  },
  'jobs.get': {
    async works({ client, book }) {
      const { jobId, commandId, requestId } = await book();
      const { job, events, commands } = await client.jobs.get({ id: jobId });
      expect(job).toMatchObject({
        id: jobId,
        externalIds: { requestId },
        recipient: 'Important Office Building',
      });
      expect(commands).toMatchObject([{ id: commandId, kind: 'create', state: 'done' }]);
      expect(events.length).toBeGreaterThan(0);
      expect(JSON.stringify({ job, events, commands })).not.toContain(TOKEN);
    },
    fails: {
      'an unknown job': { code: 'NOT_FOUND', call: ({ client }) => client.jobs.get({ id: nowhere }) },
      'no id': {
        code: 'INVALID',
        call: ({ client }) => client.jobs.get({ id: '' as JobId }),
        data: fields('id'),
      },
    },
  },
  'jobs.watch': {
    async works({ client, book }) {
      const first = await firstOf(
        (signal) => client.jobs.watch(undefined, { signal }),
        () => true,
      );
      expect(first.kind).toBe('reset');
      const { revision } = await client.jobs.counts();
      const change = await firstOf(
        (signal) => client.jobs.watch({ sinceRevision: revision }, { signal }),
        (item) => item.kind === 'changes' && item.rows.some(({ reference }) => reference === 'WATCH-ROW'),
        () => book({ reference: 'WATCH-ROW' }),
      );
      expect(change.kind === 'changes' && change.revision).toBeGreaterThan(revision);
    },
  },
  'jobs.refresh': {
    async works({ client, simulator, book }) {
      const { jobId, requestId } = await book();
      simulator.advanceJob(requestId, 60);
      const { results } = await client.jobs.refresh({ ids: [jobId, nowhere] });
      expect(results).toEqual([
        { id: jobId, ok: true, message: null },
        { id: nowhere, ok: false, message: expect.any(String) },
      ]);
      expect((await client.jobs.get({ id: jobId })).job.status).toBe('assigned');
    },
    fails: {
      'no ids': {
        code: 'INVALID',
        call: ({ client }) => client.jobs.refresh({ ids: [] }),
        data: fields('ids'),
      },
    },
  },
  'jobs.follow': {
    async works(desk) {
      const { client, connectionId, simulator } = desk;
      const requestId = await bookElsewhere(desk, 'FOLLOW-ROW');
      const { jobId } = await client.jobs.follow({ connectionId, requestId });
      expect((await client.jobs.get({ id: jobId })).job).toMatchObject({
        origin: 'followed',
        reference: 'FOLLOW-ROW',
        externalIds: { requestId },
      });
      expect(simulator.books().some((job) => job.requestId === requestId)).toBe(true);
    },
    fails: {
      'no id': {
        code: 'INVALID',
        call: ({ client, connectionId }) => client.jobs.follow({ connectionId }),
        data: fields(''),
      },
      'an unknown job': {
        code: 'PROVIDER',
        call: ({ client, connectionId }) => client.jobs.follow({ connectionId, requestId: 'NOSUCHJOB1' }),
        data: {
          kind: 'not-found',
          status: 404,
          fields: expect.any(Array),
          body: expect.any(String),
          retryAt: null,
        },
      },
      'a job that is here': {
        code: 'CONFLICT',
        async call({ client, connectionId, book }) {
          const { requestId } = await book();
          return client.jobs.follow({ connectionId, requestId });
        },
        data: { jobId: expect.any(String) },
      },
    },
  },
  'jobs.note': {
    async works({ client, book }) {
      const { jobId } = await book();
      expect(await client.jobs.note({ id: jobId, note: 'Ring twice' })).toEqual({ id: jobId });
      expect((await client.jobs.get({ id: jobId })).job.note).toBe('Ring twice');
    },
    fails: {
      'an unknown job': {
        code: 'NOT_FOUND',
        call: ({ client }) => client.jobs.note({ id: nowhere, note: 'x' }),
      },
    },
  },
  'jobs.tag': {
    async works({ client, book }) {
      const { jobId } = await book();
      expect(await client.jobs.tag({ ids: [jobId], add: ['fragile'] })).toEqual({ changed: 1 });
      expect((await client.jobs.get({ id: jobId })).job.tags).toEqual(['fragile']);
      expect(await client.jobs.tag({ ids: [jobId], remove: ['fragile'] })).toEqual({ changed: 1 });
    },
  },
  'jobs.archive': {
    async works({ client, book }) {
      const { jobId } = await book();
      expect(await client.jobs.archive({ ids: [jobId], archived: true })).toEqual({ changed: 1 });
      expect((await client.jobs.get({ id: jobId })).job.archived).toBe(true);
    },
  },
  'jobs.recentAddresses': {
    async works({ client, book }) {
      await book();
      const found = await client.jobs.recentAddresses({ text: 'mission' });
      expect(found).toContainEqual(expect.objectContaining({ street: '560 Mission St' }));
    },
  },

  'twinjet.validate': {
    async works({ client, connectionId }) {
      const quote = await client.twinjet.validate({ connectionId, deliver_address: anAddress() });
      expect(quote).toMatchObject({ price: expect.stringMatching(/^\d+\.\d\d$/), errors: [] });
      expect(quote.staleAt - quote.quotedAt).toBe(15 * 60_000);
      expect(quote.zones.length).toBeGreaterThan(0);
    },
    fails: {
      'no address': {
        code: 'INVALID',
        call: ({ client, connectionId }) => client.twinjet.validate({ connectionId }),
        data: fields('deliver_address'),
      },
      'a refused token': {
        code: 'PROVIDER',
        async call({ client, simulator }) {
          const { id } = await client.connections.create({
            provider: 'twinjet',
            label: 'Refused',
            baseUrl: simulator.url,
            secret: { apiToken: 'wrong' },
          });
          return client.twinjet.validate({ connectionId: id, deliver_address: anAddress() });
        },
        data: {
          kind: 'signed-out',
          status: 401,
          fields: expect.any(Array),
          body: expect.any(String),
          retryAt: null,
        },
      },
    },
    async givesUp({ client, connectionId, simulator }) {
      simulator.setFault({ kind: 'timeout-before', paths: ['/api/v1/validate'], count: 1 });
      const giveUp = new AbortController();
      const quoted = client.twinjet.validate(
        { connectionId, deliver_address: anAddress() },
        { signal: giveUp.signal },
      );
      const asked = simulator.requests().length;
      await eventually(async () => simulator.requests().length > asked || undefined);
      giveUp.abort();
      await expect(quoted).rejects.toThrow();
      const connection = (await client.connections.list()).find(({ id }) => id === connectionId);
      expect(connection?.health.state).toBe('ok');
    },
  },
  'twinjet.createJob': {
    async works({ client, connectionId, simulator, book }) {
      const quote = await client.twinjet.validate({ connectionId, deliver_address: anAddress() });
      const ordered = await client.twinjet.createJob({
        connectionId,
        job: twinJetJob(Date.now(), { external_id: `ROW-${Math.random()}` }),
        quoteId: quote.quoteId,
      });
      expect(ordered).toEqual({ jobId: expect.any(String), commandId: expect.any(String) });
      const { job } = await client.jobs.get({ id: ordered.jobId });
      expect(job.price).toMatchObject({ currency: 'USD' });
      const { requestId } = await book();
      const atProvider = simulator.books().find((booked) => booked.requestId === requestId);
      expect(atProvider?.externalId).toMatch(/^SY-/);
    },
    fails: {
      'neither address': {
        code: 'INVALID',
        call: ({ client, connectionId }) =>
          client.twinjet.createJob({ connectionId, job: { ...twinJetJob(0), deliver_address: undefined } }),
        data: fields('job.deliver_address'),
      },
      'a zip with +4 under the rules of the US': {
        code: 'INVALID',
        call: ({ client, connectionId }) =>
          client.twinjet.createJob({
            connectionId,
            job: twinJetJob(0, { deliver_address: { ...anAddress(), zip_code: '94105-1234' } }),
          }),
        data: fields('job.deliver_address.zip_code'),
      },
      'an external id that is taken': {
        code: 'CONFLICT',
        async call({ client, connectionId, book }) {
          const external_id = `TAKEN-${Math.random()}`;
          await book({ external_id });
          return client.twinjet.createJob({ connectionId, job: twinJetJob(Date.now(), { external_id }) });
        },
        data: { jobId: expect.any(String) },
      },
      'an unknown connection': {
        code: 'NOT_FOUND',
        call: ({ client }) =>
          client.twinjet.createJob({ connectionId: 'nowhere' as never, job: twinJetJob(0) }),
      },
    },
  },
  'twinjet.editJob': {
    async works({ client, simulator, book }) {
      const { jobId, requestId } = await book();
      await client.twinjet.editJob({ jobId, changes: { special_instructions: 'Back door' } });
      await eventually(async () => {
        const edits = simulator.books().find((job) => job.requestId === requestId)?.edits ?? [];
        return edits.length === 1 || undefined;
      });
      await eventually(async () => {
        const { job } = await client.jobs.get({ id: jobId });
        return job.instructions === 'Back door' || undefined;
      });
    },
    fails: {
      'nothing changed': {
        code: 'INVALID',
        async call({ client, book }) {
          return client.twinjet.editJob({ jobId: (await book()).jobId, changes: {} });
        },
        data: fields('changes'),
      },
      'a field that cannot be changed': {
        code: 'INVALID',
        async call({ client, book }) {
          const changes = { reference: 'X' } as never;
          return client.twinjet.editJob({ jobId: (await book()).jobId, changes });
        },
        data: { fields: expect.any(Array) },
      },
      'a job that is picked up': {
        code: 'CONFLICT',
        async call({ client, simulator, book }) {
          const { jobId, requestId } = await book();
          simulator.advanceJob(requestId, 61);
          await client.jobs.refresh({ ids: [jobId] });
          return client.twinjet.editJob({ jobId, changes: { special_instructions: 'Too late' } });
        },
        data: { jobId: expect.any(String) },
      },
      'an unknown job': {
        code: 'NOT_FOUND',
        call: ({ client }) => client.twinjet.editJob({ jobId: nowhere, changes: { tip: 1 } }),
      },
    },
  },
  'twinjet.cancelJob': {
    async works({ client, simulator, book }) {
      const { jobId, requestId } = await book();
      await client.twinjet.cancelJob({ jobId });
      await eventually(async () => {
        const { job } = await client.jobs.get({ id: jobId });
        return job.status === 'cancelled' || undefined;
      });
      expect(simulator.books().find((job) => job.requestId === requestId)?.statusCode).toBe(52);
    },
    fails: {
      'an unknown job': {
        code: 'NOT_FOUND',
        call: ({ client }) => client.twinjet.cancelJob({ jobId: nowhere }),
      },
    },
  },

  'couriers.list': {
    async works(desk) {
      const { client } = desk;
      const { jobId } = await underWay(desk);
      const { couriers, revision } = await client.couriers.list();
      expect(couriers).toContainEqual(expect.objectContaining({ jobIds: expect.arrayContaining([jobId]) }));
      expect(revision).toBeGreaterThan(0);
    },
  },
  'couriers.watch': {
    async works(desk) {
      const { revision } = await desk.client.couriers.list();
      const change = await firstOf(
        (signal) => desk.client.couriers.watch({ sinceRevision: revision }, { signal }),
        (item) => item.kind === 'changes' && item.couriers.length > 0,
        () => underWay(desk),
      );
      expect(change.revision).toBeGreaterThan(revision);
    },
  },
  'couriers.trail': {
    async works(desk) {
      await underWay(desk);
      const { couriers } = await desk.client.couriers.list();
      const courierId = couriers[0]?.id as CourierId;
      const trail = await desk.client.couriers.trail({ courierId, sinceAt: 0 });
      expect(Array.isArray(trail)).toBe(true);
      for (const point of trail) expect(Math.abs(point.lat)).toBeLessThanOrEqual(90);
    },
  },

  'zones.list': {
    async works({ client, connectionId }) {
      await client.twinjet.validate({ connectionId, deliver_address: anAddress() });
      const zones = await client.zones.list();
      expect(zones).toContainEqual(expect.objectContaining({ connectionId }));
      await client.twinjet.validate({ connectionId, deliver_address: anAddress() });
      expect((await client.zones.list()).length).toBe(zones.length);
    },
  },

  'outbox.list': {
    async works({ client, book }) {
      const { commandId, jobId } = await book();
      expect(await client.outbox.list()).toContainEqual({
        command: expect.objectContaining({ id: commandId, state: 'done' }),
        job: expect.objectContaining({ id: jobId }),
      });
    },
  },
  'outbox.retry': {
    async works(desk) {
      const { client } = desk;
      const { commandId, connectionId } = await waiting(desk);
      expect(await client.outbox.retry({ commandId })).toEqual({ commandId });
      await client.connections.update({ id: connectionId, paused: false });
      await eventually(async () => {
        const found = (await client.outbox.list()).find(({ command }) => command.id === commandId);
        return found?.command.state === 'done' || undefined;
      });
    },
    fails: {
      'a settled command': {
        code: 'CONFLICT',
        async call({ client, book }) {
          return client.outbox.retry({ commandId: (await book()).commandId });
        },
        data: { jobId: expect.any(String) },
      },
      'an unknown command': {
        code: 'NOT_FOUND',
        call: ({ client }) => client.outbox.retry({ commandId: noCommand }),
      },
    },
  },
  'outbox.discard': {
    async works(desk) {
      const { commandId, jobId } = await waiting(desk);
      expect(await desk.client.outbox.discard({ commandId })).toEqual({ commandId });
      expect((await desk.client.jobs.get({ id: jobId })).job.status).toBe('cancelled');
    },
    fails: {
      'an unknown command': {
        code: 'NOT_FOUND',
        call: ({ client }) => client.outbox.discard({ commandId: noCommand }),
      },
    },
  },

  'onboarding.list': {
    async works(desk) {
      const { onboardingId, email } = await registered(desk);
      expect(await desk.client.onboarding.list()).toContainEqual(
        expect.objectContaining({
          id: onboardingId,
          emailAddress: email,
          step: 'verifying',
          verifyExpiresAt: desk.jet.mails()[0]?.endsAt,
          obstacle: null,
        }),
      );
    },
  },
  'onboarding.preRegister': {
    async works(desk) {
      const before = desk.jet.mails().length;
      const { email } = await registered(desk);
      expect(desk.jet.mails()).toHaveLength(before + 1);
      expect(desk.jet.mails()[0]?.to).toBe(email);
    },
    fails: {
      'a private address': {
        code: 'INVALID',
        call: ({ client, jetConnectionId }) =>
          client.onboarding.preRegister({
            connectionId: jetConnectionId,
            email_address: 'jane@gmail.com',
            password: 'long enough',
          }),
        data: fields('email_address'),
      },
      'no password': {
        code: 'INVALID',
        call: ({ client, jetConnectionId }) =>
          client.onboarding.preRegister({
            connectionId: jetConnectionId,
            email_address: 'a@practice.test',
            password: '',
          }),
        data: fields('password'),
      },
      'a connection of another system': {
        code: 'INVALID',
        call: ({ client, connectionId }) =>
          client.onboarding.preRegister({
            connectionId,
            email_address: 'a@practice.test',
            password: 'long enough',
          }),
        data: fields('connectionId'),
      },
      'a password that Jet Delivery does not take': {
        code: 'PROVIDER',
        call: ({ client, jetConnectionId }) =>
          client.onboarding.preRegister({
            connectionId: jetConnectionId,
            email_address: 'a@practice.test',
            password: 'short',
          }),
      },
      'a second opening for one address': {
        code: 'CONFLICT',
        async call(desk) {
          const { email } = await registered(desk);
          return desk.client.onboarding.preRegister({
            connectionId: desk.jetConnectionId,
            email_address: email,
            password: 'long enough',
          });
        },
      },
    },
  },
  'onboarding.verify': {
    async works(desk) {
      expect(await verified(desk)).toMatchObject({ step: 'verified' });
    },
    fails: {
      'what is no code': {
        code: 'INVALID',
        call: ({ client }) => client.onboarding.verify({ ...noOpening, verify_code: '12 34' }),
        data: fields('verify_code'),
      },
      'a wrong code': {
        code: 'PROVIDER',
        async call(desk) {
          const { onboardingId } = await registered(desk);
          const verify_code = desk.jet.mails()[0]?.code === '111111' ? '222222' : '111111';
          return desk.client.onboarding.verify({ onboardingId, verify_code });
        },
      },
    },
  },
  'onboarding.resend': {
    async works(desk) {
      const { onboardingId } = await registered(desk);
      const before = desk.jet.mails().length;
      const opening = await desk.client.onboarding.resend({ onboardingId });
      expect(opening).toMatchObject({ resent: { state: 'done' }, wrongCodes: 0 });
      expect(desk.jet.mails()).toHaveLength(before + 1);
    },
    fails: {
      'an unknown opening': {
        code: 'NOT_FOUND',
        call: ({ client }) => client.onboarding.resend(noOpening),
      },
    },
  },
  'onboarding.check': {
    async works(desk) {
      const { onboardingId, email } = await registered(desk);
      expect(await desk.client.onboarding.check({ onboardingId })).toMatchObject({ step: 'verifying' });
      desk.jet.openLink(email);
      expect(await desk.client.onboarding.check({ onboardingId })).toMatchObject({ step: 'verified' });
    },
    fails: {
      'an unknown opening': {
        code: 'NOT_FOUND',
        call: ({ client }) => client.onboarding.check(noOpening),
      },
    },
  },
  'onboarding.start': {
    async works(desk) {
      const { id } = await verified(desk);
      const first = await desk.client.onboarding.start({ onboardingId: id });
      expect(first).toMatchObject({ step: 'started', customerNo: desk.jet.accounts().at(-1)?.customerNo });
      expect(await desk.client.onboarding.start({ onboardingId: id })).toMatchObject({
        customerNo: first.customerNo,
      });
    },
    fails: {
      'an address that is not verified': {
        code: 'CONFLICT',
        async call(desk) {
          const { onboardingId } = await registered(desk);
          return desk.client.onboarding.start({ onboardingId });
        },
      },
    },
  },
  'onboarding.activate': {
    async works(desk) {
      expect(await activated(desk)).toMatchObject({ step: 'active', activated: { state: 'done' } });
      expect(desk.jet.accounts().at(-1)?.user).toMatchObject({ first_name: 'Jane' });
    },
    fails: {
      'what is missing, each by its name': {
        code: 'INVALID',
        call: ({ client }) =>
          client.onboarding.activate({ ...noOpening, ...jane, last_name: ' ', local_phone: '12' }),
        data: fields('last_name', 'local_phone'),
      },
      'an account that was not started': {
        code: 'CONFLICT',
        async call(desk) {
          const { id } = await verified(desk);
          return desk.client.onboarding.activate({ onboardingId: id, ...jane });
        },
      },
    },
  },
  'onboarding.updateBilling': {
    async works(desk) {
      const { id } = await activated(desk);
      expect(await desk.client.onboarding.updateBilling({ onboardingId: id, ...billing })).toMatchObject({
        billing: { state: 'done' },
      });
      expect(desk.jet.accounts().at(-1)?.billing).toMatchObject(billing);
    },
    fails: {
      'an address without a first line': {
        code: 'INVALID',
        call: ({ client }) =>
          client.onboarding.updateBilling({ ...noOpening, ...billing, billing_addr2: '' }),
        data: fields('billing_addr1'),
      },
    },
  },
  'onboarding.checkPayment': {
    async works(desk) {
      const { id } = await activated(desk);
      expect(await desk.client.onboarding.checkPayment({ onboardingId: id })).toMatchObject({
        payment: { enabled: false },
      });
      desk.jet.setRules({ paymentEnabled: true });
      expect(await desk.client.onboarding.checkPayment({ onboardingId: id })).toMatchObject({
        payment: { enabled: true },
      });
      desk.jet.setRules({ paymentEnabled: false });
    },
    fails: {
      'an unknown opening': {
        code: 'NOT_FOUND',
        call: ({ client }) => client.onboarding.checkPayment(noOpening),
      },
    },
  },
  'onboarding.remove': {
    async works(desk) {
      const { onboardingId } = await registered(desk);
      expect(await desk.client.onboarding.remove({ onboardingId })).toEqual({ removed: true });
      expect((await desk.client.onboarding.list()).map(({ id }) => id)).not.toContain(onboardingId);
    },
    fails: {
      'an unknown opening': {
        code: 'NOT_FOUND',
        call: ({ client }) => client.onboarding.remove(noOpening),
      },
    },
  },

  'settings.get': {
    async works({ client }) {
      expect(await client.settings.get()).toMatchObject({
        polling: { requestsPerSecond: 50 },
        currency: 'USD',
      });
    },
  },
  'settings.update': {
    async works({ client }) {
      await client.settings.update({ theme: 'dark', layout: { split: 0.4 } });
      expect(await client.settings.update({ layout: { columns: ['status'] } })).toMatchObject({
        theme: 'dark',
        layout: { split: 0.4, columns: ['status'] },
      });
      expect((await client.settings.update({ theme: 'system', layout: { split: null } })).layout).toEqual({
        columns: ['status'],
      });
    },
    fails: {
      'a pace of zero': {
        code: 'INVALID',
        call: ({ client }) => client.settings.update({ polling: { requestsPerSecond: 0 } }),
        data: fields('polling.requestsPerSecond'),
      },
      'tiles over plain http': {
        code: 'INVALID',
        call: ({ client }) =>
          client.settings.update({ tiles: { url: 'http://example.com/{z}/{x}/{y}.png' } }),
        data: fields('tiles.url'),
      },
    },
  },

  'vault.status': {
    async works({ client }) {
      expect(await client.vault.status()).toMatchObject({ kind: 'session', state: 'ready' });
    },
  },
  'vault.choose': {
    async works({ client, connectionId }) {
      const chosen = await client.vault.choose({ kind: 'passphrase', passphrase: 'correct horse' });
      expect(chosen).toMatchObject({ kind: 'passphrase', state: 'ready' });
      const list = await client.connections.list();
      expect(list.find(({ id }) => id === connectionId)?.hasSecret).toBe(true);
      expect(await client.vault.choose({ kind: 'session' })).toMatchObject({
        kind: 'session',
        state: 'ready',
      });
    },
    fails: {
      'a short passphrase': {
        code: 'INVALID',
        call: ({ client }) => client.vault.choose({ kind: 'passphrase', passphrase: 'short' }),
        data: fields('passphrase'),
      },
    },
  },
  'vault.unlock': {
    async works({ client }) {
      expect(await client.vault.unlock({ passphrase: 'of no vault' })).toMatchObject({
        kind: 'session',
        state: 'ready',
      });
    },
  },

  'drafts.list': {
    async works({ client }) {
      await client.drafts.save({ key: 'compose', value: { tip: 5 } });
      expect(await client.drafts.list()).toContainEqual({
        key: 'compose',
        value: { tip: 5 },
        savedAt: expect.any(Number),
      });
    },
  },
  'drafts.save': {
    async works({ client }) {
      const { savedAt } = await client.drafts.save({ key: 'edit:1', value: [1] });
      expect(savedAt).toBeGreaterThan(0);
      await client.drafts.save({ key: 'edit:1', value: [2] });
      const kept = (await client.drafts.list()).filter(({ key }) => key === 'edit:1');
      expect(kept).toMatchObject([{ value: [2] }]);
    },
    fails: {
      'no key': {
        code: 'INVALID',
        call: ({ client }) => client.drafts.save({ key: '', value: 1 }),
        data: fields('key'),
      },
      'a draft of a million characters': {
        code: 'INVALID',
        call: ({ client }) => client.drafts.save({ key: 'long', value: 'x'.repeat(1_000_000) }),
        data: fields('value'),
      },
    },
  },
  'drafts.remove': {
    async works({ client }) {
      await client.drafts.save({ key: 'gone', value: 1 });
      expect(await client.drafts.remove({ key: 'gone' })).toEqual({ removed: true });
      expect(await client.drafts.remove({ key: 'gone' })).toEqual({ removed: false });
      expect((await client.drafts.list()).map(({ key }) => key)).not.toContain('gone');
    },
  },

  'practice.dials': {
    async works(desk) {
      const { client } = desk;
      await inPractice(desk, async () => {
        const dials = await client.practice.dials();
        expect(dials).toMatchObject({ speed: 4, paused: false, fault: { kind: 'none' } });
        const withToken = (await client.connections.list()).filter(({ provider }) => provider === 'twinjet');
        expect(dials.tokens).toEqual(
          withToken.map(({ id, label }) => ({ connectionId: id, label, revoked: false })),
        );
      });
    },
    fails: {
      'the live workspace': {
        code: 'CONFLICT',
        call: ({ client }) => client.practice.dials(),
        data: { jobId: null },
      },
    },
  },
  'practice.setDials': {
    async works(desk) {
      const { client } = desk;
      await inPractice(desk, async () => {
        const set = await client.practice.setDials({ speed: 10, fault: { kind: 'slow', latencyMs: 50 } });
        expect(set).toMatchObject({
          speed: 10,
          paused: false,
          fault: { kind: 'slow', provider: null, rate: 1, latencyMs: 50 },
        });
        expect(await client.practice.dials()).toEqual(set);
      });
    },
    fails: {
      'the live workspace': {
        code: 'CONFLICT',
        call: ({ client }) => client.practice.setDials({ speed: 10 }),
        data: { jobId: null },
      },
      'a speed of zero': {
        code: 'INVALID',
        call: ({ client }) => client.practice.setDials({ speed: 0 }),
        data: fields('speed'),
      },
    },
  },
  'practice.setToken': {
    async works(desk) {
      const { client } = desk;
      await inPractice(desk, async () => {
        const [first] = (await client.practice.dials()).tokens;
        if (!first) throw new Error('Practice has no account');
        const { connectionId } = first;
        const health = async (state: string) => {
          const list = await client.connections.list();
          return list.find(({ id }) => id === connectionId)?.health.state === state || undefined;
        };
        const { tokens } = await client.practice.setToken({ connectionId, revoked: true });
        expect(tokens.map(({ revoked }) => revoked)).toEqual([true, false, false]);
        await eventually(() => health('signed-out'));
        await client.practice.setToken({ connectionId, revoked: false });
        await eventually(() => health('ok'));
      });
    },
    fails: {
      'the live workspace': {
        code: 'CONFLICT',
        call: ({ client, connectionId }) => client.practice.setToken({ connectionId, revoked: true }),
        data: { jobId: null },
      },
    },
  },
  'practice.newMorning': {
    async works(desk) {
      const { client } = desk;
      await inPractice(desk, async () => {
        const before = await client.practice.setDials({ speed: 30 });
        await client.settings.update({ density: 'roomy' });
        await client.drafts.save({ key: 'compose', value: 1 });
        const dials = await client.practice.newMorning();
        expect(dials.speed).toBe(4);
        expect(dials.tokens.map(({ label }) => label)).toEqual(before.tokens.map(({ label }) => label));
        expect(dials.tokens).not.toEqual(before.tokens);
        expect(await client.drafts.list()).toEqual([]);
        expect((await client.settings.get()).density).toBe('roomy');
        await eventually(async () => (await client.jobs.counts()).live > 0 || undefined);
      });
    },
    fails: {
      'the live workspace': {
        code: 'CONFLICT',
        call: ({ client }) => client.practice.newMorning(),
        data: { jobId: null },
      },
    },
  },
};

/** Runs in the practice workspace, and leaves the live one open behind it. */
async function inPractice({ client }: Desk, run: () => Promise<void>): Promise<void> {
  await client.app.openWorkspace({ workspace: 'practice' });
  try {
    await eventually(() => client.practice.dials().catch(() => undefined));
    await run();
  } finally {
    await client.app.openWorkspace({ workspace: 'live' });
  }
}

const jane = {
  first_name: 'Jane',
  last_name: 'Doe',
  customer_name: 'Practice Company',
  local_addr1: '123 Main St',
  local_city: 'Los Angeles',
  local_state: 'CA',
  local_zip_postal: '90021',
  local_phone: '213 555 1212',
};
const billing = {
  billing_addr2: 'PO Box 123',
  billing_city: 'Los Angeles',
  billing_state: 'CA',
  billing_zip_postal: '90021',
};
let addresses = 0;

/** An opening whose mail is out. */
async function registered({ client, jetConnectionId }: Desk) {
  addresses += 1;
  const email = `dispatch-${addresses}@practice.test`;
  const { onboardingId } = await client.onboarding.preRegister({
    connectionId: jetConnectionId,
    email_address: email,
    password: 'long enough',
  });
  return { onboardingId, email };
}

async function verified(desk: Desk) {
  const { onboardingId } = await registered(desk);
  return desk.client.onboarding.verify({ onboardingId, verify_code: desk.jet.mails()[0]?.code ?? '' });
}

async function activated(desk: Desk) {
  const { id } = await verified(desk);
  await desk.client.onboarding.start({ onboardingId: id });
  return desk.client.onboarding.activate({ onboardingId: id, ...jane });
}

function anAddress() {
  const { deliver_address: address } = twinJetJob(0);
  if (!address) throw new Error('The booking of the tests has an address');
  return address;
}

/** A job that another program of the same client booked. */
async function bookElsewhere({ simulator }: Desk, reference: string): Promise<string> {
  const response = await fetch(`${simulator.url}/api/v1/jobs/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...twinJetJob(Date.now()), reference, api_token: TOKEN }),
  });
  return ((await response.json()) as { request_id: string }).request_id;
}

/** A booking that has not left, on a connection that is paused. */
async function waiting({ client, simulator, spareToken }: Desk) {
  const { id: connectionId } = await client.connections.create({
    provider: 'twinjet',
    label: 'Waits',
    baseUrl: simulator.url,
    secret: { apiToken: spareToken() },
  });
  await client.connections.update({ id: connectionId, paused: true });
  const ordered = await client.twinjet.createJob({ connectionId, job: twinJetJob(Date.now()) });
  return { ...ordered, connectionId };
}

/** A job with a courier whose position is known. */
async function underWay({ client, simulator, book }: Desk) {
  const booked = await book();
  simulator.pauseLife(false);
  simulator.advanceJob(booked.requestId, 61);
  await eventually(async () => {
    await client.jobs.refresh({ ids: [booked.jobId] });
    const { job } = await client.jobs.get({ id: booked.jobId });
    return job.courierId !== null || undefined;
  });
  simulator.pauseLife(true);
  return booked;
}
