// Jet Delivery's account set-up, simulated on loopback over real HTTP: the server, its dials and its mailbox.
// Started by the practice workspace and by tests. Shares no code with the client.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Account, type Data, type Form, JetOffice, type Mail, type OfficeRules } from './jet-office.ts';
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
  /** "success", another `result`, or the fault it met. */
  outcome: string;
}

export interface JetFault {
  kind: '429' | '403' | '500' | 'html' | 'reset-before' | 'reset-after';
  /** All when absent. */
  actions?: string[];
  /** How many requests meet it; all when absent. */
  count?: number;
}

export interface JetSimulator {
  url: string;
  mailboxUrl: string;
  mails(): Mail[];
  accounts(): Account[];
  requests(): JetRequest[];
  /** Opens the link of the newest mail to this address; false where there is none or it has ended. */
  openLink(address: string): boolean;
  setRules(rules: Partial<OfficeRules> & { refusalStatus?: number }): void;
  setFault(fault: JetFault | null): void;
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
  let fault: JetFault | null = null;

  function strike(action: string): JetFault['kind'] | null {
    if (fault === null || (fault.actions && !fault.actions.includes(action))) return null;
    const { kind, count } = fault;
    if (count !== undefined) fault = count > 1 ? { ...fault, count: count - 1 } : null;
    return kind;
  }

  function answerAction(action: string, contentType: string, body: string, response: ServerResponse): void {
    const now = clock();
    const form: Form = Object.fromEntries(new URLSearchParams(body));
    const met = strike(action);
    const note = (outcome: string) => void log.push({ at: now, action, contentType, form, outcome });
    const lately = log.filter(({ at }) => now - at < MINUTE).length;
    if (met === '429' || lately >= (options.requestsPerMinute ?? 60)) {
      note('429');
      send(response, 429, { result: 'error', message: 'Too many requests.' }, { 'retry-after': '20' });
    } else if (met === '403') {
      note(met);
      sendPage(response, 403, '<html><body>Request blocked.</body></html>');
    } else if (met === '500') {
      note(met);
      sendPage(response, 500, '');
    } else if (met === 'html') {
      note(met);
      sendPage(response, 200, '<html><body>Sign in to this network</body></html>');
    } else if (met === 'reset-before') {
      note(met);
      response.destroy();
    } else if (!contentType.startsWith('application/x-www-form-urlencoded')) {
      note('wrong content type');
      send(response, refusalStatus, { result: 'error', message: 'Form fields are expected.' });
    } else {
      const data = office.act(action, form, now) ?? { result: 'error', message: 'Unknown action.' };
      note(met ?? data.result ?? '');
      if (met === 'reset-after') response.destroy();
      else send(response, data.result === 'error' ? refusalStatus : 200, data);
    }
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    if (request.method === 'POST' && url.pathname === PATH) {
      const body = await readBody(request);
      const contentType = request.headers['content-type'] ?? '';
      answerAction(url.searchParams.get('action') ?? '', contentType, body, response);
    } else if (request.method === 'GET' && url.pathname === '/practice/mailbox') {
      sendPage(response, 200, mailboxPage(office.mails, clock()));
    } else if (request.method === 'GET' && url.pathname.startsWith('/practice/verify/')) {
      const opened = office.openLink(url.pathname.slice('/practice/verify/'.length), clock());
      sendPage(response, opened ? 200 : 410, verifiedPage(opened));
    } else {
      sendPage(response, 404, 'Not found');
    }
  }

  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url,
    mailboxUrl: `${url}/practice/mailbox`,
    mails: () => office.mails,
    accounts: () => office.accounts,
    requests: () => [...log],
    openLink(address) {
      const mail = office.mails.find(({ to }) => to === address);
      return mail !== undefined && office.openLink(mail.linkKey, clock());
    },
    setRules({ refusalStatus: status, ...rules }) {
      refusalStatus = status ?? refusalStatus;
      Object.assign(office.rules, rules);
    },
    setFault: (next) => {
      fault = next;
    },
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function send(
  response: ServerResponse,
  status: number,
  data: Data,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify({ data }));
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(html);
}

async function readBody(request: IncomingMessage): Promise<string> {
  let body = '';
  request.setEncoding('utf8');
  for await (const chunk of request) {
    body += chunk as string;
    if (body.length > LARGEST_BODY) throw new Error('Too long');
  }
  return body;
}
