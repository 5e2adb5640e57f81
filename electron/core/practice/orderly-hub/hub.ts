// The simulated Orderly Hub as one function from a request to an answer. Called by start-orderly-hub-simulator.ts,
// which does the sockets; no faults and no network here. What an account number or a key leads to is in the README.

import { newAccount, type SimulatedAccount, toldAccount } from './carrier-account.ts';

export interface ApiKey {
  readonly key: string;
  readonly scopes: readonly string[];
}

export interface HubRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly authorization: string;
  readonly body: string;
}

export interface HubAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** One account that a request ever made, and everything that was accepted for it. */
export interface BookedAccount {
  readonly id: string;
  /** The bodies of its create and of its changes, in the order in which they came. */
  readonly received: unknown[];
  removed: boolean;
}

type Fields = Record<string, unknown>;

const PIN = '123456';
const PIN_LIVES_MS = 10 * 60_000;
const MOST_TRIES = 5;
const CARRIERS = ['fedex', 'ups', 'coldtrack'];
const BASE = '/api/v1/carrier-accounts';

export class SimulatedHub {
  readonly accounts: SimulatedAccount[];
  readonly books: BookedAccount[] = [];
  readonly keys: Map<string, ApiKey>;
  readonly flatErrors: boolean;
  private readonly now: () => number;

  constructor(accounts: SimulatedAccount[], keys: readonly ApiKey[], now: () => number, flatErrors: boolean) {
    this.accounts = accounts;
    this.keys = new Map(keys.map((key) => [key.key, key]));
    this.now = now;
    this.flatErrors = flatErrors;
  }

  answer(request: HubRequest): HubAnswer {
    if (!request.path.startsWith(BASE)) return this.refuse(404, 'NOT_FOUND', 'Not found');
    const key = this.keys.get(request.authorization.replace(/^Bearer\s+/i, ''));
    if (key === undefined) return this.refuse(401, 'UNAUTHORIZED', 'Invalid API key');
    const scope = `carrier-accounts:${request.method === 'GET' ? 'read' : 'write'}`;
    if (!key.scopes.includes(scope)) return this.refuse(403, 'FORBIDDEN', `Missing required scope: ${scope}`);
    const body = parse(request.body);
    if (request.body !== '' && body === undefined)
      return this.refuse(400, 'VALIDATION_ERROR', 'Send a JSON object');
    const rest = request.path.slice(BASE.length).replace(/\/$/, '');
    const call = `${request.method} ${rest}`;
    switch (call) {
      case 'GET ':
        return this.list(request.query);
      case 'POST ':
        return this.create(body ?? {});
      case 'POST /fedex/register':
        return this.register(body ?? {});
      case 'POST /fedex/request-pin':
        return this.requestPin(body ?? {});
      case 'POST /fedex/verify-pin':
        return this.verifyPin(body ?? {});
      case 'POST /fedex/verify-invoice':
        return this.verifyInvoice(body ?? {});
    }
    const [, id = '', action] = rest.split('/');
    const account = this.accounts.find((one) => one.id === decodeURIComponent(id));
    if (account === undefined) return this.refuse(404, 'NOT_FOUND', 'Carrier account not found');
    if (request.method === 'POST' && action === 'test') return this.test(account);
    if (action !== undefined) return this.refuse(404, 'NOT_FOUND', 'Not found');
    switch (request.method) {
      case 'GET':
        return { status: 200, body: { data: toldAccount(account) } };
      case 'PATCH':
        return this.update(account, body ?? {});
      case 'DELETE':
        this.accounts.splice(this.accounts.indexOf(account), 1);
        for (const booked of this.books) if (booked.id === account.id) booked.removed = true;
        return { status: 200, body: { success: true } };
      default:
        return this.refuse(405, 'METHOD_NOT_ALLOWED', 'Method not allowed');
    }
  }

  refuse(status: number, code: string, message: string, details: readonly object[] = []): HubAnswer {
    return { status, body: this.flatErrors ? { error: message } : { error: { code, message, details } } };
  }

  private invalid(problems: readonly { field: string; message: string }[]): HubAnswer {
    return this.refuse(400, 'VALIDATION_ERROR', problems[0]?.message ?? 'Invalid request', problems);
  }

