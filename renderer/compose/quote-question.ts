// What there is to ask a quote for: nothing until every end that has anything typed in it is complete. Pure.

import { twinJetAddressSchema } from '../../shared/contract/twinjet.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { AddressRules } from './check-booking.ts';
import type { ComposeValues } from './compose-values.ts';
import type { QuoteQuestion } from './quote-keeper.ts';
import { addressPayload } from './to-payload.ts';

type Asked = Pick<ComposeValues, 'connectionId' | 'pick_address' | 'deliver_address'>;

export function quoteQuestion(values: Asked, rules: AddressRules): QuoteQuestion | null {
  const { connectionId } = values;
  if (connectionId === '') return null;
  const question: QuoteQuestion = { connectionId: connectionId as ConnectionId };
  for (const end of ['pick_address', 'deliver_address'] as const) {
    const typed = addressPayload(values[end]);
    if (typed === undefined) continue;
    const complete = twinJetAddressSchema(rules).safeParse(typed);
    if (!complete.success) return null;
    question[end] = complete.data;
  }
  return question.pick_address === undefined && question.deliver_address === undefined ? null : question;
}
