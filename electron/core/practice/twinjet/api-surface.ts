// The five calls of TwinJet DirectConnect as one function from a request to an answer. Called by
// start-twinjet-simulator.ts, which does the sockets; no faults and no network here.

import { type CourierCompany, OUTSIDE_AREA } from './courier-company.ts';
import { areaAsGeoJson } from './delivery-zones.ts';
import {
  type Complaint,
  checkEdit,
  checkNewJob,
  checkValidate,
  type Fields,
  identifierIn,
  isFields,
} from './parameters.ts';
import { quote } from './quote.ts';
import type { Booking, Job, RequestKind, SimulatedClient } from './simulated-job.ts';
import { type StatusShape, statusObject } from './status-object.ts';

export interface ApiOptions extends StatusShape {
  /** What the body of an error answer is; TwinJet documents none of them. */
  readonly errorBody: 'json' | 'html' | 'none';
  /** Key of the GeoJSON in a validation; nothing is sent without one. */
  readonly zoneKey: string | undefined;
  /** Takes postal codes of Canada too. */
  readonly canadian: boolean;
  readonly clientOf: (token: string) => SimulatedClient | undefined;
  /** Told of everything accepted, before it is answered. */
  readonly onAccepted: (kind: 'create' | 'edit' | 'cancel', job: Job, body: Fields) => void;
}

export interface ApiAnswer {
  readonly status: number;
  readonly contentType: string | undefined;
  readonly body: string;
}

interface ApiRequest {
  readonly method: string;
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
}

type Call = RequestKind | 'validate';

const calls: Readonly<Record<string, Call>> = {
  'POST /api/v1/jobs': 'create',
  'DELETE /api/v1/jobs': 'cancel',
  'PATCH /api/v1/jobs': 'edit',
  'POST /api/v1/status': 'status',
  'POST /api/v1/validate': 'validate',
};

/** Which call a request is, with or without the slash at its end. */
function callOf(method: string, path: string): Call | undefined {
  return calls[`${method} ${path.replace(/\/$/, '')}`];
}

function isKnownPath(path: string): boolean {
  return ['/api/v1/jobs', '/api/v1/status', '/api/v1/validate'].includes(path.replace(/\/$/, ''));
}

/** Answers one request. Call company.time.settle() first. */
export function answerApi(company: CourierCompany, options: ApiOptions, request: ApiRequest): ApiAnswer {
  const refuse = (status: number, ...errors: Complaint[]): ApiAnswer => refusal(options, status, errors);
  const call = callOf(request.method, request.path);
  if (call === undefined) {
    return isKnownPath(request.path)
      ? refuse(405, { method: 'Method not allowed.' })
      : refuse(404, { path: 'Not found.' });
  }
  if (!/^application\/json\b/i.test(request.contentType))
    return refuse(415, { content_type: 'Send application/json.' });
  const body = parse(request.body);
  if (!isFields(body)) return refuse(400, { body: 'Send a JSON object.' });
  const token = body.api_token;
  const client = typeof token === 'string' ? options.clientOf(token) : undefined;
  if (client === undefined) return refuse(401, { api_token: 'Invalid api_token.' });
  if (call === 'create') return create(company, options, client, body);
  if (call === 'validate') return validate(company, options, client, body);

  const identifier = identifierIn(body);
  if (identifier === undefined)
    return refuse(400, { request_id: 'Provide a request_id, job_id, external_id or reference.' });
  const job = findJob(company, client, identifier.name, identifier.value);
  if (job === undefined) return refuse(404, { [identifier.name]: 'Job not found.' });
  job.requests[call] += 1;
  const answer = (): ApiAnswer => json(200, statusObject(company, job, options));
  if (call === 'status') return answer();
  const deed = call === 'edit' ? 'edited' : 'cancelled';
  if (job.status !== 40 && job.status !== 50 && job.status !== 53 && job.status !== 60)
    return refuse(406, { job: `Job can no longer be ${deed}. Please contact the courier company.` });
  if (call === 'cancel') {
    options.onAccepted('cancel', job, body);
    company.cancel(job);
    return answer();
  }
  const checked = checkEdit(body, job.booking, options.canadian);
  if ('complaints' in checked) return refuse(400, ...checked.complaints);
  const outside = (['pick_address', 'deliver_address'] as const).filter((name) => {
    const address = name === 'pick_address' ? checked.booking.pick : checked.booking.drop;
    if (address === undefined || !Object.hasOwn(checked.changes, name)) return false;
    return company.servedPoint(client, address) === undefined;
  });
  if (outside.length > 0) return refuse(400, ...outside.map((name) => ({ [name]: OUTSIDE_AREA })));
  options.onAccepted('edit', job, body);
  company.edit(job, checked.booking, checked.changes);
  return answer();
}

function create(
  company: CourierCompany,
  options: ApiOptions,
  client: SimulatedClient,
  body: Fields,
): ApiAnswer {
  const checked = checkNewJob(body, options.canadian);
  if ('complaints' in checked) return refusal(options, 400, checked.complaints);
  const job = company.book(client, checked.booking, { origin: 'api', received: body });
  options.onAccepted('create', job, body);
  return json(200, { request_id: job.requestId });
}

function validate(
  company: CourierCompany,
  options: ApiOptions,
  client: SimulatedClient,
  body: Fields,
): ApiAnswer {
  const checked = checkValidate(body, options.canadian);
  if ('complaints' in checked) return refusal(options, 400, checked.complaints);
  return json(200, validation(company, options, client, checked, company.time.life));
}

/** The body of a validation of these two ends, as at a moment of courier time. */
export function validation(
  company: CourierCompany,
  { zoneKey }: Pick<ApiOptions, 'zoneKey'>,
  client: SimulatedClient,
  ends: Pick<Booking, 'pick' | 'drop'>,
  life: number,
): Record<string, unknown> {
  const zones = zoneKey === undefined ? {} : { [zoneKey]: areaAsGeoJson(client.area) };
  return { ...quote(company, client, ends, life), ...zones };
}

function findJob(
  company: CourierCompany,
  client: SimulatedClient,
  name: string,
  value: string,
): Job | undefined {
  const mine = (job: Job): boolean =>
    job.client === client && job.booking.live && job.knownAt <= company.time.now;
  if (name === 'request_id') {
    const job = company.jobOf(value);
    return job !== undefined && mine(job) ? job : undefined;
  }
  // Nothing says that these are unique; the newest is the one a person would mean.
  return company.jobs.findLast(
    (job) =>
      mine(job) &&
      (name === 'job_id'
        ? job.jobId !== undefined && String(job.jobId) === value
        : name === 'external_id'
          ? job.booking.externalId === value
          : job.booking.reference === value),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function json(status: number, body: unknown): ApiAnswer {
  return { status, contentType: 'application/json', body: JSON.stringify(body) };
}

function refusal(options: ApiOptions, status: number, errors: readonly Complaint[]): ApiAnswer {
  if (options.errorBody === 'none') return { status, contentType: undefined, body: '' };
  if (options.errorBody === 'html')
    return {
      status,
      contentType: 'text/html; charset=utf-8',
      body: `<!DOCTYPE html><html><head><title>${status}</title></head><body><h1>Error ${status}</h1></body></html>`,
    };
  return json(status, { errors });
}
