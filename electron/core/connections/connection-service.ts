// Accounts with providers: made, changed, tested, and what is known of their health.
// The outbox and the poller get an account with its secret here, for one call. No secret leaves by any other way.

import { isDeepStrictEqual } from 'node:util';
import type { FieldMessage } from '../../../shared/contract/errors.ts';
import type { Connection, ConnectionHealth, Listing } from '../../../shared/domain/connection.ts';
import type { ConnectionId } from '../../../shared/domain/ids.ts';
import { PROVIDER_LABELS, type ProviderName } from '../../../shared/domain/provider-name.ts';
import type { Cache, StoredConnection } from '../cache/cache.ts';
import type { ChangeFeed } from '../feed/change-feed.ts';
import { checkBaseUrl } from '../http/base-url.ts';
import type { HttpClient } from '../http/http-client.ts';
import { newId } from '../new-id.ts';
import type { Clock, Logger, SecretStore } from '../ports.ts';
import type { AccountProvider, Provider, ProviderAccount, ProviderError } from '../providers/provider.ts';
import { invalid, Refusal } from '../refusal.ts';
import { createConnectionSecrets, type FoundSecret } from './connection-secrets.ts';
import {
  afterError,
  afterSuccess,
  type Health,
  readsDifferently,
  untested,
  withoutSecret,
} from './health.ts';

export type AccountAnswer =
  | { ok: true; account: ProviderAccount; provider: Provider }
  /** Removed, paused, no secret, vault locked: in words. */
  | { ok: false; error: ProviderError };

export type CredentialAnswer =
  | { ok: true; account: ProviderAccount; provider: ProviderName }
  /** As of `AccountAnswer`. */
  | { ok: false; error: ProviderError };

export interface ConnectionAccess {
  /** For jobs: the account and the system that carries them. */
  account(id: ConnectionId): Promise<AccountAnswer>;
  /** After every answer of a provider: null for a good one. Changes health, never a job. */
  report(id: ConnectionId, error: ProviderError | null): void;
  health(id: ConnectionId): ConnectionHealth;
  /** Something a person should know of though the connection works; it stands until the connection is tested or changed. */
  remark(id: ConnectionId, sentence: string): void;
  /** What changed was listed to its end. */
  listed(id: ConnectionId, listing: Listing): void;
  /** The connections whose system lists what changed (`Provider.changes`). */
  listing(): ConnectionId[];
  /** Called when a connection can be used again: token replaced, resumed, reachable. Returns the way to stop. */
  onUsable(listener: (id: ConnectionId) => void): () => void;
}

export interface NewConnection {
  provider: ProviderName;
  label: string;
  baseUrl?: string | undefined;
  options?: Record<string, string> | undefined;
  secret?: Record<string, unknown> | undefined;
}

export interface ConnectionChanges {
  label?: string | undefined;
  baseUrl?: string | null | undefined;
  /** Of options and secret only the parts that are named change; one that is empty or null is taken away. */
  options?: Record<string, string> | undefined;
  secret?: Record<string, unknown> | undefined;
  paused?: boolean | undefined;
}

/** Methods throw Refusal (INVALID, NOT_FOUND, CONFLICT) and SecretStoreError, each with a sentence. */
export interface ConnectionService extends ConnectionAccess {
  /** Reads what is kept. The vault is not asked before somebody wants a secret or the list. */
  start(): Promise<void>;
  create(wanted: NewConnection): Promise<ConnectionId>;
  update(id: ConnectionId, changes: ConnectionChanges): Promise<void>;
  /** CONFLICT while commands of it are unsettled. Its jobs stay, with its name. */
  remove(id: ConnectionId): Promise<void>;
  /** Asks something harmless with the kept secret, paused or not. Null: all is well. */
  test(id: ConnectionId): Promise<ProviderError | null>;
  list(): Promise<Connection[]>;
  /** Whether there is any at all. */
  any(): boolean;
  /** How many neither answer nor take their credential now. */
  unusable(): number;
  /** The kept connection, or NOT_FOUND. */
  get(id: ConnectionId): Pick<Connection, 'id' | 'provider' | 'label'>;
  /** The account alone, also of a system that carries no jobs. */
  credential(id: ConnectionId): Promise<CredentialAnswer>;
  /** The vault was unlocked or another one chosen: what was missing may be there now. */
  vaultChanged(): void;
  /** Requests a second for each connection changed. */
  setBudget(perSecond: number): void;
}