  private list(query: URLSearchParams): HubAnswer {
    const page = Number(query.get('page') ?? 1);
    const limit = Number(query.get('limit') ?? 20);
    if (!(Number.isInteger(page) && page >= 1))
      return this.invalid([{ field: 'page', message: 'page must be 1 or more' }]);
    if (!(Number.isInteger(limit) && limit >= 1 && limit <= 100))
      return this.invalid([{ field: 'limit', message: 'limit must be between 1 and 100' }]);
    const carrier = query.get('carrier');
    const status = query.get('status');
    const found = this.accounts
      .filter((one) => carrier === null || one.carrier === carrier)
      .filter((one) => status === null || one.status === status)
      .toSorted((a, b) => b.createdAt - a.createdAt);
    const totalPages = Math.max(1, Math.ceil(found.length / limit));
    return {
      status: 200,
      body: {
        data: found.slice((page - 1) * limit, page * limit).map(toldAccount),
        pagination: { page, limit, total: found.length, totalPages, hasMore: page < totalPages },
      },
    };
  }

  private create(body: Fields): HubAnswer {
    const { name, carrier, credentials, isTest, metadata } = body;
    const problems = [
      ...nameProblems(name),
      ...(CARRIERS.includes(String(carrier))
        ? []
        : [{ field: 'carrier', message: 'carrier must be one of fedex, ups, coldtrack' }]),
      ...credentialProblems(String(carrier), credentials),
    ];
    if (problems.length > 0) return this.invalid(problems);
    const account = newAccount(
      {
        name: String(name),
        carrier: String(carrier),
        credentials: { ...(credentials as Record<string, string>) },
        isTest: isTest === true,
        metadata: isFields(metadata) ? metadata : {},
      },
      this.now(),
    );
    this.accounts.push(account);
    this.books.push({ id: account.id, received: [body], removed: false });
    return { status: 201, body: { data: toldAccount(account) } };
  }

  private update(account: SimulatedAccount, body: Fields): HubAnswer {
    const { name, credentials, status, metadata } = body;
    const problems = [
      ...(name === undefined ? [] : nameProblems(name)),
      ...(status === undefined || status === 'active' || status === 'inactive'
        ? []
        : [{ field: 'status', message: 'status must be active or inactive' }]),
      ...(credentials === undefined || isFields(credentials)
        ? []
        : [{ field: 'credentials', message: 'credentials must be an object' }]),
    ];
    if (problems.length > 0) return this.invalid(problems);
    if (status === 'active' && account.status.startsWith('pending'))
      return this.refuse(409, 'CONFLICT', 'The account is not verified yet');
    if (typeof name === 'string') account.name = name;
    if (typeof status === 'string') account.status = status;
    if (isFields(credentials)) Object.assign(account.credentials, credentials);
    if (isFields(metadata)) account.metadata = metadata;
    account.updatedAt = this.now();
    this.books.find(({ id }) => id === account.id)?.received.push(body);
    return { status: 200, body: { data: toldAccount(account) } };
  }

  private test(account: SimulatedAccount): HubAnswer {
    const values = Object.values(account.credentials);
    const error = account.status.startsWith('pending')
      ? 'The account is not verified yet'
      : values.some((value) => /bad|expired|[*]{3}/.test(value))
        ? 'Authentication failed: invalid API key'
        : null;
    if (!account.status.startsWith('pending')) account.status = error === null ? 'active' : 'error';
    account.updatedAt = this.now();
    return { status: 200, body: { valid: error === null, error } };
  }

  private register(body: Fields): HubAnswer {
    const { accountNumber, customerName, address } = body;
    const place = isFields(address) ? address : {};
    const filled = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';
    const problems = [
      /^\d{9}$/.test(String(accountNumber))
        ? undefined
        : { field: 'accountNumber', message: 'accountNumber must have 9 digits' },
      filled(customerName) ? undefined : { field: 'customerName', message: 'customerName is required' },
      Array.isArray(place.streetLines) && place.streetLines.length > 0
        ? undefined
        : { field: 'address.streetLines', message: 'At least one street line is required' },
      ...['city', 'postalCode', 'countryCode'].map((field) =>
        filled(place[field]) ? undefined : { field: `address.${field}`, message: `${field} is required` },
      ),
    ].filter((problem) => problem !== undefined);
    if (problems.length > 0) return this.invalid(problems);
    const number = String(accountNumber);
    if (number.endsWith('9'))
      return this.refuse(422, 'FEDEX_REFUSED', 'FedEx: name and address do not match this account number');
    const bypass = number.endsWith('0');
    const mfaRequired = !bypass && !number.endsWith('1');
    const ways = {
      invoice: !number.endsWith('3'),
      secureCode: number.endsWith('2') ? [] : number.endsWith('3') ? ['EMAIL'] : ['SMS', 'CALL', 'EMAIL'],
    };
    let account = this.accounts.find((one) => one.fedex?.accountNumber === number);
    if (account === undefined) {
      account = newAccount(
        { name: `FedEx ${String(customerName)}`, carrier: 'fedex', credentials: { accountNumber: number } },
        this.now(),
      );
      this.accounts.push(account);
    }
    account.status = 'pending';
    account.updatedAt = this.now();
    account.fedex = { accountNumber: number, ways, pin: undefined };
    if (!mfaRequired) this.link(account);
    return {
      status: 200,
      body: {
        accountId: account.id,
        mfaOptions: {
          mfaRequired,
          email: 'PU***@A***.COM',
          phoneNumber: '***-***-4222',
          options: { ...(ways.invoice ? { invoice: 'INVOICE' } : {}), secureCode: ways.secureCode },
        },
        testModeBypass: bypass,
      },
    };
  }

