// Commands as rows. Written by write.ts only, inside its transaction; what is asked of them is answered here.

import type { JobCounts } from '../../../shared/contract/jobs.ts';
import { type Command, isUnsettled } from '../../../shared/domain/command.ts';
import type { CommandId, ConnectionId, JobId } from '../../../shared/domain/ids.ts';
import type { JobRow, PendingCommand } from '../../../shared/domain/job.ts';
import type { CacheParts } from './cache-parts.ts';
import { keptJson } from './kept-json.ts';
import type { SqlFile } from './sql-file.ts';

interface CommandColumns {
  no: number;
  id: string;
  job_id: string;
  connection_id: string;
  provider: string;
  kind: string;
  state: string;
  payload: string;
  created_at: number;
  updated_at: number;
  attempts: number;
  first_sent_at: number | null;
  next_at: number | null;
  waiting_for: string | null;
  problem: string | null;
}

const UNSETTLED = `('queued', 'sending', 'unknown')`;

type Asked = 'commandsOf' | 'command' | 'unsettledCommands' | 'outbox';

export class OutboxTable implements Pick<CacheParts, Asked> {
  readonly #file: SqlFile;
  readonly #jobRows: (ids: JobId[]) => JobRow[];

  constructor(file: SqlFile, jobRows: (ids: JobId[]) => JobRow[]) {
    this.#file = file;
    this.#jobRows = jobRows;
  }

  /** Inserts or replaces; false when it was kept already, word for word. */
  save(command: Command): boolean {
    const changed = this.#file.run(
      `INSERT INTO commands (id, job_id, connection_id, provider, kind, state, payload, created_at, updated_at,
         attempts, first_sent_at, next_at, waiting_for, problem)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET job_id = excluded.job_id, connection_id = excluded.connection_id,
         provider = excluded.provider, kind = excluded.kind, state = excluded.state, payload = excluded.payload,
         created_at = excluded.created_at, updated_at = excluded.updated_at, attempts = excluded.attempts,
         first_sent_at = excluded.first_sent_at, next_at = excluded.next_at, waiting_for = excluded.waiting_for,
         problem = excluded.problem
       WHERE (job_id, connection_id, provider, kind, state, payload, created_at, updated_at, attempts,
           first_sent_at, next_at, waiting_for, problem)
         IS NOT (excluded.job_id, excluded.connection_id, excluded.provider, excluded.kind, excluded.state,
           excluded.payload, excluded.created_at, excluded.updated_at, excluded.attempts,
           excluded.first_sent_at, excluded.next_at, excluded.waiting_for, excluded.problem)`,
      command.id,
      command.jobId,
      command.connectionId,
      command.provider,
      command.kind,
      command.state,
      JSON.stringify(command.payload ?? null),
      command.createdAt,
      command.updatedAt,
      command.attempts,
      command.firstSentAt,
      command.nextAt,
      command.waitingFor,
      command.problem === null ? null : JSON.stringify(command.problem),
    );
    return changed > 0;
  }

  /** The newest unsettled command of a job, as jobs.pending holds it. */
  pendingOf(jobId: string): string | null {
    const newest = this.#file.get<{ id: string; kind: string; state: string }>(
      `SELECT id, kind, state FROM commands WHERE job_id = ? AND state IN ${UNSETTLED} ORDER BY no DESC LIMIT 1`,
      jobId,
    );
    if (newest === undefined) return null;
    return JSON.stringify({
      commandId: newest.id as CommandId,
      kind: newest.kind as Command['kind'],
      state: newest.state as Command['state'],
    } satisfies PendingCommand);
  }

  commandsOf(jobId: JobId): Command[] {
    return this.#file
      .all<CommandColumns>('SELECT * FROM commands WHERE job_id = ? ORDER BY no', jobId)
      .map(commandOf);
  }

  command(id: CommandId): Command | null {
    const row = this.#file.get<CommandColumns>('SELECT * FROM commands WHERE id = ?', id);
    return row === undefined ? null : commandOf(row);
  }

  unsettledCommands(): Command[] {
    return this.#file
      .all<CommandColumns>(`SELECT * FROM commands WHERE state IN ${UNSETTLED} ORDER BY no`)
      .map(commandOf)
      .filter(({ state }) => isUnsettled(state));
  }

  outbox(since: number): { command: Command; job: JobRow | null }[] {
    const commands = this.#file
      .all<CommandColumns>(
        `SELECT * FROM commands WHERE state IN ('queued', 'sending', 'unknown', 'failed')
         UNION SELECT * FROM commands WHERE updated_at >= ? ORDER BY no`,
        since,
      )
      .map(commandOf);
    const jobs = new Map(
      this.#jobRows([...new Set(commands.map((command) => command.jobId))]).map((job) => [job.id, job]),
    );
    return commands.map((command) => ({ command, job: jobs.get(command.jobId) ?? null }));
  }

  counts(): JobCounts['outbox'] {
    const counted = { waiting: 0, unknown: 0, failed: 0 };
    for (const { state, commands } of this.#file.all<{ state: string; commands: number }>(
      `SELECT state, count(*) AS commands FROM commands
       WHERE state IN ('queued', 'sending', 'unknown', 'failed') GROUP BY state`,
    )) {
      if (state === 'unknown') counted.unknown += commands;
      else if (state === 'failed') counted.failed += commands;
      else counted.waiting += commands;
    }
    return counted;
  }
}

/** What was to be sent cannot be read: a person decides, and nothing of it leaves by itself. */
const DAMAGED =
  'What was to be sent was damaged on the disk of this computer, so it is not sent. Look at what is left of it, discard it and order it anew.';

function commandOf(row: CommandColumns): Command {
  const command = asKept(row);
  if (command.payload !== undefined) return command;
  const sentOnce = command.state === 'sending' || command.state === 'unknown';
  return {
    ...command,
    payload: null,
    state: sentOnce ? 'unknown' : command.state === 'queued' ? 'failed' : command.state,
    nextAt: null,
    waitingFor: null,
    problem: command.problem ?? { sentence: DAMAGED, status: null, fields: [], body: row.payload },
  };
}

function asKept(row: CommandColumns): Command {
  return {
    id: row.id as CommandId,
    jobId: row.job_id as JobId,
    connectionId: row.connection_id as ConnectionId,
    provider: row.provider as Command['provider'],
    kind: row.kind as Command['kind'],
    state: row.state as Command['state'],
    payload: keptJson<unknown>(row.payload, undefined),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    attempts: row.attempts,
    firstSentAt: row.first_sent_at,
    nextAt: row.next_at,
    waitingFor: row.waiting_for,
    problem: row.problem === null ? null : keptJson<Command['problem']>(row.problem, null),
  };
}
