// One carrier account as the simulated hub keeps it: credentials in full here, masked in every answer.

import { randomUUID } from 'node:crypto';

export interface SimulatedAccount {
  id: string;
  name: string;
  carrier: string;
  credentials: Record<string, string>;
  status: string;
  isTest: boolean;
  metadata: Record<string, unknown>;
  createdAt: number;
  updatedAt: number;
  fedex?: FedexLink;
}

/** How far the registration of a FedEx account has come. */
export interface FedexLink {
  accountNumber: string;
  ways: { invoice: boolean; secureCode: readonly string[] };
  pin: { value: string; expiresAt: number; tries: number } | undefined;
}

const can: Readonly<Record<string, readonly [rating: boolean, pickup: boolean, labels: boolean]>> = {
  fedex: [true, true, true],
  ups: [true, false, true],
  coldtrack: [true, false, false],
};

export function newAccount(
  wanted: Pick<SimulatedAccount, 'name' | 'carrier' | 'credentials'> & Partial<SimulatedAccount>,
  now: number,
): SimulatedAccount {
  return {
    id: randomUUID(),
    status: 'active',
    isTest: false,
    metadata: {},
    createdAt: now,
    updatedAt: now,
    ...wanted,
  };
}

/** As it is told: credential values are stars. */
export function toldAccount(account: SimulatedAccount): object {
  const [supportsRating, supportsPickup, supportsLabels] = can[account.carrier] ?? [false, false, false];
  return {
    id: account.id,
    organizationId: 'org_practice',
    name: account.name,
    carrier: account.carrier,
    credentials: Object.fromEntries(Object.keys(account.credentials).map((name) => [name, '********'])),
    supportsRating,
    supportsPickup,
    supportsLabels,
    status: account.status,
    isTest: account.isTest,
    metadata: account.metadata,
    createdAt: new Date(account.createdAt).toISOString(),
    updatedAt: new Date(account.updatedAt).toISOString(),
  };
}
