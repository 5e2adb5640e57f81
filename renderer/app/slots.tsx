// The screens and panels of the features, each loaded when it is first shown. The board is not here: it is what the
// first second is for, and comes with the page.

import { createElement, lazy } from 'react';

const load = {
  job: () => import('../job/job-panel.tsx'),
  compose: () => import('../compose/compose-panel.tsx'),
  shipmentPart: () => import('../shipments/shipment-part.tsx'),
  shipment: () => import('../shipments/shipment-panel.tsx'),
  findShipments: () => import('../shipments/find-shipments.tsx'),
  shipmentAccount: () => import('../shipments/shipment-account.tsx'),
  followParcel: () => import('../trackings/follow-parcel.tsx'),
  editParcel: () => import('../trackings/edit-parcel.tsx'),
  parcelActions: () => import('../trackings/parcel-actions.tsx'),
  parcelPart: () => import('../trackings/parcel-part.tsx'),
  predict: () => import('../trackings/predict-panel.tsx'),
  map: () => import('../map/map-view.tsx'),
  miniMap: () => import('../map/mini-map.tsx'),
  accounts: () => import('../carrier-accounts/accounts-screen.tsx'),
  inbox: () => import('../inbox/inbox-screen.tsx'),
  labels: () => import('../labels/labels-screen.tsx'),
  outbox: () => import('../outbox/outbox-screen.tsx'),
  connections: () => import('../connections/connections-screen.tsx'),
  onboarding: () => import('../onboarding/onboarding-screen.tsx'),
  settings: () => import('../settings/settings-screen.tsx'),
  practice: () => import('../practice/practice-settings.tsx'),
  training: () => import('../training/training-sheet.tsx'),
  welcome: () => import('../welcome/welcome-card.tsx'),
};

export const MapView = lazy(async () => ({ default: (await load.map()).MapView }));
export const MiniMap = lazy(async () => ({ default: (await load.miniMap()).MiniMap }));
export const JobPanel = lazy(async () => ({ default: (await load.job()).JobPanel }));
export const ComposePanel = lazy(async () => ({ default: (await load.compose()).ComposePanel }));
/** The forms of "New", for new-kinds.ts. */
export const NewCourierJob = lazy(async () => {
  const { ComposePanel: Panel } = await load.compose();
  return { default: () => createElement(Panel, { intent: { kind: 'new' } }) };
});
export const NewShipment = lazy(async () => ({ default: (await load.shipment()).NewShipment }));
export const ShipmentPanel = lazy(async () => ({ default: (await load.shipment()).ShipmentPanel }));
export const FindShipments = lazy(async () => ({ default: (await load.findShipments()).FindShipments }));
export const ShipmentAccount = lazy(async () => ({
  default: (await load.shipmentAccount()).ShipmentAccount,
}));
export const FollowParcel = lazy(async () => ({ default: (await load.followParcel()).FollowParcel }));
export const EditParcel = lazy(async () => ({ default: (await load.editParcel()).EditParcel }));
export const ParcelActions = lazy(async () => ({ default: (await load.parcelActions()).ParcelActions }));
export const ParcelPart = lazy(async () => ({ default: (await load.parcelPart()).ParcelPart }));
export const PredictPanel = lazy(async () => ({ default: (await load.predict()).PredictPanel }));
export const ShipmentPart = lazy(async () => ({ default: (await load.shipmentPart()).ShipmentPart }));
export const AccountsScreen = lazy(async () => ({ default: (await load.accounts()).AccountsScreen }));
export const ConnectionsScreen = lazy(async () => ({
  default: (await load.connections()).ConnectionsScreen,
}));
export const InboxScreen = lazy(async () => ({ default: (await load.inbox()).InboxScreen }));
export const OnboardingScreen = lazy(async () => ({ default: (await load.onboarding()).OnboardingScreen }));
export const LabelsScreen = lazy(async () => ({ default: (await load.labels()).LabelsScreen }));
export const OutboxScreen = lazy(async () => ({ default: (await load.outbox()).OutboxScreen }));
export const SettingsScreen = lazy(async () => ({ default: (await load.settings()).SettingsScreen }));
export const PracticeSettings = lazy(async () => ({ default: (await load.practice()).PracticeSettings }));
export const TrainingSheet = lazy(async () => ({ default: (await load.training()).TrainingSheet }));
export const WelcomeCard = lazy(async () => ({ default: (await load.welcome()).WelcomeCard }));

/** So that no first click waits for its code: one after the other, once the page has nothing better to do. */
export function loadAhead(): void {
  const waiting = Object.values(load);
  const next = () => {
    // What cannot be had now is asked for again by whoever shows it, and fails there in words.
    void waiting
      .shift()?.()
      .then(() => whenIdle(next))
      .catch(() => {});
  };
  whenIdle(next);
}

/** Not every browser says when it is idle. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run, { timeout: 2_000 });
  else setTimeout(run, 500);
}
