// TwinJet DirectConnect, simulated on loopback: the HTTP server, the dials and the books.
// Started by the practice workspace inside the core, by tests, and by serve.ts. Shares no code with the client.

import { randomBytes } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { Faults } from '../faults.ts';
import { parsedOrText, startFaultyServer, type Told } from '../faulty-server.ts';
import { type ApiOptions, answerApi, validation } from './api-surface.ts';
import { answerControl } from './control-surface.ts';
import { CourierCompany } from './courier-company.ts';
import { PracticeMorning, pastBegins } from './practice-morning.ts';
import type { Job } from './simulated-job.ts';
import { statusObject } from './status-object.ts';
import { loopbackUrl, postStatus } from './status-webhook.ts';
import type {
  MorningJob,
  SimulatedRequest,
  TwinJetSimulator,
  TwinJetSimulatorOptions,
} from './twinjet-simulator.ts';

const LARGEST_BODY = 1_000_000;
const REQUESTS_KEPT = 20_000;
const TICK_MS = 250;

/** Starts the simulator on 127.0.0.1; resolves when it takes requests. */
export async function startTwinJetSimulator(options: TwinJetSimulatorOptions): Promise<TwinJetSimulator> {
  const clock = options.clock ?? Date.now;
  const seed = options.seed ?? 1;
  const startAt = clock();
  const morningWanted = options.morning === true;
  const company = new CourierCompany({
    seed,
    startAt,
    beginAt: morningWanted ? pastBegins(startAt) : startAt,
    speed: options.speed ?? 1,
    unknownMs: options.unknownMs ?? 700,
    processingMs: options.processingMs ?? 3000,
    troubleRate: options.troubleRate ?? 0,
  });
  const faults = new Faults(seed);
  const clientByToken = new Map(options.clients.map((client) => [client.token, client]));
  const tokenOf = new Map(options.clients.map((client) => [client, client.token]));
  const revoked = new Set<string>();
  const log: SimulatedRequest[] = [];
  const arrivalListeners: ((job: MorningJob) => void)[] = [];
  const api: ApiOptions = {
    companyName: options.companyName ?? 'Practice Couriers',
    echoReference: options.echoReference ?? false,
    historyPositions: options.historyPositions ?? true,
    errorBody: options.errorBody ?? 'json',
    zoneKey: options.zoneKey,
    canadian: options.canadian ?? false,
    clientOf: (token) => (revoked.has(token) ? undefined : clientByToken.get(token)),
    onAccepted: (kind, job, body) => {
      if (loopbackUrl(String(body.webhook_url)) !== undefined) startTicking();
      if (options.booksFile === undefined) return;
      const line = {
        at: company.time.now,
        kind,
        requestId: job.requestId,
        client: job.client.name,
        payload: body,
      };
      appendFileSync(options.booksFile, `${JSON.stringify(line)}\n`);
    },
  };
  const settle = (): void => company.time.settle(clock());

  let ticker: NodeJS.Timeout | undefined;
  // Only somebody who waits to be told needs a timer; everybody else asks, and asking settles.
  function startTicking(): void {
    ticker ??= setInterval(settle, TICK_MS).unref();
  }

  const morning = new PracticeMorning(company, options.clients, seed);
  // Whatever else runs in this process gets its turn meanwhile.
  if (morningWanted) for (const _ of morning.play(startAt)) await turn();
  company.onChange = (job) => {
    const url = loopbackUrl(job.booking.webhookUrl);
    if (url !== undefined) postStatus(url, statusObject(company, job, api));
  };
  function letArrive(perHour: number): void {
    settle();
    morning.keepArriving(perHour, (job) => {
      for (const listener of arrivalListeners) listener(morningJob(job));
    });
    if (perHour > 0) startTicking();
  }

  const tokenFor = (job: Job): string => tokenOf.get(job.client) ?? job.client.token;
  const morningJob = (job: Job): MorningJob => ({
    clientToken: tokenFor(job),
    requestId: job.requestId,
    ...(job.jobId === undefined ? {} : { jobId: job.jobId }),
    externalId: job.booking.externalId,
    payload: job.received,
    createdAt: job.createdAt,
  });

  const controlKey = randomBytes(24).toString('base64url');
  const controlPath = `/practice/${controlKey}/`;
  const server = await startFaultyServer({
    faults,
    clock,
    port: options.port ?? 0,
    largestBody: LARGEST_BODY,
    aside({ path, method, body }) {
      if (!path.startsWith(controlPath)) return null;
      const told = answerControl(simulator, method, path.slice(controlPath.length), parsedOrText(body));
      return { status: told.status, contentType: 'application/json', body: JSON.stringify(told.body) };
    },
    answer({ method, path, headers, body }) {
      settle();
      return answerApi(company, api, { method, path, contentType: headers['content-type'] ?? '', body });
    },
    refusal: refused,
    note({ method, path, body }, outcome) {
      log.push({ at: clock(), method, path, body: parsedOrText(body), outcome });
      if (log.length > REQUESTS_KEPT) log.shift();
    },
  });
  if (options.arrivalsPerHour !== undefined) letArrive(options.arrivalsPerHour);
  const { url } = server;

  const simulator: TwinJetSimulator = {
    url,
    controlUrl: `${url}${controlPath}`,
    stop: async () => {
      clearInterval(ticker);
      await server.stop();
    },
    books: () => {
      settle();
      return company.jobs.map((job) => ({
        requestId: job.requestId,
        jobId: job.jobId,
        clientToken: tokenFor(job),
        clientName: job.client.name,
        origin: job.origin,
        externalId: job.booking.externalId,
        reference: job.booking.reference,
        createdAt: job.createdAt,
        statusCode: job.status,
        statusAt: job.statusAt,
        courier: job.courier?.badge,
        payload: job.received,
        edits: [...job.edits],
        requests: { ...job.requests },
      }));
    },
    requests: () => [...log],
    setSpeed: (speed) => {
      settle();
      company.time.setSpeed(speed);
    },
    pauseLife: (paused) => {
      settle();
      company.time.pause(paused);
    },
    setArrivals: letArrive,
    setFault: (dial) => faults.set(dial),
    cutNetwork: (cut) => server.cutNetwork(cut),
    revokeToken: (token) => {
      revoked.add(token);
    },
    renewToken: (token, newToken) => {
      const client = clientByToken.get(token);
      if (client === undefined) return false;
      revoked.add(token);
      revoked.delete(newToken);
      clientByToken.set(newToken, client);
      tokenOf.set(client, newToken);
      return true;
    },
    advanceJob: (requestId, statusCode, remarks) => {
      settle();
      const job = company.jobOf(requestId);
      if (job === undefined) return false;
      company.advance(job, statusCode, remarks);
      return true;
    },
    couriers: () => {
      settle();
      return company.couriers.map((courier) => ({
        courier: courier.badge,
        user: courier.user,
        ...courier.pointAt(company.time.life),
        jobs: [...new Set(courier.stops.map((stop) => stop.job.requestId))],
      }));
    },
    morningJobs: () => {
      settle();
      return company.jobs.filter((job) => job.origin !== 'api').map(morningJob);
    },
    onArrival: (listener) => {
      arrivalListeners.push(listener);
    },
    quoteOf: (requestId) => {
      const job = company.jobOf(requestId);
      if (job === undefined) return undefined;
      const { createdAt, client, booking } = job;
      return {
        answer: validation(company, api, client, booking, company.time.lifeAt(createdAt)),
        quotedAt: createdAt,
      };
    },
    statusOf: (requestId, withWay) => {
      settle();
      const job = company.jobOf(requestId);
      return job === undefined ? undefined : statusObject(company, job, api, withWay);
    },
  };
  return simulator;
}

/** TwinJet documents no body of an error. */
function refused(status: number): Told {
  return status === 500
    ? { status, contentType: 'text/html', body: '<h1>Server Error (500)</h1>' }
    : { status, contentType: 'text/plain', body: 'Try again later.' };
}