interface Options {
  cache: Cache;
  secrets: SecretStore;
  providers: Partial<Record<ProviderName, AccountProvider>>;
  http: HttpClient;
  feed: ChangeFeed;
  clock: Clock;
  log: Logger;
  requestsPerSecond: number;
  /**
   * Runs what gives a connection another token or address, when nothing of it is on its way: what was sent to one
   * account must not be looked for, and missed, in another.
   */
  whileStill?: (id: ConnectionId, change: () => Promise<void>) => Promise<void>;
}

interface Known {
  row: StoredConnection;
  health: Health;
  saidAt: number;
  remark: string | null;
  listing: Listing | undefined;
}

/** Successes and the budget change all the time; this often they are worth telling. */
const SAY_EVERY_MS = 10_000;
const BURST_SECONDS = 2;
const UNUSABLE = new Set<Health['state']>(['unreachable', 'signed-out', 'vault-locked']);

/** Where the next listing of this connection begins, as a named value of the cache: `{at}`, or none for the beginning. */
export function listedUntilKey(id: ConnectionId): string {
  return `sync:${id}`;
}

export function createConnectionService(options: Options): ConnectionService {
  const { cache, providers, http, feed, clock, log, whileStill } = options;
  const secrets = createConnectionSecrets(options.secrets);
  const known = new Map<ConnectionId, Known>();
  const listeners = new Set<(id: ConnectionId) => void>();
  let perSecond = options.requestsPerSecond;

  function tellUsable(id: ConnectionId): void {
    for (const listener of listeners) listener(id);
  }

  function add(row: StoredConnection): void {
    known.set(row.id, { row, health: untested(clock.now()), saidAt: 0, remark: null, listing: undefined });
    applyBudget(row.id);
  }

  function applyBudget(id: ConnectionId): void {
    http.setBudget(id, { perSecond, burst: Math.max(1, Math.ceil(perSecond * BURST_SECONDS)) });
  }

  function present(id: ConnectionId): Known {
    const found = known.get(id);
    if (!found || found.row.removed) {
      throw new Refusal('NOT_FOUND', 'This connection is no longer here.');
    }
    return found;
  }

  function setHealth(entry: Known, health: Health): void {
    const before = entry.health;
    entry.health = health;
    const now = clock.now();
    if (readsDifferently(before, health) || Math.abs(now - entry.saidAt) >= SAY_EVERY_MS) {
      entry.saidAt = now;
      feed.connectionsChanged();
    }
    if (health.state === 'ok' && before.state !== 'ok') tellUsable(entry.row.id);
  }

  function healthOf({ row, health, remark, listing }: Known): ConnectionHealth {
    const { budget } = http.state(row.id);
    const { failures: _, ...told } = health;
    const paused = { state: 'paused', message: 'Paused by you.', until: null } as const;
    return {
      ...told,
      message: told.message ?? remark,
      ...(row.paused ? paused : {}),
      lastListing: listing,
      budget: { perSecond: budget.perSecond, usedLastMinute: budget.used },
    };
  }

  function checked(provider: AccountProvider, wanted: ConnectionChanges): string | null {
    const fields = [];
    let origin: string | null = null;
    if (typeof wanted.baseUrl === 'string' && wanted.baseUrl.trim() !== '') {
      const url = checkBaseUrl(wanted.baseUrl);
      if (url.ok) origin = url.origin;
      else fields.push({ field: 'baseUrl', message: url.problem });
    } else if (wanted.baseUrl !== undefined && provider.documentedOrigin === null) {
      const word = PROVIDER_LABELS[provider.name].word;
      fields.push({
        field: 'baseUrl',
        message: `Give the address of ${word} that you were told: none is public.`,
      });
    }
    if (wanted.secret !== undefined) {
      const problems = provider.checkSecret(wanted.secret);
      fields.push(...problems.map(({ field, message }) => ({ field: `secret.${field}`, message })));
    }
    for (const { field, message } of optionProblems(provider, wanted.options ?? {})) {
      fields.push({ field: `options.${field}`, message });
    }
    if (fields.length > 0) throw invalid(fields);
    return origin;
  }

  let last: Promise<unknown> = Promise.resolve();
  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  }

  async function saveOrUndo(row: StoredConnection, undo: (() => Promise<void>) | null): Promise<void> {
    try {
      await cache.saveConnection(row);
    } catch (error) {
      await undo?.().catch(() => undefined);
      throw error;
    }
  }

  async function isNewSecret(id: ConnectionId, secret: unknown): Promise<boolean> {
    const kept = await secrets.find(id);
    return 'problem' in kept || JSON.stringify(kept.secret) !== JSON.stringify(secret);
  }

  /** Two connections that ask as the same client would bring every job onto the board twice. */
  async function refuseTwin(
    of: Pick<StoredConnection, 'provider' | 'baseUrl'> & { id: ConnectionId | null },
    secret: unknown,
    field: 'secret' | 'baseUrl',
  ): Promise<void> {
    const [firstField] = Object.keys((secret ?? {}) as object);
    if (firstField === undefined) return;
    const provider = providerOf(of.provider);
    const origin = provider.documentedOrigin;
    const twice = carriesJobs(provider)
      ? 'every job would be on the board twice'
      : 'nothing is gained by a second one';
    for (const { row } of known.values()) {
      const same = row.provider === of.provider && (row.baseUrl ?? origin) === (of.baseUrl ?? origin);
      if (row.removed || row.id === of.id || !same || (await isNewSecret(row.id, secret))) continue;
      const message = `The connection “${row.label}” uses this credential at this address already: ${twice}. Use that connection, or another credential.`;
      throw invalid([{ field: field === 'secret' ? `secret.${firstField}` : field, message }]);
    }
  }

  function providerOf(name: ProviderName): AccountProvider {
    const provider = providers[name];
    if (provider) return provider;
    const word = PROVIDER_LABELS[name].word;
    throw invalid([{ field: 'provider', message: `${word} is not connected yet in this version.` }]);
  }

  /** A system without credentials has nothing that could be missing. */
  async function secretOf({ row }: Known): Promise<FoundSecret> {
    return needsNone(row.provider) ? { secret: {} } : secrets.find(row.id);
  }

  /** Nothing where there is none now: then what is given has to be whole. */
  async function keptSecret(entry: Known): Promise<Record<string, unknown>> {
    const kept = await secretOf(entry);
    return 'secret' in kept ? (kept.secret as Record<string, unknown>) : {};
  }

  const needsNone = (name: ProviderName) => providers[name]?.withoutSecret === true;

  async function credential(id: ConnectionId): Promise<CredentialAnswer> {
    const entry = known.get(id);
    if (!entry || entry.row.removed) {
      return refused('The connection of this job was removed. Nothing can be asked or sent for it.');
    }
    if (entry.row.paused) {
      return refused(`${entry.row.label} is paused. Resume it under Connections.`);
    }
    if (!providers[entry.row.provider]) {
      return refused(`${PROVIDER_LABELS[entry.row.provider].word} is not connected yet in this version.`);
    }
    const secret = await secretOf(entry);
    if ('problem' in secret) {
      setHealth(entry, withoutSecret(entry.health, secret, clock.now()));
      return { ok: false, error: signedOut(secret.problem) };
    }
    return { ok: true, account: accountOf(entry, secret.secret), provider: entry.row.provider };
  }

  return {
    async start() {
      for (const row of await cache.connections()) add(row);
    },

    // One after the other: a second click must find what the first one made.
    create: (wanted) =>
      inTurn(async () => {
        const provider = providerOf(wanted.provider);
        const baseUrl = checked(provider, {
          ...wanted,
          baseUrl: wanted.baseUrl ?? null,
          secret: wanted.secret ?? {},
        });
        const id = newId<ConnectionId>('connection');
        const row: StoredConnection = {
          id,
          provider: wanted.provider,
          label: wanted.label.trim(),
          baseUrl,
          options: wanted.options ?? {},
          createdAt: clock.now(),
          paused: false,
          removed: false,
        };
        await refuseTwin({ ...row, id: null }, wanted.secret, 'secret');
        // The secret first: a row without one would be a connection that cannot work.
        const undo = provider.withoutSecret ? null : await secrets.put(id, wanted.secret);
        await saveOrUndo(row, undo);
        add(row);
        log.info('A connection was made', { connectionId: id, provider: row.provider });
        feed.connectionsChanged();
        tellUsable(id);
        return id;
      }),

    async update(id, changes) {
      const entry = present(id);
      const options = changes.options && withParts(entry.row.options, changes.options);
      const secret = changes.secret && withParts(await keptSecret(entry), changes.secret);
      const origin = checked(providerOf(entry.row.provider), { ...changes, options, secret });
      const wasPaused = entry.row.paused;
      const isNewAccount =
        (changes.baseUrl !== undefined && origin !== entry.row.baseUrl) ||
        (options !== undefined && !isDeepStrictEqual(options, entry.row.options)) ||
        (secret !== undefined && (await isNewSecret(id, secret)));
      if (isNewAccount) {
        const baseUrl = changes.baseUrl === undefined ? entry.row.baseUrl : origin;
        const kept = secret === undefined ? await secrets.find(id) : { secret };
        const field = secret === undefined ? 'baseUrl' : 'secret';
        if ('secret' in kept) await refuseTwin({ ...entry.row, baseUrl }, kept.secret, field);
      }
      const save = async () => {
        const { row } = entry;
        const changed: StoredConnection = {
          ...row,
          label: changes.label?.trim() ?? row.label,
          baseUrl: changes.baseUrl === undefined ? row.baseUrl : origin,
          options: options ?? row.options,
          paused: changes.paused ?? row.paused,
        };
        const undo = secret === undefined || needsNone(row.provider) ? null : await secrets.put(id, secret);
        await saveOrUndo(changed, undo);
        entry.row = changed;
        // Another account may have much to tell from before.
        if (isNewAccount) {
          await cache.removeValue(listedUntilKey(id));
          entry.listing = undefined;
        }
      };
      if (isNewAccount && whileStill) await whileStill(id, save);
      else await save();
      const mayWorkNow = isNewAccount || secret !== undefined || options !== undefined;
      if (mayWorkNow) {
        // What the old address or token had brought upon itself is over.
        http.forget(id);
        applyBudget(id);
        entry.health = untested(clock.now());
        entry.remark = null;
      }
      feed.connectionsChanged();
      if (!entry.row.paused && (mayWorkNow || wasPaused)) tellUsable(id);
    },

    async remove(id) {
      const entry = present(id);
      const open = (await cache.unsettledCommands()).filter((command) => command.connectionId === id);
      if (open.length > 0) {
        throw new Refusal(
          'CONFLICT',
          `${open.length === 1 ? 'A command' : `${open.length} commands`} of this connection ${open.length === 1 ? 'is' : 'are'} not settled. Open the outbox and let them finish or discard them first.`,
          { jobId: open[0]?.jobId ?? '' },
        );
      }
      if (!needsNone(entry.row.provider)) await secrets.remove(id);
      const removed = { ...entry.row, removed: true };
      await cache.saveConnection(removed);
      entry.row = removed;
      http.forget(id);
      feed.connectionsChanged();
    },

    async test(id) {
      const entry = present(id);
      const secret = await secretOf(entry);
      if ('problem' in secret) return signedOut(secret.problem);
      const account = accountOf(entry, secret.secret);
      const result = await providerOf(entry.row.provider).test(account, { priority: 'person' });
      const now = clock.now();
      entry.remark = null;
      setHealth(
        entry,
        result.ok ? afterSuccess(entry.health, now) : afterError(entry.health, result.error, now, true),
      );
      return result.ok ? null : result.error;
    },

    async list() {
      const listed = [...known.values()].filter(({ row }) => !row.removed);
      return Promise.all(
        listed.map(async (entry) => {
          const secret = await secretOf(entry);
          if ('problem' in secret) setHealth(entry, withoutSecret(entry.health, secret, clock.now()));
          const { paused: _, removed: __, ...row } = entry.row;
          return {
            ...row,
            hasSecret: 'secret' in secret && !needsNone(row.provider),
            health: healthOf(entry),
          };
        }),
      );
    },

    any: () => [...known.values()].some(({ row }) => !row.removed),

    unusable: () =>
      [...known.values()].filter(
        ({ row, health }) => !row.removed && !row.paused && UNUSABLE.has(health.state),
      ).length,

    get(id) {
      const { provider, label } = present(id).row;
      return { id, provider, label };
    },

    credential,

    async account(id) {
      const found = await credential(id);
      if (!found.ok) return found;
      const provider = providers[found.provider];
      return provider !== undefined && carriesJobs(provider)
        ? { ...found, provider }
        : refused(`${PROVIDER_LABELS[found.provider].word} carries no jobs.`);
    },

    report(id, error) {
      const entry = known.get(id);
      if (!entry || entry.row.removed) return;
      const now = clock.now();
      setHealth(entry, error ? afterError(entry.health, error, now) : afterSuccess(entry.health, now));
    },

    health(id) {
      const entry = known.get(id);
      if (entry && !entry.row.removed) return healthOf(entry);
      // Jobs of a removed connection stay on the board; nobody is asked about them.
      const { failures: _, ...told } = untested(clock.now());
      return { ...told, state: 'paused', budget: { perSecond: 0, usedLastMinute: 0 } };
    },

    remark(id, sentence) {
      const entry = known.get(id);
      if (!entry || entry.remark === sentence) return;
      entry.remark = sentence;
      feed.connectionsChanged();
    },

    listed(id, listing) {
      const entry = known.get(id);
      if (!entry) return;
      entry.listing = listing;
      feed.connectionsChanged();
    },

    listing: () =>
      [...known.values()].flatMap(({ row }) => {
        const provider = providers[row.provider];
        const lists = provider !== undefined && carriesJobs(provider) && provider.changes !== undefined;
        return lists && !row.removed ? [row.id] : [];
      }),

    onUsable(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    vaultChanged() {
      secrets.forget();
      for (const entry of known.values()) {
        if (entry.row.removed) continue;
        const { state } = entry.health;
        if (state === 'signed-out' || state === 'vault-locked') entry.health = untested(clock.now());
        tellUsable(entry.row.id);
      }
      feed.connectionsChanged();
    },

    setBudget(requestsPerSecond) {
      perSecond = requestsPerSecond;
      for (const id of known.keys()) applyBudget(id);
      feed.connectionsChanged();
    },
  };
}

/** What is kept with what is given laid over it, without the parts that are empty then. */
function withParts<Value>(kept: Record<string, Value>, given: Record<string, Value>): Record<string, Value> {
  const parts = Object.entries({ ...kept, ...given });
  return Object.fromEntries(parts.filter(([, value]) => value !== null && value !== ''));
}

function accountOf({ row }: Known, secret: unknown): ProviderAccount {
  return { connectionId: row.id, baseUrl: row.baseUrl, options: row.options, secret };
}

function optionProblems(provider: AccountProvider, options: Record<string, string>): FieldMessage[] {
  if (provider.checkOptions) return provider.checkOptions(options);
  const word = PROVIDER_LABELS[provider.name].word;
  return Object.keys(options).map((name) => ({
    field: name,
    message: `${word} has no option of this name.`,
  }));
}

function carriesJobs(provider: AccountProvider): provider is Provider {
  return 'send' in provider;
}

function refused(sentence: string): { ok: false; error: ProviderError } {
  return {
    ok: false,
    error: { kind: 'invalid', sentence, status: null, fields: [], body: null, retryAt: null },
  };
}

function signedOut(sentence: string): ProviderError {
  return { kind: 'signed-out', sentence, status: null, fields: [], body: null, retryAt: null };
}
