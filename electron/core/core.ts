// The application put together: the one place where a host gets it from. Knows no window, no HTTP server, no page.
// One workspace is open at a time; every procedure asks for the open one, so that switching needs no new router.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { AnyRouter } from '@orpc/server';
import type { JobCounts } from '../../shared/contract/jobs.ts';
import type { Settings, SettingsChange } from '../../shared/contract/settings.ts';
import { watchCounts } from './board/counts-watch.ts';
import { CacheProblem } from './cache/cache-problem.ts';
import { openCacheThread } from './cache/open-cache-thread.ts';
import { createMemorySecrets } from './connections/memory-secrets.ts';
import { createChangeFeed } from './feed/change-feed.ts';
import { createHttpClient } from './http/http-client.ts';
import type { Notice, Ports } from './ports.ts';
import type { PracticeDesk } from './practice-desk.ts';
import { Refusal } from './refusal.ts';
import { createRouter } from './rpc/router.ts';
import { createTileService, type Tile } from './tiles/tile-service.ts';
import { createTrainingService } from './training/training-service.ts';
import {
  databaseExists,
  type OpenCache,
  openWorkspace,
  removeDatabase,
  type Workspace,
  type WorkspaceName,
} from './workspace.ts';

export interface CoreCounts extends JobCounts {
  /** Connections that do not answer or refuse their credential. */
  offline: number;
}

export interface Core {
  /** Every procedure of the contract; stays the same when another workspace is opened. */
  router: AnyRouter;
  /** Begins to ask and to send. Before it, everything kept can already be read. */
  start(): Promise<void>;
  /** Polling stopped, the outbox at rest, the file closed. */
  stop(): Promise<void>;
  /** A map tile, fetched or kept; null where there is none. Never throws. */
  tile(source: string, z: number, x: number, y: number): Promise<Tile | null>;
  counts(): Promise<CoreCounts>;
  /** Called soon after every change of the counts, and once with the present ones. Returns the way to stop. */
  onCounts(listener: (counts: CoreCounts) => void): () => void;
  workspace(): WorkspaceName;
  openWorkspace(name: WorkspaceName): Promise<void>;
  settings(): Settings;
  updateSettings(change: SettingsChange): Promise<Settings>;
  /** Called with the present settings at once, and after every change or switch of workspace. Returns the way to stop. */
  onSettings(listener: (settings: Settings) => void): () => void;
  /** The machine slept: what became due meanwhile is taken up now. */
  wake(): void;
}

/** So long after a command changed the training sheet is looked at, once for many. */
const TRAINING_MS = 300;
/** A full disk is met many times a minute. */
const FILE_PROBLEM_EVERY_MS = 10 * 60_000;

interface Open {
  workspace: Workspace;
  start(): Promise<void>;
  close(): Promise<void>;
  /** Where practice can be steered. Rejects with CONFLICT in the live workspace and before the start. */
  practice(): Promise<PracticeDesk>;
}

/**
 * Opens the workspace that is asked for, or the last one; practice where no real account is connected yet.
 * Throws CacheProblem with a sentence for a person when the file cannot be used.
 */
