// Host 2: reads the options, supplies the ports, serves the core to browsers on this machine. Called by serve.ts.
// stdout gets exactly one line, the address, when the console is ready; all else is stderr.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import packageJson from '../../package.json' with { type: 'json' };
import { type Core, createCore } from '../core/core.ts';
import type { Ports } from '../core/ports.ts';
import { installBugHandler } from '../hosting/bug-handler.ts';
import { type CommandLine, readCommandLine, takePassphrase } from '../hosting/command-line.ts';
import { openDataFolder } from '../hosting/data-folder.ts';
import { createLogger, logFile, logLevel } from '../hosting/logger.ts';
import { createSecretStore } from '../hosting/secret-store.ts';
import { systemClock } from '../hosting/system-clock.ts';
import { addressFile } from './access-token.ts';
import { type HttpServer, openHttpServer } from './http-server.ts';
import { openBrowser } from './open-browser.ts';

const STOP_LIMIT_MS = 8_000;

/** @param home the folder of the entry, from which the built page is found. */
export async function runServer(home: string): Promise<void> {
  const commandLine = readCommandLine(process.argv.slice(2), 'server');
  if (!commandLine.ok) fail(2, commandLine.problem);
  await serve(commandLine.options, home).catch((error: unknown) =>
    fail(1, `Switchyard could not start: ${words(error)}`),
  );
}

async function serve(options: CommandLine, home: string): Promise<void> {
  const { dataDir } = options;
  const problem = openDataFolder(dataDir);
  if (problem !== null) fail(1, problem);
  const log = createLogger(logLevel(process.env), [
    logFile(join(dataDir, 'logs', 'switchyard.log')),
    (line) => process.stderr.write(line),
  ]);
  let stopping = false;
  const opening: { core?: Promise<Core>; http?: Promise<HttpServer> } = {};

  /** First the pages, so that nothing new comes in; then the core, which brings the outbox to rest. */
  async function stop(exitCode: number): Promise<void> {
    if (stopping) return;
    stopping = true;
    setTimeout(() => {
      log.error('Stopping took too long.', { limitMs: STOP_LIMIT_MS });
      process.exit(1);
    }, STOP_LIMIT_MS).unref();
    try {
      await (await opening.http)?.close();
      await (await opening.core)?.stop();
    } catch (error) {
      log.error('Switchyard did not stop in order.', { error });
      process.exit(1);
    }
    process.exit(exitCode);
  }

  installBugHandler(log, () => void stop(1));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

  const ports: Ports = {
    clock: systemClock,
    log,
    secrets: createSecretStore({
      dataDir,
      log,
      vault: options.vault,
      passphrase: takePassphrase(process.env),
    }),
    // The page hears of every notice by app.watch and shows it itself.
    notifier: { show: () => undefined },
    paths: { dataDir },
    fetch: globalThis.fetch,
    host: 'server',
    version: packageJson.version,
  };
  const coming = createCore(ports, { ...(options.workspace && { workspace: options.workspace }) });
  opening.core = coming;
  opening.http = openHttpServer({
    port: options.port,
    dataDir,
    pageRoot: pageRoot(home),
    core: coming,
    log,
  });
  const [core, http] = await Promise.all([coming, opening.http]);
  if (stopping) return;

  await http.announce();
  const { address } = http;
  process.stdout.write(`${JSON.stringify({ url: address })}\n`);
  if (options.open) {
    openBrowser(address, (problem) => {
      say(`No browser could be opened (${problem}). Open the address in ${addressFile(dataDir)} yourself.`);
    });
  }
  // Only now does anything ask a provider: the rows that are kept are on screen first.
  await core.start();
}

/** Beside us when built; from the sources it is the last build's. */
function pageRoot(home: string): string {
  const built = join(home, '../renderer');
  return existsSync(join(built, 'index.html')) ? built : join(home, '../../out/renderer');
}

function words(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') {
    return `port ${port} is in use by another program. Choose another --port, or leave it out for any free one.`;
  }
  if (code === 'EACCES' && port !== undefined) return `port ${port} is not allowed to this user.`;
  return error.message;
}

function fail(exitCode: number, sentence: string): never {
  say(sentence);
  process.exit(exitCode);
}

function say(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}
