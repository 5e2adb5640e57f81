// The contract served: one file a section, put together here. Made by core.ts; carried by the hosts over port or socket.

import type { AnyRouter } from '@orpc/server';
import { speakInSentences } from '../../../shared/contract/field-sentences.ts';
import { aftershipSection } from './aftership.ts';
import { appSection } from './app.ts';
import { carrierAccountsSection } from './carrier-accounts.ts';
import { connectionsSection } from './connections.ts';
import { type Desk, implementer } from './context.ts';
import { couriersSection } from './couriers.ts';
import { draftsSection } from './drafts.ts';
import { inboxSection } from './inbox.ts';
import { jobsSection } from './jobs.ts';
import { labelsSection } from './labels.ts';
import { onboardingSection } from './onboarding.ts';
import { outboxSection } from './outbox.ts';
import { practiceSection } from './practice.ts';
import { settingsSection } from './settings.ts';
import { shipmentsSection } from './shipments.ts';
import { trainingSection } from './training.ts';
import { twinjetSection } from './twinjet.ts';
import { vaultSection } from './vault.ts';
import { zonesSection } from './zones.ts';

export function createRouter(desk: Desk): AnyRouter {
  speakInSentences();
  const os = implementer(desk);
  return os.router({
    app: appSection(os, desk),
    connections: connectionsSection(os, desk),
    jobs: jobsSection(os, desk),
    twinjet: twinjetSection(os, desk),
    shipments: shipmentsSection(os, desk),
    aftership: aftershipSection(os, desk),
    onboarding: onboardingSection(os, desk),
    couriers: couriersSection(os, desk),
    zones: zonesSection(os, desk),
    outbox: outboxSection(os, desk),
    settings: settingsSection(os, desk),
    vault: vaultSection(os, desk),
    drafts: draftsSection(os, desk),
    carrierAccounts: carrierAccountsSection(os, desk),
    labels: labelsSection(os, desk),
    inbox: inboxSection(os, desk),
    training: trainingSection(os, desk),
    practice: practiceSection(os, desk),
  });
}
