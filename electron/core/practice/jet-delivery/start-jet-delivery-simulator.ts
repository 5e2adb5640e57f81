// Jet Delivery's account set-up, simulated on loopback over real HTTP: the server, its dials and its mailbox.
// Started by the practice workspace and by tests. Shares no code with the client.

import { type FaultDial, Faults } from '../faults.ts';
import { type Asked, startFaultyServer, type Told } from '../faulty-server.ts';
import {
  type Account,
  type Data,
  type Form,
  JetOffice,
  type Mail,
  type OfficeRules,
  type Registration,
} from './jet-office.ts';
import { mailboxPage, verifiedPage } from './mailbox-page.ts';

export interface JetSimulatorOptions extends Partial<OfficeRules> {
  clock?: () => number;
  seed?: number;
  requestsPerMinute?: number;
  /** HTTP status of a refusal; nobody has documented one. */
  refusalStatus?: number;
}

export interface JetRequest {
  at: number;
  action: string;
  contentType: string;
  form: Form;
  /** "200", or the fault it met. */
  outcome: string;
}

export interface JetSimulator {
  url: string;
  mailboxUrl: string;
  mails(): Mail[];
  accounts(): Account[];
  /** Oldest first. */
  registrations(): Registration[];
  requests(): JetRequest[];
  /** Opens the link of the newest mail to this address; false where there is none or it has ended. */
  openLink(address: string): boolean;
  setRules(rules: Partial<OfficeRules> & { refusalStatus?: number }): void;
  /** Its operations are the actions: "pre-register", "start". */
  setFault(dial: FaultDial): void;
  /** Refuses every connection, as if there were no network. */
  cutNetwork(cut: boolean): Promise<void>;
  stop(): Promise<void>;
}

const PATH = '/api/v1/accountsetup/';
const MINUTE = 60_000;
const LARGEST_BODY = 100_000;

export async function startJetDeliverySimulator(options: JetSimulatorOptions = {}): Promise<JetSimulator> {
  const clock = options.clock ?? Date.now;
  const office = new JetOffice(
    {
      windowMs: options.windowMs ?? 30 * MINUTE,
      wrongCodesAllowed: options.wrongCodesAllowed ?? 3,
      linkOpenedAfterMs: options.linkOpenedAfterMs ?? null,
      paymentEnabled: options.paymentEnabled ?? false,
    },
    options.seed ?? 1,
  );
  const log: JetRequest[] = [];
  let refusalStatus = options.refusalStatus ?? 200;
  const faults = new Faults(options.seed ?? 1);
  const actionOf = ({ query }: Asked) => query.get('action') ?? '';

  function answer(asked: Asked): Told {
    const { method, path, headers, body } = asked;
    const now = clock();
    if (method !== 'POST' || path !== PATH) return page(404, 'Not found');
    const lately = log.filter(({ at }) => now - at < MINUTE).length;
    if (lately >= (options.requestsPerMinute ?? 60)) {
      return { ...refusal(429), headers: { 'retry-after': '20' } };
    }
    if (!(headers['content-type'] ?? '').startsWith('application/x-www-form-urlencoded')) {
      return told(refusalStatus, { result: 'error', message: 'Form fields are expected.' });
    }
    const data = office.act(actionOf(asked), formOf(body), now);
    if (data === null) return told(refusalStatus, { result: 'error', message: 'Unknown action.' });
    return told(data.result === 'error' ? refusalStatus : 200, data);
  }

  function aside({ method, path }: Asked): Told | null {
    if (method !== 'GET') return null;
    if (path === '/practice/mailbox') return page(200, mailboxPage(office.mails, clock()));
    if (!path.startsWith('/practice/verify/')) return null;
    const opened = office.openLink(path.slice('/practice/verify/'.length), clock());
    return page(opened ? 200 : 410, verifiedPage(opened));
  }

  const server = await startFaultyServer({
    faults,
    clock,
    largestBody: LARGEST_BODY,
    operationOf: actionOf,
    aside,
    answer,
    refusal,
    note(asked, outcome) {
      const contentType = asked.headers['content-type'] ?? '';
      log.push({ at: clock(), action: actionOf(asked), contentType, form: formOf(asked.body), outcome });
    },
  });
  const { url } = server;

  return {
    url,
    mailboxUrl: `${url}/practice/mailbox`,
    mails: () => office.mails,
    accounts: () => office.accounts,
    registrations: () => office.registrations,
    requests: () => [...log],
    openLink(address) {
      const mail = office.mails.find(({ to }) => to === address);
      return mail !== undefined && office.openLink(mail.linkKey, clock());
    },
    setRules({ refusalStatus: status, ...rules }) {
      refusalStatus = status ?? refusalStatus;
      Object.assign(office.rules, rules);
    },
    setFault: (dial) => faults.set(dial),
    cutNetwork: server.cutNetwork,
    stop: server.stop,
  };
}

function formOf(body: string): Form {
  return Object.fromEntries(new URLSearchParams(body));
}

function told(status: number, data: Data): Told {
  return { status, contentType: 'application/json; charset=utf-8', body: JSON.stringify({ data }) };
}

function page(status: number, html: string): Told {
  return { status, contentType: 'text/html; charset=utf-8', body: html };
}

/** Nobody has documented one; a firewall stands before it. */
function refusal(status: number): Told {
  if (status === 429) return told(status, { result: 'error', message: 'Too many requests.' });
  return page(status, status === 403 ? '<html><body>Request blocked.</body></html>' : '');
}
