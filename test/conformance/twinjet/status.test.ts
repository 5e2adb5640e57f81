// Seed 002, Job Status, Status Codes and Job History: how a job is asked for, and what the answers say.

import { describe, expect, it } from 'vitest';
import { NOW } from '../../support/canned-server.ts';
import { NO_IDS } from '../../support/command-to-send.ts';
import { loopback, TOKEN } from './loopback.ts';
import { STATUS_ANSWER, STATUS_SAMPLE } from './seed-samples.ts';

const twinjet = loopback();

async function look(ids: Partial<typeof NO_IDS>, reference: string | null = null) {
  const result = await twinjet.provider.look(twinjet.account, { ids: { ...NO_IDS, ...ids }, reference }, NOW);
  if (!result.ok) throw new Error(result.error.sentence);
  return result.value;
}

/** The sample answer with parts of it replaced. */
function answerWith(change: (answer: ReturnType<typeof sample>) => void): string {
  const answer = sample();
  change(answer);
  return JSON.stringify(answer);
}
// biome-ignore lint/suspicious/noExplicitAny: tests put every kind of wrong value into it.
const sample = (): any => JSON.parse(STATUS_ANSWER);

describe('seed 002 · Job Status', () => {
  it('sends the sample payload as a POST to the documented address', async () => {
    twinjet.answer(STATUS_ANSWER);
    await look({ requestId: 'A1B2C3D4E5' });
    const { method, url, headers, json } = twinjet.only();
    expect([method, url]).toEqual(['POST', '/api/v1/status/']);
    expect(headers['content-type']).toBe('application/json');
    expect(json).toEqual(JSON.parse(STATUS_SAMPLE));
  });

  it.each([
    ['request_id', { requestId: 'A1B2C3D4E5', jobId: '5265', externalId: 'X1' }, 'R1', 'A1B2C3D4E5'],
    ['job_id', { jobId: '5265', externalId: 'X1' }, 'R1', 5265],
    ['external_id', { externalId: 'X1' }, 'R1', 'X1'],
    ['reference', {}, 'R1', 'R1'],
  ])('asks by `%s` alone', async (name, ids, reference, value) => {
    twinjet.answer(STATUS_ANSWER);
    await look(ids, reference);
    expect(twinjet.only().json).toEqual({ api_token: TOKEN, [name]: value });
  });

  it('asks nothing about a job without any name', async () => {
    const result = await twinjet.provider.look(twinjet.account, { ids: NO_IDS, reference: null }, NOW);
    expect(result).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    expect(twinjet.received).toEqual([]);
  });

  it('reads the sample answer', async () => {
    twinjet.answer(STATUS_ANSWER);
    const { receivedAt, raw, ...news } = await look({ jobId: '5265' });
    expect(news).toEqual({
      status: 'delivered',
      rawStatus: '62',
      rawStatusText: 'delivered',
      sourceAt: Date.UTC(2015, 9, 17, 0, 26, 50, 638),
      ids: { requestId: 'MFY93TC1DL', jobId: '5265', externalId: null, trackingId: null },
      reference: null,
      courier: { key: 'billybiker', name: '411 Billy Bikeracer' },
      remarks: null,
      events: [
        {
          at: Date.UTC(2015, 9, 15, 4, 5, 14, 995),
          kind: 'history',
          text: 'Job was created via the TwinJet API v1.',
          actor: null,
          position: null,
        },
        {
          at: Date.UTC(2015, 9, 15, 4, 15, 59, 656),
          kind: 'history',
          text: 'Job was assigned to 411 Billy Bikeracer.',
          actor: '411 Billy Bikeracer',
          position: null,
        },
        {
          at: Date.UTC(2015, 9, 15, 4, 16, 5, 270),
          kind: 'history',
          text: 'Job was marked as picked up.',
          actor: '411 Billy Bikeracer',
          position: null,
        },
        {
          at: Date.UTC(2015, 9, 15, 4, 24, 23, 561),
          kind: 'history',
          text: 'Job was marked as completed.',
          actor: '411 Billy Bikeracer',
          position: null,
        },
      ],
      positions: [
        { at: Date.UTC(2015, 9, 15, 4, 16, 6, 183), lat: 37.7802841389, lng: -122.433100019 },
        { at: Date.UTC(2015, 9, 15, 4, 16, 14, 734), lat: 37.7853769431, lng: -122.433023193 },
      ],
    });
    expect(Math.abs(receivedAt - Date.now())).toBeLessThan(60_000);
    expect(raw).toEqual(sample());
  });

  it('keeps the request id it found the job by, whatever the doubled key of the sample says', async () => {
    twinjet.answer(STATUS_ANSWER);
    expect((await look({ requestId: 'A1B2C3D4E5' })).ids.requestId).toBe('A1B2C3D4E5');
  });

  it('reads a job that nobody carries yet, with nulls where the sample has values', async () => {
    twinjet.answer(
      JSON.stringify({
        job_info: {
          job_id: 3640041,
          reference: 'QF7XN2K8LD',
          external_id: '',
          courier: null,
          request_id: 'QF7XN2K8LD',
        },
        job_locations: [],
        current_status: {
          last_location: null,
          status_code: 52,
          status_string: 'cancelled',
          courier_name: null,
          user: null,
          remarks: 'By the customer',
          status_time: '2026-06-09T14:03:11.120447',
        },
        job_history: [
          {
            date: '2026-06-09T14:00:00.000001+00:00',
            log: 'Worker Routed',
            user: null,
            lat: 45.5017,
            lng: -73.5673,
          },
          { date: '2026-06-09T14:03:10.940120+00:00', log: 'Cancelled', user: null, lat: null, lng: null },
        ],
      }),
    );
    expect(await look({ requestId: 'QF7XN2K8LD' })).toMatchObject({
      status: 'cancelled',
      sourceAt: Date.UTC(2026, 5, 9, 14, 3, 11, 120),
      ids: { requestId: 'QF7XN2K8LD', jobId: '3640041', externalId: null },
      reference: null,
      courier: null,
      remarks: 'By the customer',
      events: [
        { text: 'Worker Routed', position: { lat: 45.5017, lng: -73.5673 } },
        { text: 'Cancelled', position: null },
      ],
      positions: [],
    });
  });

  it('reads a job that is still processing and has no job_id', async () => {
    twinjet.answer(
      '{"job_info":{"request_id":"A1B2C3D4E5","external_id":17},"current_status":{"status_code":40}}',
    );
    expect(await look({ externalId: '17' })).toMatchObject({
      status: 'submitted',
      sourceAt: null,
      ids: { requestId: 'A1B2C3D4E5', jobId: null, externalId: '17' },
      events: [],
      positions: [],
    });
  });
});

