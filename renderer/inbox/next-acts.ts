// What can be done about an entry, the next step first. Pure; use-run-act.ts carries it out.

import type { InboxEntry } from '../../shared/contract/inbox.ts';
import { actObstacle } from '../../shared/domain/act-obstacle.ts';
import type { ProviderName } from '../../shared/domain/provider-name.ts';

export type ActName =
  | 'book-again'
  | 'open-job'
  | 'ask-job'
  | 'edit-and-send'
  | 'edit-and-retry'
  | 'retry-shipment'
  | 'send-again'
  | 'ask-command'
  | 'outbox'
  | 'replace-secret'
  | 'test'
  | 'connections'
  | 'open-draft'
  | 'accounts'
  | 'onboarding';

/** What was sent can be opened in a form again. */
const CAN_DUPLICATE: ReadonlySet<ProviderName> = new Set(['twinjet', 'shipping-order']);

/** At least one; the first is the one to take. */
export function nextActs({ subject, reasons }: InboxEntry): [ActName, ...ActName[]] {
  switch (subject.kind) {
    case 'job': {
      const { provider, status } = subject.job;
      if (actObstacle(subject.job, 'retry') === null) return ['edit-and-retry', 'retry-shipment', 'open-job'];
      const over = status === 'failed' || status === 'rejected' || status === 'undeliverable';
      if (over) return CAN_DUPLICATE.has(provider) ? ['book-again', 'open-job'] : ['open-job'];
      return reasons[0] === 'unknown' || reasons[0] === 'courier-lost'
        ? ['ask-job', 'open-job']
        : ['open-job', 'ask-job'];
    }
    case 'command': {
      const { kind, state, provider } = subject.command;
      if (state !== 'failed') return ['ask-command', 'outbox'];
      return kind === 'create' && CAN_DUPLICATE.has(provider)
        ? ['edit-and-send', 'outbox']
        : ['send-again', 'outbox'];
    }
    case 'connection':
      if (reasons[0] === 'unreachable') return ['test', 'connections'];
      if (reasons[0] === 'vault-locked') return ['connections'];
      return subject.provider === 'jet-delivery' ? ['connections'] : ['replace-secret', 'connections'];
    case 'draft':
      return ['open-draft'];
    case 'fedex':
      return ['accounts'];
    case 'opening':
      return ['onboarding'];
  }
}

/** Where all about it stands: what a click on its name opens. */
export function placeOf({ subject }: InboxEntry): ActName {
  switch (subject.kind) {
    case 'job':
      return 'open-job';
    case 'command':
      return subject.job === null ? 'outbox' : 'open-job';
    case 'connection':
      return 'connections';
    case 'draft':
      return 'open-draft';
    case 'fedex':
      return 'accounts';
    case 'opening':
      return 'onboarding';
  }
}