export async function createCore(
  ports: Ports,
  options: { workspace?: WorkspaceName; openCache?: OpenCache } = {},
): Promise<Core> {
  const { openCache = openCacheThread } = options;
  const { clock, log } = ports;
  const { dataDir } = ports.paths;
  await mkdir(dataDir, { recursive: true });
  const feed = createChangeFeed({ clock });
  const training = createTrainingService({ dataDir, clock, log, onChange: () => feed.topics('training') });
  const memory = join(dataDir, 'workspace.json');
  const standing: Notice[] = [];
  let fileProblemToldAt = Number.NEGATIVE_INFINITY;
  const settingsListeners = new Set<(settings: Settings) => void>();
  let mornings = 0;
  let open = await openFirst();
  /** Settled except while another workspace is being opened: procedures wait for it. */
  let opened: Promise<unknown> = Promise.resolve();
  let started = false;
  let stopped = false;

  const tiles = createTileService({
    http: createHttpClient(ports),
    clock,
    log,
    dataDir,
    version: ports.version,
    settings: () => open.workspace.settings.get().tiles,
  });

  async function openFirst(): Promise<Open> {
    if (options.workspace) return openNamed(options.workspace);
    if ((await lastWorkspace()) === 'practice' || !databaseExists(dataDir, 'live'))
      return openNamed('practice');
    const live = await openNamed('live');
    if (live.workspace.connections.any()) return live;
    await live.close();
    return openNamed('practice');
  }

  async function openNamed(name: WorkspaceName): Promise<Open> {
    const made = await (name === 'live' ? openLive() : openPractice());
    made.workspace.settings.onChange(tellSettings);
    return made;
  }

  function tellSettings(): void {
    for (const listener of settingsListeners) listener(open.workspace.settings.get());
  }

  async function openLive(): Promise<Open> {
    const workspace = await openWorkspace({
      name: 'live',
      ports,
      feed,
      secrets: ports.secrets,
      openCache,
      onFileProblem,
    });
    tellOfFile(workspace.notice);
    return {
      workspace,
      start: () => workspace.start(),
      close: () => workspace.close(),
      async practice() {
        throw new Refusal('CONFLICT', 'This is the live workspace. Open practice to turn its dials.');
      },
    };
  }

  /**
   * Practice begins anew each time: what was tried out is never in the way of the next try. How a person works (theme,
   * columns) is no part of what was practised: it stays.
   */
  async function openPractice(): Promise<Open> {
    const kept = await removeDatabase('practice', { ports, feed, openCache });
    const secrets = createMemorySecrets();
    const workspace = await openWorkspace({
      name: 'practice',
      ports,
      feed,
      secrets,
      openCache,
      onFileProblem,
    });
    if (kept) await workspace.settings.update(kept);
    let closing = false;
    let desk: Promise<PracticeDesk | null> = Promise.resolve(null);
    mornings += 1;
    const seed = mornings;
    return {
      workspace,
      async start() {
        // Loaded only now: live work needs none of it.
        desk = import('./practice-desk.ts').then(({ openPracticeDesk }) =>
          closing ? null : openPracticeDesk(workspace, { clock, log, seed }),
        );
        await Promise.all([desk, workspace.start()]);
      },
      async close() {
        closing = true;
        await (await desk.catch(() => null))?.stop();
        await workspace.close();
      },
      async practice() {
        const ready = await desk;
        if (ready === null)
          throw new Refusal('CONFLICT', 'Practice is not under way. Try again in a moment.');
        return ready;
      },
    };
  }

  /** A person must know when a damaged file was put aside, also one whose page opens later. */
  function tellOfFile(notice: string | null): void {
    if (notice === null) return;
    log.warn('The database file needed attention', { notice });
    standing.push(tell('About your data', notice, 'caution'));
  }

  /** What was asked of a provider cannot be kept: without this the board would only grow old. */
  function onFileProblem(sentence: string): void {
    const now = clock.now();
    if (Math.abs(now - fileProblemToldAt) < FILE_PROBLEM_EVERY_MS) return;
    fileProblemToldAt = now;
    log.error('The database file cannot be used', { problem: sentence });
    tell('Nothing can be saved', sentence, 'critical');
  }

  function tell(title: string, body: string, severity: Notice['severity']): Notice {
    const told: Notice = { key: 'database', title, body, opens: { kind: 'inbox' }, severity };
    ports.notifier.show(told);
    feed.notice(told);
    return told;
  }

  async function lastWorkspace(): Promise<WorkspaceName | null> {
    try {
      const kept = JSON.parse(await readFile(memory, 'utf8')) as { last?: unknown };
      return kept.last === 'practice' || kept.last === 'live' ? kept.last : null;
    } catch {
      return null;
    }
  }

  async function switchTo(name: WorkspaceName): Promise<void> {
    if (stopped || open.workspace.name === name) return;
    // The other file first: where it cannot be used, the present workspace simply stays.
    const next = await openNamed(name);
    const before = open;
    await before.close();
    open = next;
    feed.reset(await next.workspace.revision());
    tellSettings();
    await writeFile(memory, JSON.stringify({ last: name })).catch((error: unknown) =>
      log.warn('The last workspace could not be remembered', { error: String(error) }),
    );
    if (started) startOpen(next);
  }

  /** Practice with another morning. */
  async function beginMorning(): Promise<void> {
    const before = open;
    await before.practice();
    await before.close();
    open = await openNamed('practice');
    feed.reset(await open.workspace.revision());
    tellSettings();
    startOpen(open);
  }

  function startOpen(begun: Open): void {
    begun.start().catch((error: unknown) => {
      if (open !== begun || stopped) return;
      log.error('A workspace could not be started', {
        workspace: begun.workspace.name,
        error: String(error),
      });
      const why = error instanceof CacheProblem ? ` ${error.message}` : ' Its log says why.';
      tell(
        'Not everything could begin',
        `Switchyard shows what is kept, but it may not be asking or sending.${why} Restart it when that is mended.`,
        'critical',
      );
    });
  }

  /** One switch after the other. */
  function inTurn(change: () => Promise<void>): Promise<void> {
    const turn = opened.then(change);
    opened = turn.catch(() => undefined);
    return turn;
  }

  function openAnother(name: WorkspaceName): Promise<void> {
    return inTurn(() => switchTo(name));
  }

  async function counts(): Promise<CoreCounts> {
    await opened;
    const { board, connections } = open.workspace;
    return { ...(await board.counts()), offline: connections.unusable() };
  }

  const watch = watchCounts({ feed, clock, log, counts });
  const watching = new AbortController();
  void followHealth();

  /** Who is offline changes without any write. */
  async function followHealth(): Promise<void> {
    for await (const _ of feed.watchConnections(async () => [], watching.signal)) watch.look();
  }

  /** What a command became, for the training sheet: looked up after a moment, many at once. */
  let commandsDue = false;
  const stopTraining = feed.subscribe(({ commandsChanged }) => {
    if (!commandsChanged || commandsDue || open.workspace.name !== 'practice') return;
    commandsDue = true;
    clock.setTimeout(() => {
      commandsDue = false;
      const { name, outbox } = open.workspace;
      if (stopped || name !== 'practice') return;
      outbox
        .list()
        .then((listed) => training.commands(listed.map(({ command }) => command)))
        .catch((error: unknown) => log.warn('The training sheet is not kept up', { error: String(error) }));
    }, TRAINING_MS);
  });

  return {
    router: createRouter({
      workspace: async () => {
        await opened;
        return open.workspace;
      },
      openWorkspace: openAnother,
      practice: async () => {
        await opened;
        return open.practice();
      },
      newMorning: () => inTurn(beginMorning),
      training,
      answered: (answer) => {
        if (open.workspace.name === 'practice') training.answered(answer);
      },
      feed,
      vault: ports.secrets,
      log,
      host: ports.host,
      version: ports.version,
      standingNotices: () => standing,
    }),
    async start() {
      started = true;
      startOpen(open);
    },
    async stop() {
      if (stopped) return;
      stopped = true;
      watch.stop();
      stopTraining();
      watching.abort();
      await opened;
      await open.close();
    },
    tile: (...asked) => tiles.tile(...asked),
    counts,
    onCounts: (listener) => watch.onChange(listener),
    workspace: () => open.workspace.name,
    openWorkspace: openAnother,
    settings: () => open.workspace.settings.get(),
    async updateSettings(change) {
      await opened;
      return open.workspace.settings.update(change);
    },
    onSettings(listener) {
      settingsListeners.add(listener);
      listener(open.workspace.settings.get());
      return () => settingsListeners.delete(listener);
    },
    wake() {
      open.workspace.outbox.wake();
      // A lane that is told to look again asks about everything that is due.
      open.workspace.poller.settingsChanged();
    },
  };
}
