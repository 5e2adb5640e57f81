// Fills the practice workspace: a simulated TwinJet on loopback, a connection for each of its clients, the jobs of its
// morning. Loaded by core.ts only when practice is open. From then on everything goes the way of live work, by real HTTP.

import type { TwinJetJob } from '../../shared/contract/twinjet.ts';
import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import type { JobRecord } from './cache/cache.ts';
import { newId } from './new-id.ts';
import type { Clock, Logger } from './ports.ts';
import { practiceClients } from './practice/twinjet/practice-clients.ts';
import { startTwinJetSimulator } from './practice/twinjet/start-twinjet-simulator.ts';
import type { MorningJob } from './practice/twinjet/twinjet-simulator.ts';
import type { JobNews } from './providers/provider.ts';
import { jobRecordFrom, newsFrom } from './providers/twinjet/to-domain.ts';
import { readStatus } from './providers/twinjet/wire.ts';
import type { Workspace } from './workspace.ts';

export interface PracticeDesk {
  stop(): Promise<void>;
}

/** Faster than life, so that a booking can be watched to its end; slow enough that some jobs are late. */
const SPEED = 4;
const ARRIVALS_PER_HOUR = 12;
const TROUBLE_RATE = 0.06;
/** Jobs written in one transaction while it is filled. */
const AT_ONCE = 20;

export async function openPracticeDesk(
  workspace: Workspace,
  { clock, log }: { clock: Clock; log: Logger },
): Promise<PracticeDesk> {
  const simulator = await startTwinJetSimulator({
    clients: practiceClients,
    clock: () => clock.now(),
    morning: true,
    speed: SPEED,
    arrivalsPerHour: ARRIVALS_PER_HOUR,
    troubleRate: TROUBLE_RATE,
    zoneKey: 'delivery_zone',
  });
  const { connections, jobs, settings } = workspace;
  const stopping = new AbortController();
  const connectionOf = new Map<string, ConnectionId>();
  const filled = fill().catch((error: unknown) => {
    if (!stopping.signal.aborted) log.error('Practice could not be filled', { error: String(error) });
  });
  simulator.onArrival((job) => {
    filled
      .then(() => (stopping.signal.aborted ? undefined : take([job])))
      .catch((error: unknown) => log.warn('A practice job could not be taken up', { error: String(error) }));
  });

  async function fill(): Promise<void> {
    for (const { name, token } of practiceClients) {
      const id = await connections.create({
        provider: 'twinjet',
        label: name,
        baseUrl: simulator.url,
        secret: { apiToken: token },
      });
      connectionOf.set(token, id);
    }
    // The newest first: they are the ones on the desk.
    const morning = simulator.morningJobs().toReversed();
    for (let from = 0; from < morning.length; from += AT_ONCE) {
      if (!stopping.signal.aborted) await take(morning.slice(from, from + AT_ONCE));
    }
  }

  /**
   * Each job as it stands now, not as it began: a board that fills with "Processing" would tell of a morning that never
   * was. From here on the poller asks about it over HTTP, as about any other.
   */
  async function take(arrived: MorningJob[]): Promise<void> {
    const taken = arrived.flatMap((job) => {
      const connectionId = connectionOf.get(job.clientToken);
      const raw = simulator.statusOf(job.requestId);
      const status = readStatus(raw);
      if (connectionId === undefined || !status.ok) return [];
      return [{ record: recordOf(job, connectionId), news: newsFrom(status.value, clock.now(), raw) }];
    });
    await jobs.adopt(taken.map(({ record, news }) => withNews(record, news)));
    for (const { record, news } of taken) await jobs.applyNews(record.id, news);
  }

  function recordOf(job: MorningJob, connectionId: ConnectionId): JobRecord {
    const record = jobRecordFrom(job.payload as TwinJetJob, {
      id: newId<JobId>('job'),
      connectionId,
      at: job.createdAt,
      currency: settings.get().currency,
      quote: null,
    });
    return {
      ...record,
      status: 'submitted',
      externalIds: { ...record.externalIds, requestId: job.requestId },
    };
  }

  return {
    async stop() {
      stopping.abort();
      await filled;
      await simulator.stop();
    },
  };
}

function withNews(record: JobRecord, news: JobNews): JobRecord {
  return {
    ...record,
    status: news.status,
    rawStatus: news.rawStatus,
    rawStatusText: news.rawStatusText,
    remarks: news.remarks,
    changedAt: news.sourceAt ?? record.createdAt,
  };
}
