// The jobs of a view as a table for a spreadsheet: every row, also those of folded groups, a page of questions at a time.
// Called by use-export.ts. Pure but for the questions; what it makes leaves the console only where a person saves it.

import type { JobPage, JobView } from '../../shared/contract/jobs.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { JobRow } from '../../shared/domain/job.ts';
import { labelOf } from '../../shared/domain/job-status.ts';
import { PROVIDER_LABELS } from '../../shared/domain/provider-name.ts';
import type { Outcome } from '../state/problem.ts';
import { texts } from './texts.ts';

/** A spreadsheet is no archive; more than this makes most of them slow. */
const MOST_ROWS_EXPORTED = 50_000;
const ROWS_A_QUESTION = 500;

type Cell = (row: JobRow, labels: ReadonlyMap<ConnectionId, string>) => string;

const cells: Record<keyof typeof texts.exported.columns, Cell> = {
  status: (row) => (row.status === 'unknown' ? row.rawStatus : labelOf(row.status)),
  code: (row) => row.rawStatus,
  promised: (row) => localTime(row.promiseAt),
  reference: (row) => row.reference ?? '',
  recipient: (row) => row.recipient ?? '',
  from: (row) => row.from ?? ownLocation(row),
  to: (row) => row.to ?? ownLocation(row),
  windowFrom: (row) => localTime(row.windowFromAt),
  windowTo: (row) => localTime(row.windowToAt),
  courier: (row) => row.courierName ?? '',
  provider: (row) => PROVIDER_LABELS[row.provider].word,
  connection: (row, labels) => labels.get(row.connectionId) ?? '',
  price: (row) => (row.price === null ? '' : (row.price.minor / 100).toFixed(2)),
  currency: (row) => row.price?.currency ?? '',
  tags: (row) => row.tags.join(' '),
  requestId: (row) => row.externalIds.requestId ?? '',
  jobId: (row) => row.externalIds.jobId ?? '',
  externalId: (row) => row.externalIds.externalId ?? '',
  trackingId: (row) => row.externalIds.trackingId ?? '',
  answered: (row) => localTime(row.receivedAt),
  changed: (row) => localTime(row.sourceAt),
  added: (row) => localTime(row.createdAt),
};
const columns = Object.keys(cells) as (keyof typeof cells)[];

/** The table as CSV (RFC 4180), with what a spreadsheet needs to take it for UTF-8. */
export function csvOf(rows: readonly JobRow[], labels: ReadonlyMap<ConnectionId, string>): string {
  const lines: string[][] = [columns.map((column) => texts.exported.columns[column])];
  for (const row of rows) lines.push(columns.map((column) => cells[column](row, labels)));
  return `\uFEFF${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`;
}

/**
 * What a provider wrote must not become a formula: a spreadsheet runs what begins with one of these signs, also after
 * blanks. An apostrophe in front is what they all take for "this is text".
 */
function quoted(text: string): string {
  const harmless = /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n']|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function ownLocation(row: JobRow): string {
  return row.origin === 'here' ? texts.row.ownLocation : '';
}

/** "2026-08-04 13:54:28" on this computer's clock; spreadsheets read no offsets. */
function localTime(at: number | null): string {
  if (at === null) return '';
  const time = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${day} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':')}`;
}

type Ask = (input: { view: JobView; offset: number; limit: number }) => Promise<Outcome<JobPage>>;

/** Each job once, whatever moves while it is read. `more`: the view has jobs beyond the most. */
export async function rowsOfView(
  ask: Ask,
  view: JobView,
  most = MOST_ROWS_EXPORTED,
): Promise<Outcome<{ rows: JobRow[]; more: boolean }>> {
  const rows = new Map<string, JobRow>();
  for (let offset = 0; ; offset += ROWS_A_QUESTION) {
    const page = await ask({ view: { ...view, folded: [] }, offset, limit: ROWS_A_QUESTION });
    if (!page.ok) return page;
    for (const row of page.value.rows) {
      if (rows.size === most && !rows.has(row.id))
        return { ok: true, value: { rows: [...rows.values()], more: true } };
      rows.set(row.id, row);
    }
    if (page.value.rows.length < ROWS_A_QUESTION)
      return { ok: true, value: { rows: [...rows.values()], more: false } };
  }
}
