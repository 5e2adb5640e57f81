// The screens and panels of the features, each loaded when it is first shown. The board is not here: it is what the
// first second is for, and comes with the page.

import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { JobId } from '../../shared/domain/ids.ts';
import type { ComposeIntent } from '../state/stores.ts';

const features = import.meta.glob<Record<string, ComponentType<never>>>([
  '../map/map-view.tsx',
  '../job/job-panel.tsx',
  '../compose/compose-panel.tsx',
  '../inbox/inbox-screen.tsx',
  '../connections/connections-screen.tsx',
  '../outbox/outbox-screen.tsx',
  '../settings/settings-screen.tsx',
  '../welcome/welcome-card.tsx',
]);

function slot<Props extends object>(
  path: string,
  name: string,
): LazyExoticComponent<ComponentType<Props>> | null {
  const load = features[path];
  if (load === undefined) return null;
  return lazy(async () => ({ default: (await load())[name] as unknown as ComponentType<Props> }));
}

export const MapView = slot('../map/map-view.tsx', 'MapView');
export const JobPanel = slot<{ jobId: JobId }>('../job/job-panel.tsx', 'JobPanel');
export const ComposePanel = slot<{ intent: ComposeIntent }>('../compose/compose-panel.tsx', 'ComposePanel');
export const InboxScreen = slot('../inbox/inbox-screen.tsx', 'InboxScreen');
export const ConnectionsScreen = slot('../connections/connections-screen.tsx', 'ConnectionsScreen');
export const OutboxScreen = slot('../outbox/outbox-screen.tsx', 'OutboxScreen');
export const SettingsScreen = slot('../settings/settings-screen.tsx', 'SettingsScreen');
export const WelcomeCard = slot('../welcome/welcome-card.tsx', 'WelcomeCard');
