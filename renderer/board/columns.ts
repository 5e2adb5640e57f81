// The columns of the board: order, words, how each is sorted, how wide it is, and which give way when there is no room.

import type { JOB_SORTS } from '../../shared/contract/jobs.ts';
import { texts } from './texts.ts';

export const COLUMN_IDS = [
  'status',
  'promise',
  'reference',
  'recipient',
  'route',
  'window',
  'courier',
  'connection',
  'price',
  'age',
] as const;
export type ColumnId = (typeof COLUMN_IDS)[number];
export type JobSort = (typeof JOB_SORTS)[number];

interface Column {
  label: string;
  /** Null: there is no order to it. */
  sort: JobSort | null;
  /** Pixels; `route` takes what the others leave. */
  width: number;
  least: number;
  /** The greatest gives way first. */
  givesWay: number;
  /** Figures stand at the right. */
  right?: boolean;
}

export const columns: Record<ColumnId, Column> = {
  status: { label: texts.columns.status, sort: 'status', width: 132, least: 40, givesWay: 0 },
  promise: { label: texts.columns.promise, sort: 'promise', width: 84, least: 70, givesWay: 0 },
  reference: { label: texts.columns.reference, sort: 'reference', width: 102, least: 60, givesWay: 1 },
  recipient: { label: texts.columns.recipient, sort: 'recipient', width: 108, least: 60, givesWay: 2 },
  route: { label: texts.columns.route, sort: null, width: 260, least: 160, givesWay: 3 },
  window: { label: texts.columns.window, sort: 'window', width: 104, least: 60, givesWay: 6 },
  courier: { label: texts.columns.courier, sort: 'courier', width: 112, least: 60, givesWay: 5 },
  connection: { label: texts.columns.connection, sort: 'connection', width: 116, least: 34, givesWay: 7 },
  price: { label: texts.columns.price, sort: 'price', width: 70, least: 50, givesWay: 8, right: true },
  age: { label: texts.columns.age, sort: 'age', width: 76, least: 50, givesWay: 4, right: true },
};

/** Left of the first column: the tick of a selected row. */
export const GUTTER = 26;

export interface FittedColumn {
  id: ColumnId;
  width: number;
}

/**
 * The columns that have room, with their widths; those that give way are `hidden`. `route` takes what is left over;
 * without it the last column does.
 */
export function fitColumns(
  shown: readonly ColumnId[],
  widths: Partial<Record<ColumnId, number>>,
  room: number,
): { columns: FittedColumn[]; hidden: ColumnId[] } {
  const wanted = (id: ColumnId) => (id === 'route' ? columns.route.least : (widths[id] ?? columns[id].width));
  const space = room - GUTTER;
  const kept = [...shown];
  const hidden: ColumnId[] = [];
  while (kept.length > 1 && sum(kept.map(wanted)) > space) {
    const weakest = kept.reduce((a, b) => (columns[b].givesWay > columns[a].givesWay ? b : a));
    if (columns[weakest].givesWay === 0) break;
    kept.splice(kept.indexOf(weakest), 1);
    hidden.push(weakest);
  }
  const rest = Math.max(0, space - sum(kept.map(wanted)));
  const taker = kept.includes('route') ? 'route' : kept.at(-1);
  return { columns: kept.map((id) => ({ id, width: wanted(id) + (id === taker ? rest : 0) })), hidden };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
