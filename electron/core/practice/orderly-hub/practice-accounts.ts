// The made-up carrier accounts that fill the practice hub: enough for two pages, each status among them.

import { newAccount, type SimulatedAccount } from './carrier-account.ts';

const DAY_MS = 24 * 60 * 60_000;

const warehouses = ['Mission Bay', 'Oakland', 'San Mateo', 'Daly City', 'Berkeley', 'Fremont'] as const;

export function practiceAccounts(now: number): SimulatedAccount[] {
  const of = (
    name: string,
    carrier: string,
    daysAgo: number,
    more: Partial<SimulatedAccount> = {},
  ): SimulatedAccount => {
    const at = now - daysAgo * DAY_MS;
    return newAccount({ name, carrier, credentials: credentialsOf[carrier] ?? {}, ...more }, at);
  };
  return [
    of('FedEx Production', 'fedex', 210, { metadata: { costCenter: 'SF-100' } }),
    of('ColdTrack Production', 'coldtrack', 160, {
      metadata: { costCenter: 'COLD-7', owner: 'Pharmacy desk' },
    }),
    of('UPS Ground', 'ups', 150),
    of('ColdTrack expired key', 'coldtrack', 90, {
      status: 'error',
      credentials: { apiKey: 'ct_expired_0419' },
    }),
    of('UPS old contract', 'ups', 400, { status: 'inactive' }),
    of('FedEx sandbox', 'fedex', 60, { isTest: true }),
    ...warehouses.flatMap((place, index) => [
      of(`FedEx ${place}`, 'fedex', 120 - index),
      of(`UPS ${place}`, 'ups', 110 - index, index === 3 ? { status: 'inactive' } : {}),
      of(`ColdTrack ${place}`, 'coldtrack', 100 - index),
    ]),
  ];
}

const credentialsOf: Readonly<Record<string, Record<string, string>>> = {
  fedex: { accountNumber: '510087240', childKey: 'practice-child-key', childSecret: 'practice-child-secret' },
  ups: { clientId: 'practice-ups', clientSecret: 'practice-ups-secret', accountNumber: 'A1B2C3' },
  coldtrack: { apiKey: 'ct_live_practice' },
};