describe('seed 002 · Status Codes', () => {
  const codes = [
    [30, 'failed'],
    [40, 'submitted'],
    [50, 'accepted'],
    [51, 'rejected'],
    [52, 'cancelled'],
    [53, 'not-ready'],
    [60, 'assigned'],
    [61, 'picked-up'],
    [62, 'delivered'],
    [63, 'undeliverable'],
  ] as const;

  it.each(codes)('%i is %s', async (code, status) => {
    twinjet.answer(answerWith((answer) => (answer.current_status.status_code = code)));
    expect(await look({ jobId: '1' })).toMatchObject({ status, rawStatus: String(code) });
  });

  it.each(codes)('"%i" as text is %s', async (code, status) => {
    twinjet.answer(answerWith((answer) => (answer.current_status.status_code = ` ${code} `)));
    expect(await look({ jobId: '1' })).toMatchObject({ status, rawStatus: String(code) });
  });

  it.each([
    [64, '64'],
    [0, '0'],
    ['6.2', '6.2'],
    ['delivered', 'delivered'],
    ['constructor', 'constructor'],
  ])('%j is not known, and kept', async (code, raw) => {
    twinjet.answer(answerWith((answer) => (answer.current_status.status_code = code)));
    expect(await look({ jobId: '1' })).toMatchObject({ status: 'unknown', rawStatus: raw });
  });

  it('goes by the number, whatever the word beside it says', async () => {
    twinjet.answer(
      answerWith((answer) => {
        answer.current_status.status_code = 60;
        answer.current_status.status_string = 'delivered';
      }),
    );
    expect(await look({ jobId: '1' })).toMatchObject({ status: 'assigned', rawStatusText: 'delivered' });
  });

  it.each([undefined, null, '', [62], {}, true])('cannot use an answer whose code is %j', async (code) => {
    twinjet.answer(answerWith((answer) => (answer.current_status.status_code = code)));
    const job = { ids: { ...NO_IDS, jobId: '1' }, reference: null };
    expect(await twinjet.provider.look(twinjet.account, job, NOW)).toMatchObject({
      ok: false,
      error: { kind: 'bad-answer', status: 200, fields: [{ field: 'current_status.status_code' }] },
    });
  });
});

describe('seed 002 · Job History', () => {
  it('keeps the good entries beside a bad one, and says which field was bad', async () => {
    twinjet.answer(
      answerWith((answer) => {
        answer.job_history[1].date = 'yesterday';
        answer.job_history[2] = 'garbage';
        answer.job_locations[0].lat = '37,78';
        answer.job_locations[1].lng = -122.5;
      }),
    );
    const news = await look({ jobId: '1' });
    expect(news.events.map((event) => event.text)).toEqual([
      'Job was created via the TwinJet API v1.',
      'Job was assigned to 411 Billy Bikeracer. (TwinJet gave no time for this)',
      'Job was marked as completed.',
      'Parts of TwinJet’s answer could not be read: job_history[], job_history[].date, job_locations[].lat',
    ]);
    expect(news.positions).toEqual([
      { at: Date.UTC(2015, 9, 15, 4, 16, 14, 734), lat: 37.7853769431, lng: -122.5 },
    ]);
    expect(news.status).toBe('delivered');
  });

  it('puts what has no time at the same place on every look', async () => {
    twinjet.answer(answerWith((answer) => (answer.job_history[0].date = null)));
    const first = await look({ jobId: '1' });
    const second = await look({ jobId: '1' });
    expect(second.events).toEqual(first.events);
  });
});
