// Opens customer accounts with Jet Delivery: each step asked for by a person, each state written down, so that an opening
// goes on after a crash. By itself it only asks whether a link was opened. Called by rpc/; passwords and codes pass through.

import type { JetActivation, JetBilling, JetPreRegistration } from '../../../shared/contract/onboarding.ts';
import type { ConnectionId, OnboardingId } from '../../../shared/domain/ids.ts';
import type { Onboarding, OnceDone } from '../../../shared/domain/onboarding.ts';
import type { Cache } from '../cache/cache.ts';
import type { ConnectionService } from '../connections/connection-service.ts';
import type { ChangeFeed } from '../feed/change-feed.ts';
import { newId } from '../new-id.ts';
import { type Clock, type Logger, type SecretStore, SecretStoreError } from '../ports.ts';
import type {
  JetDeliveryCalls,
  JetError,
  JetResult,
} from '../providers/jet-delivery/jet-delivery-provider.ts';
import type { CallOptions, ProviderAccount } from '../providers/provider.ts';
import { invalid, Refusal } from '../refusal.ts';
import { nextCheckAt } from './check-cadence.ts';
import { createOpeningRecords, type Opening } from './opening-records.ts';

/** Methods throw Refusal (INVALID, NOT_FOUND, CONFLICT, PROVIDER) and SecretStoreError, each with a sentence. */
export interface OnboardingService {
  /** Reads what is kept and begins to ask about links that are waited for. */
  start(): Promise<void>;
  /** What is on its way is waited for a little: its answer decides whether an opening can go on. */
  stop(): Promise<void>;
  /** Newest first. */
  list(): Promise<Onboarding[]>;
  preRegister(connectionId: ConnectionId, wanted: JetPreRegistration): Promise<OnboardingId>;
  verify(id: OnboardingId, code: string): Promise<Onboarding>;
  resend(id: OnboardingId): Promise<Onboarding>;
  check(id: OnboardingId): Promise<Onboarding>;
  startProvisioning(id: OnboardingId): Promise<Onboarding>;
  activate(id: OnboardingId, wanted: JetActivation): Promise<Onboarding>;
  updateBilling(id: OnboardingId, wanted: JetBilling): Promise<Onboarding>;
  checkPayment(id: OnboardingId): Promise<Onboarding>;
  remove(id: OnboardingId): Promise<void>;
}

interface Options {
  cache: Cache;
  secrets: SecretStore;
  connections: ConnectionService;
  jet: JetDeliveryCalls;
  feed: ChangeFeed;
  clock: Clock;
  log: Logger;
}

interface Known {
  opening: Opening;
  /** Its requests one after the other: a check must not read what a resend is about to change. */
  tail: Promise<unknown>;
  failures: number;
  nextCheckAt: number | null;
  cancelCheck: () => void;
}

const STOP_LIMIT_MS = 5_000;

