// What is on screen and how it changes: screens, the desk's mode, the panel, and the address in the page's hash that
// stands for them (so that a reload, a tray menu or a deep link leads to the same place). Called by screens.

import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import type { ComposeIntent, DeskMode, ScreenName, Stores } from './stores.ts';

export interface Navigation {
  show(screen: ScreenName): void;
  setMode(mode: DeskMode): void;
  openJob(id: JobId): void;
  compose(intent: ComposeIntent): void;
  /** Delivery dates for parcels that have no tracking number yet. */
  predict(): void;
  closePanel(): void;
  addConnection(): void;
  /** The connections, with the field for a new credential of this one open. */
  replaceSecret(id: ConnectionId): void;
  /** The labels, with a new one begun. */
  newLabel(): void;
  /** Shipments as their provider lists them; at this account where one is named. */
  findShipments(id?: ConnectionId): void;
}

export function createNavigation(stores: Stores, openDetail: (id: JobId | null) => void): Navigation {
  const { screen, selection } = stores;
  return {
    show: (name) =>
      screen.setState({
        screen: name,
        addConnection: false,
        replaceSecret: null,
        newLabel: false,
        findIn: null,
      }),
    setMode: (mode) => screen.setState({ screen: 'desk', mode }),
    openJob(jobId) {
      openDetail(jobId);
      selection.setState({ cursor: jobId });
      screen.setState({ screen: 'desk', panel: { kind: 'job', jobId } });
    },
    compose(intent) {
      const jobId = 'jobId' in intent ? intent.jobId : null;
      openDetail(jobId);
      if (jobId !== null) selection.setState({ cursor: jobId });
      screen.setState({ screen: 'desk', panel: { kind: 'compose', intent } });
    },
    predict() {
      openDetail(null);
      screen.setState({ screen: 'desk', panel: { kind: 'predict' } });
    },
    closePanel() {
      openDetail(null);
      screen.setState({ panel: null });
    },
    // A form that sent somebody here is open again when they come back.
    addConnection: () => screen.setState({ screen: 'connections', addConnection: true, replaceSecret: null }),
    replaceSecret: (id) =>
      screen.setState({ screen: 'connections', addConnection: false, replaceSecret: id }),
    newLabel: () => screen.setState({ screen: 'labels', newLabel: true, panel: null }),
    findShipments: (id) => screen.setState({ screen: 'shipments', findIn: id ?? null }),
  };
}

/** "#/", "#/board", "#/map", "#/job/ID", "#/new", "#/live", "#/late", "#/trouble", "#/inbox", "#/labels", "#/accounts", "#/onboarding", "#/outbox", "#/connections", "#/settings", "#/shipments". */
export type Route =
  | { kind: 'screen'; screen: Exclude<ScreenName, 'desk'> }
  | { kind: 'desk'; mode: DeskMode | null }
  | { kind: 'job'; jobId: JobId }
  | { kind: 'new' }
  | { kind: 'filter'; filter: 'live' | 'late' | 'trouble' };

/** Null for an address that means nothing here. */
export function parseRoute(hash: string): Route | null {
  const [name = '', argument] = hash.replace(/^#\/?/, '').split('/');
  switch (name) {
    case '':
      return { kind: 'desk', mode: null };
    case 'board':
    case 'split':
    case 'map':
      return { kind: 'desk', mode: name };
    case 'accounts':
    case 'inbox':
    case 'labels':
    case 'connections':
    case 'onboarding':
    case 'outbox':
    case 'settings':
    case 'shipments':
      return { kind: 'screen', screen: name };
    case 'new':
      return { kind: 'new' };
    case 'live':
    case 'late':
    case 'trouble':
      return { kind: 'filter', filter: name };
    case 'job': {
      const jobId = decode(argument);
      return jobId === null ? null : { kind: 'job', jobId: jobId as JobId };
    }
    default:
      return null;
  }
}

export function routeOf(stores: Stores): string {
  const { screen, mode, panel } = stores.screen.getState();
  if (screen !== 'desk') return `#/${screen}`;
  if (panel?.kind === 'job') return `#/job/${encodeURIComponent(panel.jobId)}`;
  return `#/${mode}`;
}

function decode(text: string | undefined): string | null {
  if (text === undefined || text === '') return null;
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
