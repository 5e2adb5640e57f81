// Which system a task of the training sheet cannot be done without. Pure.

import type { TrainingTask } from '../../shared/contract/training.ts';
import type { ProviderName } from '../../shared/domain/provider-name.ts';

const NEEDS: Record<TrainingTask, ProviderName | null> = {
  book: 'twinjet',
  'book-again': 'twinjet',
  cancel: 'twinjet',
  rescue: 'shipping-order',
  follow: 'aftership',
  'settle-parcel': 'aftership',
  fedex: 'orderly-hub',
  jet: 'jet-delivery',
  label: 'aftership',
  inbox: null,
};

/** The system that is missing; null where the task can be done. */
export function missingSystem(
  task: TrainingTask,
  connections: readonly { provider: ProviderName }[],
): ProviderName | null {
  const needed = NEEDS[task];
  return needed === null || connections.some(({ provider }) => provider === needed) ? null : needed;
}