export function createOnboardingService(options: Options): OnboardingService {
  const { cache, connections, jet, feed, clock, log } = options;
  const records = createOpeningRecords(cache, options.secrets);
  const known = new Map<OnboardingId, Known>();
  const sending = new Set<OnboardingId>();
  const stopping = new AbortController();
  let reading: Promise<void> | null = null;
  const stopListening = connections.onUsable(usableAgain);

  /** Once, by whoever comes first: the page may ask before anything was started. */
  function ready(): Promise<void> {
    reading ??= records.all().then((all) => {
      for (const opening of all) add(opening);
    });
    return reading;
  }

  function add(opening: Opening): Known {
    const entry: Known = {
      opening,
      tail: Promise.resolve(),
      failures: 0,
      nextCheckAt: null,
      cancelCheck: () => {},
    };
    known.set(opening.id, entry);
    return entry;
  }

  async function found(id: OnboardingId): Promise<Known> {
    await ready();
    const entry = known.get(id);
    if (entry) return entry;
    throw new Refusal('NOT_FOUND', 'This opening is no longer here.');
  }

  async function change(entry: Known, changes: Partial<Opening>): Promise<void> {
    const opening = { ...entry.opening, ...changes, changedAt: clock.now() };
    await records.save(opening);
    entry.opening = opening;
    feed.topics('onboarding');
  }

  function inTurn<Value>(entry: Known, run: () => Promise<Value>): Promise<Value> {
    const turn = entry.tail.then(() => {
      if (known.get(entry.opening.id) !== entry) {
        throw new Refusal('NOT_FOUND', 'This opening is no longer here.');
      }
      return run();
    });
    entry.tail = turn.catch(() => undefined);
    return turn;
  }

  async function told(entry: Known): Promise<Onboarding> {
    return {
      ...entry.opening,
      nextCheckAt: entry.nextCheckAt,
      obstacle: await obstacleOf(entry.opening),
    };
  }

  async function obstacleOf({ id, connectionId, step }: Opening): Promise<string | null> {
    if (step === 'unconfirmed') {
      return sending.has(id)
        ? null
        : 'Nobody knows whether Jet Delivery took this registration: no answer came, and with it the key to go on was lost. If a mail came, leave it; begin a new opening for this address.';
    }
    try {
      connections.get(connectionId);
    } catch {
      return 'The connection of this opening was removed, so it cannot go on.';
    }
    try {
      const keys = await records.keys(id);
      return keys?.waitIdx || keys?.validationKey
        ? null
        : 'The key of this opening is no longer on this computer: secrets were kept for one run only. Begin a new opening for this address.';
    } catch (error) {
      if (error instanceof SecretStoreError) return error.message;
      throw error;
    }
  }

  /** One request to Jet Delivery for an opening; what it answers tells of the connection's health too. */
  async function ask<Value>(
    connectionId: ConnectionId,
    priority: CallOptions['priority'],
    question: (account: ProviderAccount, how: CallOptions) => Promise<JetResult<Value>>,
  ): Promise<JetResult<Value>> {
    const answer = await connections.credential(connectionId);
    if (!answer.ok) {
      return { ok: false, error: { ...answer.error, reason: 'no-answer', nothingDone: true } };
    }
    // Only questions of its own are called off at the end; what a person ordered may still be answered.
    const signal = priority === 'poll' ? stopping.signal : undefined;
    const result = await question(answer.account, { priority, signal });
    if (!signal?.aborted) connections.report(connectionId, result.ok ? null : result.error);
    return result;
  }

  function refusal(error: JetError): Refusal {
    return new Refusal('PROVIDER', error.sentence, { provider: error });
  }

  async function waitIdxOf(entry: Known): Promise<string> {
    const waitIdx = (await records.keys(entry.opening.id))?.waitIdx;
    if (waitIdx) return waitIdx;
    throw new Refusal(
      'CONFLICT',
      (await obstacleOf(entry.opening)) ?? 'This opening has lost its key. Begin a new one.',
    );
  }

  async function validationKeyOf(entry: Known): Promise<string> {
    const key = (await records.keys(entry.opening.id))?.validationKey;
    if (key) return key;
    throw new Refusal(
      'CONFLICT',
      (await obstacleOf(entry.opening)) ?? 'The address is not verified yet. Check again.',
    );
  }

  function must(allowed: boolean, sentence: string): void {
    if (!allowed) throw new Refusal('CONFLICT', sentence);
  }

  const isWaiting = ({ opening }: Known) => opening.step === 'verifying';

  async function askForKey(entry: Known, priority: CallOptions['priority']): Promise<JetError | null> {
    const { id, connectionId, emailAddress } = entry.opening;
    const waitIdx = await waitIdxOf(entry);
    const result = await ask(connectionId, priority, (account, how) =>
      jet.check(account, { waitIdx, email: emailAddress }, how),
    );
    const now = clock.now();
    if (!result.ok) {
      entry.failures += 1;
      if (result.error.reason === 'expired') {
        await change(entry, {
          checkedAt: now,
          verifyExpiresAt: Math.min(now, entry.opening.verifyExpiresAt ?? now),
        });
      }
      scheduleCheck(entry, result.error.retryAt);
      return result.error;
    }
    entry.failures = 0;
    const { validationKey } = result.value;
    if (validationKey) {
      // The key first: a step that says "verified" without its key could not go on.
      await records.saveKeys(id, { waitIdx, validationKey });
      await change(entry, { step: 'verified', checkedAt: now });
      log.info('The address of an opening was verified', { onboardingId: id });
    }
    scheduleCheck(entry);
    if (!validationKey) await change(entry, { checkedAt: now });
    return null;
  }

  function scheduleCheck(entry: Known, notBefore: number | null = null): void {
    entry.cancelCheck();
    entry.nextCheckAt = null;
    if (!isWaiting(entry) || stopping.signal.aborted) return;
    const { opening, failures } = entry;
    const now = clock.now();
    entry.nextCheckAt = nextCheckAt({
      now,
      mailAt: opening.resent?.at ?? opening.createdAt,
      // A code that was taken does not end with its mail.
      expiresAt: opening.codeAccepted ? null : opening.verifyExpiresAt,
      failures,
      notBefore,
    });
    if (entry.nextCheckAt === null) return;
    entry.cancelCheck = clock.setTimeout(() => void checkByItself(entry), entry.nextCheckAt - now);
  }

  async function checkByItself(entry: Known): Promise<void> {
    try {
      await inTurn(entry, async () => {
        if (isWaiting(entry) && !stopping.signal.aborted) await askForKey(entry, 'poll');
      });
    } catch (error) {
      // No key, no vault: the list says so, and onUsable begins again.
      if (!(error instanceof Refusal) && !(error instanceof SecretStoreError)) {
        log.error('An opening could not be checked', {
          onboardingId: entry.opening.id,
          error: String(error),
        });
      }
      entry.nextCheckAt = null;
    }
  }

  /** The vault was opened, the connection resumed: what could not be asked can be asked now. */
  function usableAgain(id: ConnectionId): void {
    records.forgetKeys();
    for (const entry of known.values()) {
      if (entry.opening.connectionId === id && entry.nextCheckAt === null) scheduleCheck(entry);
    }
    feed.topics('onboarding');
  }

  /**
   * One of the requests that leave once: written down as uncertain before, settled by its answer. A refusal puts back
   * what stood there; without an answer it stays uncertain.
   */
  async function once(
    entry: Known,
    name: 'resent' | 'activated' | 'billing',
    send: () => Promise<JetResult<Partial<Opening>>>,
  ): Promise<void> {
    const before = entry.opening[name];
    const at = clock.now();
    const uncertain: OnceDone = { state: 'uncertain', at };
    await change(entry, { [name]: uncertain });
    const result = await send();
    if (result.ok) {
      await change(entry, { ...result.value, [name]: { state: 'done', at } });
      return;
    }
    if (result.error.nothingDone) await change(entry, { [name]: before });
    throw refusal(result.error);
  }

  async function refuseSecondOpening(connectionId: ConnectionId, email: string): Promise<void> {
    for (const { opening } of known.values()) {
      if (opening.connectionId !== connectionId || opening.emailAddress.toLowerCase() !== email.toLowerCase())
        continue;
      const ended =
        opening.step === 'verifying' &&
        !opening.codeAccepted &&
        (opening.verifyExpiresAt ?? 0) <= clock.now() &&
        opening.verifyExpiresAt !== null;
      const over = opening.step === 'active' || ended || (await obstacleOf(opening)) !== null;
      must(
        over,
        `An opening for ${opening.emailAddress} is under way already. Go on with that one; it can send a new mail too.`,
      );
    }
  }

  async function sendFirst(entry: Known, wanted: JetPreRegistration): Promise<OnboardingId> {
    const { id, connectionId } = entry.opening;
    sending.add(id);
    try {
      // The vault is tried before the mail is sent: a key that nobody can keep would waste it.
      await records.saveKeys(id, {}).catch((error: unknown) => {
        known.delete(id);
        throw error;
      });
      await change(entry, {});
      const result = await ask(connectionId, 'command', (account, how) =>
        jet.preRegister(account, wanted, how),
      );
      if (!result.ok) {
        if (result.error.nothingDone) await forget(id);
        throw refusal(result.error);
      }
      await records.saveKeys(id, { waitIdx: result.value.waitIdx });
      await change(entry, { step: 'verifying', verifyExpiresAt: result.value.verifyExpiresAt });
      log.info('An account opening was begun', { onboardingId: id, connectionId });
      scheduleCheck(entry);
      if (result.value.validated) void checkByItself(entry);
      return id;
    } finally {
      sending.delete(id);
      feed.topics('onboarding');
    }
  }

  async function forget(id: OnboardingId): Promise<void> {
    await records.removeKeys(id);
    await records.remove(id);
    known.delete(id);
    feed.topics('onboarding');
  }

  return {
    async start() {
      await ready();
      for (const entry of known.values()) scheduleCheck(entry);
    },

    async stop() {
      stopping.abort();
      stopListening();
      for (const entry of known.values()) entry.cancelCheck();
      const underWay = Promise.all([...known.values()].map(({ tail }) => tail));
      let cancel = () => {};
      const limit = new Promise<void>((resolve) => {
        cancel = clock.setTimeout(resolve, STOP_LIMIT_MS);
      });
      await Promise.race([underWay, limit]);
      cancel();
    },

    async list() {
      await ready();
      const newestFirst = [...known.values()].sort((a, b) => b.opening.createdAt - a.opening.createdAt);
      return Promise.all(newestFirst.map(told));
    },

    async preRegister(connectionId, wanted) {
      await ready();
      const connection = connections.get(connectionId);
      if (connection.provider !== 'jet-delivery') {
        const message = `${connection.label} is no Jet Delivery connection. Choose one that is.`;
        throw invalid([{ field: 'connectionId', message }]);
      }
      await refuseSecondOpening(connectionId, wanted.email_address);
      const id = newId<OnboardingId>('onboarding');
      const now = clock.now();
      const entry = add({
        id,
        connectionId,
        emailAddress: wanted.email_address,
        createdAt: now,
        changedAt: now,
        step: 'unconfirmed',
        verifyExpiresAt: null,
        resent: null,
        wrongCodes: 0,
        codeLocked: false,
        codeAccepted: false,
        checkedAt: null,
        customerNo: null,
        frequentCallerId: null,
        hasFirmographics: null,
        activated: null,
        billing: null,
        payment: null,
      });
      return inTurn(entry, () => sendFirst(entry, wanted));
    },

    async verify(id, code) {
      const entry = await found(id);
      return inTurn(entry, async () => {
        must(isWaiting(entry), 'This opening waits for no code.');
        const { connectionId, emailAddress } = entry.opening;
        if (!entry.opening.codeAccepted) {
          const waitIdx = await waitIdxOf(entry);
          const result = await ask(connectionId, 'command', (account, how) =>
            jet.verify(account, { waitIdx, email: emailAddress, code }, how),
          );
          if (!result.ok) {
            await change(entry, afterBadCode(entry.opening, result.error, clock.now()));
            throw refusal(result.error);
          }
          await change(entry, { codeAccepted: true, codeLocked: false });
        }
        const error = await askForKey(entry, 'person');
        if (error) throw refusal(error);
        return told(entry);
      });
    },

    async resend(id) {
      const entry = await found(id);
      return inTurn(entry, async () => {
        must(isWaiting(entry) && !entry.opening.codeAccepted, 'This opening waits for no mail.');
        const waitIdx = await waitIdxOf(entry);
        await once(entry, 'resent', async () => {
          const result = await ask(entry.opening.connectionId, 'command', (account, how) =>
            jet.resend(account, waitIdx, how),
          );
          return result.ok
            ? { ok: true, value: { ...result.value, wrongCodes: 0, codeLocked: false } }
            : result;
        }).finally(() => {
          entry.failures = 0;
          scheduleCheck(entry);
        });
        return told(entry);
      });
    },

    async check(id) {
      const entry = await found(id);
      return inTurn(entry, async () => {
        must(
          entry.opening.step !== 'unconfirmed',
          (await obstacleOf(entry.opening)) ?? 'The registration is being sent.',
        );
        if (isWaiting(entry)) {
          const error = await askForKey(entry, 'person');
          if (error) throw refusal(error);
        }
        return told(entry);
      });
    },

    async startProvisioning(id) {
      const entry = await found(id);
      return inTurn(entry, async () => {
        const key = await validationKeyOf(entry);
        const result = await ask(entry.opening.connectionId, 'person', (account, how) =>
          jet.start(account, key, how),
        );
        if (!result.ok) throw refusal(result.error);
        const step = entry.opening.step === 'active' ? 'active' : 'started';
        await change(entry, { step, ...result.value });
        return told(entry);
      });
    },

    async activate(id, wanted) {
      const entry = await found(id);
      return inTurn(entry, async () => {
        must(entry.opening.step !== 'active', 'The user of this account exists already.');
        must(entry.opening.step === 'started', 'Start comes first: it brings the customer number.');
        const key = await validationKeyOf(entry);
        await once(entry, 'activated', async () => {
          const result = await ask(entry.opening.connectionId, 'command', (account, how) =>
            jet.activate(account, key, wanted, how),
          );
          return result.ok ? { ok: true, value: { step: 'active' } } : result;
        });
        return told(entry);
      });
    },

    async updateBilling(id, wanted) {
      const entry = await found(id);
      return inTurn(entry, async () => {
        must(entry.opening.step === 'active', 'The user comes first: activate the account.');
        const key = await validationKeyOf(entry);
        await once(entry, 'billing', async () => {
          const result = await ask(entry.opening.connectionId, 'command', (account, how) =>
            jet.updateBilling(account, key, wanted, how),
          );
          return result.ok ? { ok: true, value: {} } : result;
        });
        return told(entry);
      });
    },

    async checkPayment(id) {
      const entry = await found(id);
      return inTurn(entry, async () => {
        must(entry.opening.step === 'active', 'The user comes first: activate the account.');
        const key = await validationKeyOf(entry);
        const result = await ask(entry.opening.connectionId, 'person', (account, how) =>
          jet.checkPayment(account, key, how),
        );
        if (!result.ok) throw refusal(result.error);
        await change(entry, { payment: { checkedAt: clock.now(), ...result.value } });
        return told(entry);
      });
    },

    async remove(id) {
      const entry = await found(id);
      must(!sending.has(id), 'The registration is being sent. Wait for its answer.');
      await inTurn(entry, async () => {
        entry.cancelCheck();
        await forget(id);
      });
    },
  };
}

/** What a refused code changes. A person sees how many were wrong; only Jet Delivery knows how many it allows. */
function afterBadCode(opening: Opening, error: JetError, now: number): Partial<Opening> {
  switch (error.reason) {
    case 'wrong-code':
      return { wrongCodes: opening.wrongCodes + 1 };
    case 'code-locked':
      return { wrongCodes: opening.wrongCodes + 1, codeLocked: true };
    case 'expired':
      return { verifyExpiresAt: Math.min(now, opening.verifyExpiresAt ?? now) };
    default:
      return {};
  }
}
