// The live and local state of the page, one small store a topic. Written by sync.ts, actions.ts and (the local ones)
// by screens through the methods of desk.ts; read by everybody. Nothing here calls the core.

import { createStore, type StoreApi } from 'zustand/vanilla';
import type { InboxCounts, InboxEntry } from '../../shared/contract/inbox.ts';
import type { JobCounts } from '../../shared/contract/jobs.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../shared/contract/settings.ts';
import type { Training } from '../../shared/contract/training.ts';
import type { LatLng } from '../../shared/domain/address.ts';
import type { Connection } from '../../shared/domain/connection.ts';
import type { Courier } from '../../shared/domain/courier.ts';
import type { ConnectionId, CourierId, JobId } from '../../shared/domain/ids.ts';
import type { JobRow } from '../../shared/domain/job.ts';
import type { Onboarding } from '../../shared/domain/onboarding.ts';
import type { Zone } from '../../shared/domain/zone.ts';
import type { CoreOutputs } from '../connection/core-client.ts';
import type { LinkStatus } from '../connection/link.ts';
import type { Problem } from './problem.ts';

export type Hello = CoreOutputs['app']['hello'];
export type OutboxEntry = CoreOutputs['outbox']['list'][number];
export type VaultStatus = CoreOutputs['vault']['status'];
export type JobDetail = CoreOutputs['jobs']['get'];

export interface CouriersState {
  byId: ReadonlyMap<CourierId, Courier>;
  loaded: boolean;
}

export interface SelectionState {
  /** The row the keyboard stands on. */
  cursor: JobId | null;
  /** Rows chosen for a common action, as they are now. */
  marked: ReadonlyMap<JobId, JobRow>;
  /** What the pointer rests on, so that board and map can show it in each other. */
  hoveredJob: JobId | null;
  hoveredCourier: CourierId | null;
}

export interface JobDetailState {
  id: JobId | null;
  detail: JobDetail | null;
  problem: Problem | null;
  loading: boolean;
}

export type ScreenName =
  | 'desk'
  | 'inbox'
  | 'labels'
  | 'accounts'
  | 'connections'
  | 'onboarding'
  | 'outbox'
  | 'settings'
  | 'shipments';
export type DeskMode = 'board' | 'split' | 'map';
/** What is to be moved, and how: each has a form of its own, and needs an account with one of the systems. */
export const NEW_KINDS = ['courier', 'shipment', 'tracking', 'label'] as const;
export type NewKind = (typeof NEW_KINDS)[number];
export type ComposeIntent =
  /** Without `what`, the person is asked where there is a choice. `parcel`: what the form of a parcel begins with. */
  | { kind: 'new'; what?: NewKind; parcel?: { connectionId: ConnectionId; number: string } }
  | { kind: 'edit'; jobId: JobId }
  | { kind: 'duplicate'; jobId: JobId }
  /** Something that was made elsewhere, by one of its ids. */
  | { kind: 'follow' };
export type Panel =
  | { kind: 'job'; jobId: JobId }
  | { kind: 'compose'; intent: ComposeIntent }
  /** When parcels without a tracking number would arrive. */
  | { kind: 'predict' };

export interface ScreenState {
  screen: ScreenName;
  mode: DeskMode;
  panel: Panel | null;
  /** The connections screen should open with the form for a new one. */
  addConnection: boolean;
  /** … or with the field for this connection's new credential. */
  replaceSecret: ConnectionId | null;
  /** The labels screen should open with a new one. */
  newLabel: boolean;
  /** Shipments should be found at this account; any where it is null. */
  findIn: ConnectionId | null;
}

/** Where the form that is open would pick up and deliver, and the zones its quote named. */
export interface ComposePreview {
  /** Null: the provider has not said where it is. */
  pick: { at: LatLng; outside: boolean } | null;
  drop: { at: LatLng; outside: boolean } | null;
  zones: readonly Zone[];
}

