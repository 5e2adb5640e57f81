// How the board was left: columns, widths, order, grouping, folded groups, saved views. Kept with the core's settings.

import { z } from 'zod';
import { JOB_SORTS, jobViewSchema } from '../../shared/contract/jobs.ts';
import { JOB_PHASES } from '../../shared/domain/job-status.ts';
import { DEFAULT_VIEW } from '../state/board-query.ts';
import type { LayoutPiece } from '../state/layout.ts';
import { COLUMN_IDS, type ColumnId } from './columns.ts';

const boardLayoutSchema = z.object({
  columns: z.array(z.enum(COLUMN_IDS)).min(1),
  widths: z.partialRecord(z.enum(COLUMN_IDS), z.number().min(30).max(1200)),
  sort: z.object({ by: z.enum(JOB_SORTS), direction: z.enum(['asc', 'desc']) }),
  group: z.enum(['phase', 'none']),
  folded: z.array(z.enum(JOB_PHASES)),
});
export type BoardLayout = z.infer<typeof boardLayoutSchema>;

const savedViewSchema = z.object({
  name: z.string().min(1).max(60),
  view: jobViewSchema,
  columns: z.array(z.enum(COLUMN_IDS)).min(1),
});
export type SavedView = z.infer<typeof savedViewSchema>;

export const standardColumns: readonly ColumnId[] = COLUMN_IDS;

export const boardPiece: LayoutPiece<BoardLayout> = {
  key: 'board',
  schema: boardLayoutSchema,
  fallback: {
    columns: [...standardColumns],
    widths: {},
    sort: DEFAULT_VIEW.sort ?? { by: 'promise', direction: 'asc' },
    group: 'phase',
    folded: DEFAULT_VIEW.folded ?? [],
  },
};

export const viewsPiece: LayoutPiece<SavedView[]> = {
  key: 'views',
  schema: z.array(savedViewSchema).max(100),
  fallback: [],
};
