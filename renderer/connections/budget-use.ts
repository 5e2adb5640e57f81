// How much of its requests a connection has used. Pure.

import type { ConnectionHealth } from '../../shared/domain/connection.ts';

export interface BudgetUse {
  used: number;
  /** What a minute allows. */
  allowed: number;
  /** Between 0 and 1. */
  share: number;
}

export function budgetUse({ perSecond, usedLastMinute }: ConnectionHealth['budget']): BudgetUse {
  const allowed = Math.round(perSecond * 60);
  const share = allowed === 0 ? 0 : Math.min(1, usedLastMinute / allowed);
  return { used: usedLastMinute, allowed, share };
}
