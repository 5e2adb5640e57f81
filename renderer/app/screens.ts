// The screens in the order of the rail.

import {
  IconBuildingWarehouse,
  IconInbox,
  IconLayoutList,
  IconMap2,
  IconPlugConnected,
  IconSend,
  IconSettings,
  IconTag,
  IconUserPlus,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { DeskMode, ScreenName } from '../state/stores.ts';
import { ConnectionsPage } from './connections-page.tsx';
import {
  AccountsScreen,
  FindShipments,
  InboxScreen,
  LabelsScreen,
  OnboardingScreen,
  OutboxScreen,
  SettingsScreen,
} from './slots.tsx';
import { texts } from './texts.ts';

interface RailEntry {
  label: string;
  icon: TablerIcon;
  keys?: string;
  screen: ScreenName;
  /** For the desk: which half it leads to. */
  mode?: DeskMode;
}

export const screenOf: Record<Exclude<ScreenName, 'desk'>, ComponentType> = {
  accounts: AccountsScreen,
  connections: ConnectionsPage,
  inbox: InboxScreen,
  labels: LabelsScreen,
  onboarding: OnboardingScreen,
  outbox: OutboxScreen,
  settings: SettingsScreen,
  // Found by what leads to it, not by the rail: it is looked into now and then.
  shipments: FindShipments,
};

export const railEntries: RailEntry[] = [
  { label: texts.rail.board, icon: IconLayoutList, keys: '1', screen: 'desk', mode: 'board' },
  { label: texts.rail.map, icon: IconMap2, keys: '3', screen: 'desk', mode: 'map' },
  { label: texts.rail.inbox, icon: IconInbox, keys: 'i', screen: 'inbox' },
  { label: texts.rail.labels, icon: IconTag, screen: 'labels' },
  { label: texts.rail.accounts, icon: IconBuildingWarehouse, screen: 'accounts' },
  { label: texts.rail.connections, icon: IconPlugConnected, screen: 'connections' },
  { label: texts.rail.onboarding, icon: IconUserPlus, screen: 'onboarding' },
  { label: texts.rail.outbox, icon: IconSend, screen: 'outbox' },
  { label: texts.rail.settings, icon: IconSettings, keys: 'mod+,', screen: 'settings' },
];
