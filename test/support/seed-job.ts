// The New Job sample of seed 002, as a dispatcher would book it today.

import type { TwinJetJob } from '../../shared/contract/twinjet.ts';

export const SEED_PICK = {
  address_name: 'TCB Courier',
  street_address: '565 Ellis St',
  floor: 'Unit B',
  city: 'San Francisco',
  state: 'CA',
  zip_code: '94109',
  contact: 'Larry Bluejeans',
  special_instructions: 'Come right in',
};

export const SEED_DELIVER = {
  address_name: 'Important Office Building',
  street_address: '560 Mission St',
  floor: '13th floor',
  city: 'San Francisco',
  state: 'CA',
  zip_code: '94105',
  contact: 'P. Pete',
  special_instructions: 'Go to the messenger center',
};

export function seedJob(over: Partial<TwinJetJob> = {}): TwinJetJob {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  return {
    live: true,
    order_contact_name: 'Larry Bluejeans',
    order_contact_phone: '5555555555',
    pick_address: SEED_PICK,
    deliver_address: SEED_DELIVER,
    ready_time: at(0),
    deliver_from_time: at(0),
    deliver_to_time: at(60),
    service_id: 21,
    order_total: 20,
    tip: 5,
    job_items: [
      { quantity: 4, description: 'Fried Chickens' },
      { quantity: 1, description: 'Coke' },
    ],
    ...over,
  };
}
