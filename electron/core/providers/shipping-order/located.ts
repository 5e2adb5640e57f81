// What a shipment, looked at, shows of a command whose answer never came: done, too late, or never arrived. Pure; called by
// shipping-order-provider.ts.

import type { CommandToSend, JobNews, Located } from '../provider.ts';
import { changesAreIn } from './changes-are-in.ts';
import type { ShipmentAnswer } from './wire.ts';

export function locatedCancel(news: JobNews): Located {
  switch (news.status) {
    case 'cancelled':
      return { kind: 'done', ids: news.ids, news };
    case 'delivered':
    case 'undeliverable':
      return {
        kind: 'too-late',
        news,
        sentence: 'This shipment is over, so there is nothing left to cancel.',
      };
    default:
      return { kind: 'absent' };
  }
}

/** A retry shows in the status; one that failed again shows in the time of the last change. */
export function locatedRetry(news: JobNews, answer: ShipmentAnswer, { command }: CommandToSend): Located {
  if (news.status === 'cancelled') {
    return { kind: 'too-late', news, sentence: 'This shipment was cancelled, so it cannot be retried.' };
  }
  const movedOn = news.status !== 'failed' && news.rawStatus !== 'PENDING_AUTORETRY';
  const touched = (answer.lastUpdatedAt ?? 0) >= (command.firstSentAt ?? command.createdAt);
  return movedOn || touched ? { kind: 'done', ids: news.ids, news } : { kind: 'absent' };
}

/** The same values a second time do no harm, so one that does not show is simply sent again. */
export function locatedEdit(news: JobNews, raw: unknown, { command }: CommandToSend): Located {
  if (changesAreIn(command.payload, raw)) return { kind: 'done', ids: news.ids, news };
  if (news.status === 'delivered' || news.status === 'cancelled' || news.status === 'undeliverable') {
    return { kind: 'too-late', news, sentence: 'This shipment is over, so there is nothing left to change.' };
  }
  return { kind: 'absent' };
}
