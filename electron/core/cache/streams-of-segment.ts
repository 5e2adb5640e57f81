// Which parts of which indexes hold a segment's rows in its order. Pure; used by ordered-rows.ts.

import { isOpen } from '../../../shared/domain/job-status.ts';
import { SORT_COLUMNS } from './row-streams.ts';
import { statusOf } from './status-codes.ts';
import type { KindCount, Segment } from './view-plan.ts';

interface Streams {
  streams: { from: string; total: number }[];
  /** Open jobs where no index has them in this order: few enough to be sorted. */
  unsorted: { select: string; total: number } | null;
}

/** More streams than these cost more to merge than rows of other connections to leave out; SQLite takes 500 arms. */
const MOST_STREAMS = 40;

export function streamsOf(archived: 0 | 1, segment: Segment, held: readonly KindCount[]): Streams {
  const { order, statuses, connections } = segment;
  const { column } = SORT_COLUMNS[order.key];
  const byPromise = order.key === 'promise';
  const totalOf = (test: (kind: KindCount) => boolean) =>
    held.reduce((sum, kind) => sum + (test(kind) ? kind.jobs : 0), 0);
  const stream = (part: string, test: (kind: KindCount) => boolean) => ({
    from: `jobs INDEXED BY ${part} AND archived = ${archived}`,
    total: totalOf(test),
  });
  // The plus keeps SQLite from taking one connection for a constant: it would then sort what the index has in order.
  const narrowed = connections === null ? '' : ` AND +connection IN (${connections.join(', ')})`;
  const isOpenCode = (code: number) => isOpen(statusOf(code));
  const unsorted = (part: string, test: (kind: KindCount) => boolean) => {
    const { from, total } = stream(part, test);
    return total === 0 ? null : { select: `SELECT ${column}, connection, row FROM ${from}`, total };
  };

  if (statuses === null) {
    if (byPromise && connections !== null && connections.length <= MOST_STREAMS) {
      const each = connections.map((no) =>
        stream(`jobs_by_connection WHERE connection = ${no}`, ({ connection }) => connection === no),
      );
      return { streams: each, unsorted: null };
    }
    if (order.key !== 'age') {
      return { streams: [stream(`jobs_by_${order.key} WHERE true${narrowed}`, () => true)], unsorted: null };
    }
    return {
      streams: [
        stream(`all_closed_by_age WHERE open = 0${narrowed}`, ({ status }) => !isOpenCode(status)),
        stream(`open_by_age WHERE open = 1${narrowed}`, ({ status }) => isOpenCode(status)),
      ],
      unsorted: null,
    };
  }

  const present = [...new Set(held.map(({ status }) => status))];
  if (byPromise) {
    return {
      streams: present.flatMap((code) => {
        if (connections === null || isOpenCode(code) || held.length > MOST_STREAMS) {
          return [
            stream(`jobs_by_status WHERE status = ${code}${narrowed}`, ({ status }) => status === code),
          ];
        }
        return held
          .filter(({ status }) => status === code)
          .map(({ connection: no }) =>
            stream(
              `closed_by_connection WHERE open = 0 AND status = ${code} AND connection = ${no}`,
              ({ status, connection }) => status === code && connection === no,
            ),
          );
      }),
      unsorted: null,
    };
  }
  const open = present.filter(isOpenCode);
  return {
    streams: present
      .filter((code) => !isOpenCode(code))
      .map((code) =>
        stream(
          `closed_by_${order.key} WHERE open = 0 AND status = ${code}${narrowed}`,
          ({ status }) => status === code,
        ),
      ),
    unsorted:
      open.length === 0
        ? null
        : unsorted(`jobs_by_status WHERE status IN (${open.join(', ')})${narrowed}`, ({ status }) =>
            isOpenCode(status),
          ),
  };
}
