// The dials of the simulator over HTTP, for a test in another process. Called by start-twinjet-simulator.ts for paths
// that begin with its secret key; the console never comes here.

import { type FaultDial, isFaultKind } from '../faults.ts';
import { type Fields, isFields } from './parameters.ts';
import { isStatusCode } from './simulated-job.ts';
import type { TwinJetSimulator } from './twinjet-simulator.ts';

interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
}

const refused = (error: string): ControlAnswer => ({ status: 400, body: { error } });

/** Whether a value from outside is a fault dial. */
function isFaultDial(value: Fields): value is Fields & FaultDial {
  const { latencyMs, kind, rate, retryAfterS, paths, methods, count } = value;
  const numberOrNothing = (one: unknown): boolean => one === undefined || typeof one === 'number';
  const listOrNothing = (one: unknown): boolean => one === undefined || Array.isArray(one);
  return (
    [latencyMs, rate, retryAfterS, count].every(numberOrNothing) &&
    [paths, methods].every(listOrNothing) &&
    (kind === undefined || isFaultKind(kind))
  );
}

/** Answers `GET books|requests|couriers|jobs` and `POST speed|pause|fault|revoke|renew|advance`. */
export function answerControl(
  simulator: TwinJetSimulator,
  method: string,
  name: string,
  body: unknown,
): ControlAnswer {
  const views: Readonly<Record<string, () => unknown>> = {
    books: () => simulator.books(),
    requests: () => simulator.requests(),
    couriers: () => simulator.couriers(),
    jobs: () => simulator.morningJobs(),
  };
  const view = Object.hasOwn(views, name) ? views[name] : undefined;
  if (method === 'GET' && view !== undefined) return { status: 200, body: view() };
  if (method !== 'POST') return { status: 404, body: { error: 'no such view' } };
  if (!isFields(body)) return refused('send a JSON object');
  const { speed, paused, token, newToken, requestId, status, remarks } = body;
  const done: ControlAnswer = { status: 200, body: { ok: true } };
  switch (name) {
    case 'speed':
      if (typeof speed !== 'number' || !(speed >= 0)) return refused('speed: a number from 0');
      simulator.setSpeed(speed);
      return done;
    case 'pause':
      if (typeof paused !== 'boolean') return refused('paused: true or false');
      simulator.pauseLife(paused);
      return done;
    case 'fault':
      if (!isFaultDial(body)) return refused('not a fault dial');
      simulator.setFault(body);
      return done;
    case 'revoke':
      if (typeof token !== 'string') return refused('token: a string');
      simulator.revokeToken(token);
      return done;
    case 'renew':
      if (typeof token !== 'string' || typeof newToken !== 'string')
        return refused('token, newToken: strings');
      return simulator.renewToken(token, newToken) ? done : refused('no such token');
    case 'advance':
      if (typeof requestId !== 'string' || !isStatusCode(status)) return refused('requestId, status');
      return simulator.advanceJob(requestId, status, typeof remarks === 'string' ? remarks : '')
        ? done
        : refused('no such job');
    default:
      return { status: 404, body: { error: 'no such dial' } };
  }
}
