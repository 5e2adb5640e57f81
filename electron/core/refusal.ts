// A wish that cannot be granted, as services tell it: a code of the contract, a sentence for the person, what belongs
// to it. Thrown by services, turned into the contract's typed errors by rpc/; anything else that is thrown is a bug.

import type { FieldMessage } from '../../shared/contract/errors.ts';
import type { ProviderError } from './providers/provider.ts';

type RefusalCode = 'INVALID' | 'NOT_FOUND' | 'CONFLICT' | 'PROVIDER';

export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly fields: FieldMessage[];
  /** For PROVIDER: what it said. */
  readonly provider: ProviderError | null;
  /** For CONFLICT: the job that is in the way. */
  readonly jobId: string | null;

  constructor(
    code: RefusalCode,
    sentence: string,
    more: { fields?: FieldMessage[]; provider?: ProviderError; jobId?: string } = {},
  ) {
    super(sentence);
    this.code = code;
    this.fields = more.fields ?? [];
    this.provider = more.provider ?? null;
    this.jobId = more.jobId ?? null;
  }
}

/** INVALID with its fields; the first message is the sentence. */
export function invalid(fields: FieldMessage[]): Refusal {
  return new Refusal('INVALID', fields[0]?.message ?? 'This cannot be used as it is.', { fields });
}
