// Why a row of the board cannot be cancelled, in words, or null while it can. What the domain knows about its status,
// and what only the page knows: which provider it is with and what is already on its way.

import { editObstacle } from '../../shared/domain/edit-obstacle.ts';
import type { JobRow } from '../../shared/domain/job.ts';
import { PROVIDER_LABELS } from '../../shared/domain/provider-name.ts';
import { texts } from './texts.ts';

export function cancelObstacle(row: JobRow): string | null {
  if (row.provider !== 'twinjet') return texts.cancel.otherProvider(PROVIDER_LABELS[row.provider].word);
  if (row.pending?.kind === 'cancel' && row.pending.state !== 'failed') return texts.cancel.pending;
  return editObstacle(row, 'cancel');
}
