// Host 1, the entry: reads the options, supplies the ports, puts window, tray, menu and the page's port together over a core.
// Started by Electron (scripts/start.mjs, or the installed program). One of these runs for a data folder, never two.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { app, dialog, nativeTheme, powerMonitor, session } from 'electron';
import { DEFAULT_SETTINGS } from '../../shared/contract/settings.ts';
import { type Core, createCore } from '../core/core.ts';
import type { Logger, Ports } from '../core/ports.ts';
import { installBugHandler } from '../hosting/bug-handler.ts';
import { type CommandLine, readCommandLine, takePassphrase } from '../hosting/command-line.ts';
import { openDataFolder } from '../hosting/data-folder.ts';
import { createLogger, logFile, logLevel } from '../hosting/logger.ts';
import { createSecretStore } from '../hosting/secret-store.ts';
import { systemClock } from '../hosting/system-clock.ts';
import { closeRule } from './close-rule.ts';
import { followDeepLinks } from './deep-links.ts';
import { createElectronFetch } from './electron-fetch.ts';
import { setAppMenu } from './menu.ts';
import { restrictNavigation } from './navigation-rules.ts';
import { createNotifications } from './notifications.ts';
import { installOrderlyQuit } from './orderly-quit.ts';
import { registerPageScheme, servePage } from './page-protocol.ts';
import { recoverPage } from './page-recovery.ts';
import type { Place } from './places.ts';
import { type RpcPort, serveRpcPort } from './rpc-port.ts';
import { restrictSession } from './session-rules.ts';
import { texts } from './texts.ts';
import { type DeskTray, openTray } from './tray.ts';
import { type DeskWindow, openDeskWindow } from './window.ts';

registerPageScheme();
const commandLine = readCommandLine(process.argv.slice(1), 'electron');
if (commandLine.ok) start(commandLine.options);
else {
  process.stderr.write(`${commandLine.problem}\n`);
  app.exit(2);
}

function start(options: CommandLine): void {
  const problem = openDataFolder(options.dataDir);
  if (problem !== null) {
    process.stderr.write(`${problem}\n`);
    dialog.showErrorBox(texts.cannotStart.title, problem);
    app.exit(1);
    return;
  }
  // Chromium's own files stay beside the board's, and the lock of the single instance is one for each data folder.
  const profile = join(options.dataDir, 'electron');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setPath('userData', profile);
  // The id of the installer's shortcut: Windows shows notifications for no other.
  if (process.platform === 'win32') app.setAppUserModelId('app.switchyard.console');
  if (app.requestSingleInstanceLock()) run(options);
  else app.quit();
}

function run(options: CommandLine): void {
  const { dataDir } = options;
  const logPath = join(dataDir, 'logs', 'switchyard.log');
  const log = createLogger(logLevel(process.env), [logFile(logPath), (line) => process.stderr.write(line)]);
  const parts: { window?: DeskWindow; port?: RpcPort; tray?: DeskTray; core?: Core } = {};
  /** Asked for before there is a window. */
  let first: Place | undefined;

  const quit = installOrderlyQuit({ stop, log });
  installBugHandler(log, () => void quit.exit(1));
  const notifications = createNotifications(show);
  followDeepLinks(show);
  app.on('activate', () => show());
  app.on('web-contents-created', (_event, contents) => restrictNavigation(contents, log));

  const coming = createCore(portsOf(options, log, notifications.show), {
    ...(options.workspace && { workspace: options.workspace }),
  });
  Promise.all([coming, app.whenReady().then(open)])
    .then(([core]) => follow(core))
    .catch(async (error: unknown) => {
      if (quit.hasBegun()) return;
      log.error('Switchyard could not start.', { error });
      dialog.showErrorBox(texts.cannotStart.title, error instanceof Error ? error.message : String(error));
      await quit.exit(1);
    });

  function show(place?: Place): void {
    if (parts.window === undefined) first = place ?? first;
    else parts.window.show(place);
  }

  /** The page, which can already be loaded while the core is being put together. */
  function open(): void {
    if (quit.hasBegun()) return;
    const root = app.getAppPath();
    const isDevelopment = !app.isPackaged;
    const devServer = isDevelopment ? process.env.ELECTRON_RENDERER_URL : undefined;
    const page = session.fromPartition('page', { cache: false });
    restrictSession(page, { log, devServer });
    servePage(page, {
      root: join(root, 'out/renderer'),
      tile: async (...asked) => (await coming).tile(...asked),
      log,
      devServer,
    });
    const window = openDeskWindow({
      session: page,
      preload: join(root, 'out/preload/preload.cjs'),
      icon: join(root, 'resources/icons/app/256x256.png'),
      dataDir,
      isDevelopment,
      mayClose: closeRule({
        platform: process.platform,
        isQuitting: quit.hasBegun,
        settings: () => parts.core?.settings() ?? DEFAULT_SETTINGS,
        updateSettings: async (change) => parts.core?.updateSettings(change),
        hide: () => parts.window?.hide(),
        tell: () => notifications.say('still-running', texts.stillRunning),
        quit: () => app.quit(),
      }),
      log,
    });
    parts.window = window;
    parts.port = serveRpcPort(window.contents, coming, log);
    recoverPage(window.contents, { clock: systemClock, log });
    window.onFocus(notifications.seen);
    setAppMenu({ platform: process.platform, isDevelopment, open: show, logFile: logPath });
    if (first !== undefined) window.show(first);
  }

  /** What stands outside of the page and follows the desk. */
  function follow(core: Core): void {
    if (quit.hasBegun()) return;
    parts.core = core;
    const tray = openTray({
      icons: join(app.getAppPath(), 'resources/icons/tray'),
      platform: process.platform,
      open: show,
      pause: (paused) => void core.updateSettings({ polling: { paused } }),
      quit: () => app.quit(),
    });
    parts.tray = tray;
    core.onCounts((counts) => {
      tray.update({ counts });
      if (process.platform !== 'win32') app.setBadgeCount(counts.late + counts.trouble);
    });
    core.onSettings(({ polling, theme }) => {
      tray.update({ isPaused: polling.paused });
      nativeTheme.themeSource = theme;
    });
    powerMonitor.on('resume', () => core.wake());
    // Only now does anything ask a provider: the rows that are kept are on screen first.
    void core.start();
  }

  /** First the page, so that nothing new comes in; then the core, which brings the outbox to rest. */
  async function stop(): Promise<void> {
    parts.window?.hide();
    parts.port?.close();
    parts.tray?.close();
    await parts.window?.keepState();
    await (await coming.catch(() => null))?.stop();
  }
}

function portsOf({ dataDir, vault }: CommandLine, log: Logger, show: Ports['notifier']['show']): Ports {
  return {
    clock: systemClock,
    log,
    secrets: createSecretStore({ dataDir, log, vault, passphrase: takePassphrase(process.env) }),
    notifier: { show },
    paths: { dataDir },
    ...createElectronFetch(),
    host: 'electron',
    version: app.getVersion(),
  };
}