export interface Notice {
  key: string;
  title: string;
  body: string;
  severity: 'caution' | 'critical';
  opens: { kind: 'job'; jobId: string } | { kind: 'board'; filter: 'late' | 'trouble' } | { kind: 'inbox' };
}

/** What each store holds. */
export interface StoreStates {
  link: { status: LinkStatus };
  host: { hello: Hello | null };
  counts: { counts: JobCounts | null };
  couriers: CouriersState;
  zones: { zones: readonly Zone[] };
  connections: { connections: readonly Connection[]; loaded: boolean };
  outbox: { entries: readonly OutboxEntry[]; loaded: boolean };
  /** What needs a person, the newest first; the counts are there before the entries. */
  inbox: { entries: readonly InboxEntry[]; counts: InboxCounts | null; loaded: boolean };
  /** Account openings, newest first. */
  onboarding: { openings: readonly Onboarding[]; loaded: boolean };
  /** The tasks of the training sheet; empty until the core has told them. */
  training: Training;
  settings: {
    settings: Settings;
    loaded: boolean;
    /** Layout that the core has not confirmed yet: it stands over what the core answers meanwhile. */
    unkept: Readonly<Record<string, unknown>>;
  };
  vault: { status: VaultStatus | null };
  /** The job that is open in the panel, whole. */
  job: JobDetailState;
  selection: SelectionState;
  screen: ScreenState;
  /** Drawn on the map; written by the form while it is open, null without one and before a quote has told anything. */
  preview: { preview: ComposePreview | null };
  /** What failed last, by what it is about ("board", "job:ID", "command:ID", "connection:ID", "settings"). */
  alerts: { byTopic: Readonly<Record<string, Problem>> };
  /** The newest thing a person should be told; shown by the frame. Null at first, and after a change of workspace. */
  notice: { notice: Notice | null };
}

export type Stores = { [Name in keyof StoreStates]: StoreApi<StoreStates[Name]> };

export function createStores(linkStatus: LinkStatus): Stores {
  return {
    link: createStore<StoreStates['link']>(() => ({ status: linkStatus })),
    host: createStore<StoreStates['host']>(() => ({ hello: null })),
    counts: createStore<StoreStates['counts']>(() => ({ counts: null })),
    couriers: createStore<CouriersState>(() => ({ byId: new Map(), loaded: false })),
    zones: createStore<StoreStates['zones']>(() => ({ zones: [] })),
    connections: createStore<StoreStates['connections']>(() => ({ connections: [], loaded: false })),
    outbox: createStore<StoreStates['outbox']>(() => ({ entries: [], loaded: false })),
    inbox: createStore<StoreStates['inbox']>(() => ({ entries: [], counts: null, loaded: false })),
    onboarding: createStore<StoreStates['onboarding']>(() => ({ openings: [], loaded: false })),
    training: createStore<Training>(() => ({ tasks: [] })),
    settings: createStore<StoreStates['settings']>(() => ({
      settings: DEFAULT_SETTINGS,
      loaded: false,
      unkept: {},
    })),
    vault: createStore<StoreStates['vault']>(() => ({ status: null })),
    job: createStore<JobDetailState>(() => ({ id: null, detail: null, problem: null, loading: false })),
    selection: createStore<SelectionState>(() => ({
      cursor: null,
      marked: new Map(),
      hoveredJob: null,
      hoveredCourier: null,
    })),
    screen: createStore<ScreenState>(() => ({
      screen: 'desk',
      mode: 'split',
      panel: null,
      addConnection: false,
      replaceSecret: null,
      newLabel: false,
      findIn: null,
    })),
    preview: createStore<StoreStates['preview']>(() => ({ preview: null })),
    alerts: createStore<StoreStates['alerts']>(() => ({ byTopic: {} })),
    notice: createStore<StoreStates['notice']>(() => ({ notice: null })),
  };
}
