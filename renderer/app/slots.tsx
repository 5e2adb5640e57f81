// The screens and panels of the features, each loaded when it is first shown. The board is not here: it is what the
// first second is for, and comes with the page.

import { lazy } from 'react';

export const MapView = lazy(async () => ({ default: (await import('../map/map-view.tsx')).MapView }));
export const MiniMap = lazy(async () => ({ default: (await import('../map/mini-map.tsx')).MiniMap }));
export const JobPanel = lazy(async () => ({ default: (await import('../job/job-panel.tsx')).JobPanel }));
export const ComposePanel = lazy(async () => ({
  default: (await import('../compose/compose-panel.tsx')).ComposePanel,
}));
export const AccountsScreen = lazy(async () => ({
  default: (await import('../carrier-accounts/accounts-screen.tsx')).AccountsScreen,
}));
export const ConnectionsScreen = lazy(async () => ({
  default: (await import('../connections/connections-screen.tsx')).ConnectionsScreen,
}));
export const OutboxScreen = lazy(async () => ({
  default: (await import('../outbox/outbox-screen.tsx')).OutboxScreen,
}));
export const SettingsScreen = lazy(async () => ({
  default: (await import('../settings/settings-screen.tsx')).SettingsScreen,
}));
export const PracticeSettings = lazy(async () => ({
  default: (await import('../practice/practice-settings.tsx')).PracticeSettings,
}));
export const WelcomeCard = lazy(async () => ({
  default: (await import('../welcome/welcome-card.tsx')).WelcomeCard,
}));
