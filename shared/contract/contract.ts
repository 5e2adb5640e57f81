// What the page may ask of the core: one file a section, put together here. Served by core/rpc on every transport.

import { aftership } from './aftership.ts';
import { app } from './app.ts';
import { carrierAccounts } from './carrier-accounts.ts';
import { connections } from './connections.ts';
import { couriers } from './couriers.ts';
import { drafts } from './drafts.ts';
import { inbox } from './inbox.ts';
import { jobs } from './jobs.ts';
import { labels } from './labels.ts';
import { onboarding } from './onboarding.ts';
import { outbox } from './outbox.ts';
import { practice } from './practice.ts';
import { settings } from './settings.ts';
import { shipments } from './shipments.ts';
import { training } from './training.ts';
import { twinjet } from './twinjet.ts';
import { vault } from './vault.ts';
import { zones } from './zones.ts';

export const contract = {
  app,
  connections,
  jobs,
  twinjet,
  shipments,
  aftership,
  onboarding,
  couriers,
  zones,
  outbox,
  settings,
  vault,
  drafts,
  practice,
  carrierAccounts,
  labels,
  inbox,
  training,
};
