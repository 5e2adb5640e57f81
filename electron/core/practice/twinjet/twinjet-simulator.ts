// What a running simulated TwinJet can be asked and told; start-twinjet-simulator.ts makes one. Types only.

import type { FaultDial } from '../faults.ts';
import type { RequestKind, SimulatedClient, StatusCode } from './simulated-job.ts';

export interface TwinJetSimulatorOptions {
  readonly clients: readonly SimulatedClient[];
  /** 0 or nothing: any free port. */
  readonly port?: number;
  readonly seed?: string | number;
  /** Epoch ms; the machine's clock when left out. */
  readonly clock?: () => number;
  /** How many times faster than the clock couriers live; 1 when left out. */
  readonly speed?: number;
  /** Opens on a desk in the middle of its work: 60 jobs on it, 400 done yesterday. */
  readonly morning?: boolean;
  /** Jobs that arrive by themselves per hour of courier time; none when left out. */
  readonly arrivalsPerHour?: number;
  /** Share (0 to 1) of jobs that go wrong unasked; none when left out. */
  readonly troubleRate?: number;
  /** Wall time in which a new job is unknown (404), and after that in status 40. */
  readonly unknownMs?: number;
  readonly processingMs?: number;
  readonly errorBody?: 'json' | 'html' | 'none';
  /** Key of the GeoJSON zones in a validation ("delivery_zone"); none are sent when left out. */
  readonly zoneKey?: string;
  readonly canadian?: boolean;
  readonly companyName?: string;
  readonly echoReference?: boolean;
  readonly historyPositions?: boolean;
  /** Each accepted create, edit and cancel is appended here as one line of JSON before it is answered. */
  readonly booksFile?: string;
}

/** A job as its courier company booked it, for comparing with what the console believes. */
export interface SimulatedJob {
  readonly requestId: string;
  readonly jobId: number | undefined;
  readonly clientToken: string;
  readonly clientName: string;
  readonly origin: 'api' | 'morning' | 'arrival';
  readonly externalId: string;
  readonly reference: string;
  readonly createdAt: number;
  readonly statusCode: StatusCode;
  readonly statusAt: number;
  readonly courier: string | undefined;
  /** The create request as it was received. */
  readonly payload: unknown;
  readonly edits: readonly { readonly at: number; readonly changes: unknown }[];
  /** Requests that named this job, by call. */
  readonly requests: Readonly<Record<RequestKind, number>>;
}

export interface SimulatedRequest {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** Parsed JSON, or the text where it was none. */
  readonly body: unknown;
  /** "200", "406", or the fault: "timeout-after" (with the status that nobody saw in brackets). */
  readonly outcome: string;
}

/** A job the console did not book itself but may list as "made earlier here". */
export interface MorningJob {
  readonly clientToken: string;
  readonly requestId: string;
  readonly jobId?: number;
  readonly externalId: string;
  /** The create request without its token. */
  readonly payload: unknown;
  readonly createdAt: number;
}

export interface SimulatedCourier {
  readonly courier: string;
  readonly user: string;
  readonly lat: number;
  readonly lng: number;
  /** Request ids of the jobs in their hands, in the order of their stops. */
  readonly jobs: readonly string[];
}

export interface TwinJetSimulator {
  /** Origin to use in place of https://www.twinjet.co. */
  readonly url: string;
  /** The dials over HTTP; see control-surface.ts. */
  readonly controlUrl: string;
  stop(): Promise<void>;
  /** Every job ever accepted, oldest first. */
  books(): SimulatedJob[];
  /** Every API request, answered or not; the latest 20,000. */
  requests(): SimulatedRequest[];
  setSpeed(speed: number): void;
  pauseLife(paused: boolean): void;
  /** Jobs that arrive by themselves per hour of courier time, from now on. */
  setArrivals(perHour: number): void;
  setFault(dial: FaultDial): void;
  /** Refuses every connection, as if there were no network; on the same port again when it is not cut any more. */
  cutNetwork(cut: boolean): Promise<void>;
  revokeToken(token: string): void;
  /** Gives the client of a token (revoked or not) another one; the old one stops working. */
  renewToken(token: string, newToken: string): boolean;
  /** Puts a job into a status at once; false when there is no such job. */
  advanceJob(requestId: string, statusCode: StatusCode, remarks?: string): boolean;
  couriers(): SimulatedCourier[];
  /** Jobs of the made-up morning and those that arrived since, oldest first. */
  morningJobs(): MorningJob[];
  /** Called with each job that arrives from now on. */
  onArrival(listener: (job: MorningJob) => void): void;
  /** What a validation of a job's addresses would have answered when it was booked, and when that was. */
  quoteOf(requestId: string): { readonly answer: unknown; readonly quotedAt: number } | undefined;
  /** The status object of a job, as a status request would answer it; the way that was ridden may be left out. */
  statusOf(requestId: string, withWay?: boolean): unknown;
}