  private requestPin(body: Fields): HubAnswer {
    const account = this.registered(body);
    if (account?.fedex === undefined) return this.refuse(404, 'NOT_FOUND', 'Carrier account not found');
    if (!account.fedex.ways.secureCode.includes(String(body.option)))
      return this.invalid([{ field: 'option', message: 'This option is not available for the account' }]);
    account.fedex.pin = { value: PIN, expiresAt: this.now() + PIN_LIVES_MS, tries: 0 };
    return { status: 200, body: { success: true, message: `PIN sent via ${String(body.option)}` } };
  }

  private verifyPin(body: Fields): HubAnswer {
    const account = this.registered(body);
    if (account?.fedex === undefined) return this.refuse(404, 'NOT_FOUND', 'Carrier account not found');
    const { pin } = account.fedex;
    const failed = (error: string): HubAnswer => ({ status: 200, body: { verified: false, error } });
    if (pin === undefined) return failed('No PIN was requested for this account');
    if (this.now() > pin.expiresAt) return failed('PIN expired');
    if (pin.tries >= MOST_TRIES) return failed('Too many attempts, request a new PIN');
    pin.tries += 1;
    if (String(body.pin) !== pin.value) return failed('PIN verification failed');
    this.link(account);
    return { status: 200, body: { verified: true } };
  }

  private verifyInvoice(body: Fields): HubAnswer {
    const account = this.registered(body);
    if (account?.fedex === undefined) return this.refuse(404, 'NOT_FOUND', 'Carrier account not found');
    const info = isFields(body.invoiceInfo) ? body.invoiceInfo : {};
    if (!/^\d{4}-\d{2}-\d{2}$/.test(String(info.invoiceDate)) || typeof info.invoiceAmount !== 'number')
      return this.invalid([{ field: 'invoiceInfo', message: 'invoiceDate and invoiceAmount are required' }]);
    const matches = account.fedex.ways.invoice && String(info.invoiceNumber).startsWith('INV-');
    if (!matches) return { status: 200, body: { verified: false, error: 'Invoice verification failed' } };
    this.link(account);
    return { status: 200, body: { verified: true } };
  }

  private registered(body: Fields): SimulatedAccount | undefined {
    return this.accounts.find((one) => one.id === body.accountId && one.fedex !== undefined);
  }

  private link(account: SimulatedAccount): void {
    account.status = 'active';
    account.updatedAt = this.now();
    Object.assign(account.credentials, { childKey: 'linked-key', childSecret: 'linked-secret' });
    if (account.fedex !== undefined) account.fedex.pin = undefined;
  }
}

function nameProblems(name: unknown): { field: string; message: string }[] {
  const right = typeof name === 'string' && name.length >= 1 && name.length <= 100;
  return right ? [] : [{ field: 'name', message: 'name must be 1-100 characters' }];
}

function credentialProblems(carrier: string, credentials: unknown): { field: string; message: string }[] {
  if (!isFields(credentials) || Object.keys(credentials).length === 0)
    return [{ field: 'credentials', message: 'credentials are required' }];
  if (carrier === 'coldtrack' && (typeof credentials.apiKey !== 'string' || credentials.apiKey.length < 6))
    return [{ field: 'credentials.apiKey', message: 'apiKey must have at least 6 characters' }];
  return [];
}

function parse(text: string): Fields | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
