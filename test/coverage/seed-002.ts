// Seed 002: TwinJet DirectConnect.

import type { SeedCoverage } from './coverage-table.ts';

const file = (name: string) => (title: string) => `conformance/twinjet/${name}.test.ts: ${title}`;
const token = file('api-token');
const newJob = file('new-job');
const change = file('edit-and-cancel');
const status = file('status');
const validate = file('validate');
const failures = file('failures');
const lost = file('lost-answers');

export const seed002: SeedCoverage = {
  seed: '002',
  title: 'TwinJet DirectConnect',
  sections: [
    {
      title: 'Security',
      rows: [
        {
          rule: 'api_token in every body; one client a token, several connections side by side',
          procedures: ['connections.create', 'connections.test'],
          shownBy: [
            newJob('sends `api_token` from the connection'),
            token('asks for the status of a job that no one has, and for nothing else'),
            'e2e/two-tokens.test.ts: a revoked token holds up its own client only',
          ],
        },
        {
          rule: 'The token stays inside: no answer, error, log, file or frame shows it',
          procedures: [],
          shownBy: [
            'conformance/twinjet/api-token.test.ts: seed 002 · Security · the token stays inside',
            'e2e/canary.test.ts: is in no file of the data folder',
            'e2e/canary.test.ts: is in no frame to a page',
          ],
        },
      ],
    },
    {
      title: 'New Job',
      rows: [
        {
          rule: 'POST /api/v1/jobs/ with the sample payload, field by field',
          procedures: ['twinjet.createJob'],
          shownBy: [
            newJob('posts JSON to the documented address, slash included'),
            newJob('sends the sample payload field by field'),
            'e2e/book-to-delivered.test.ts: the documented sample leaves as it is documented, field by field',
          ],
        },
        {
          rule: 'Every parameter, alone',
          procedures: ['twinjet.createJob'],
          shownBy: [newJob('sends `%s` as given (%j)')],
        },
        {
          rule: 'Every field of the Address Object, of both ends',
          procedures: [],
          shownBy: [newJob('.%s\\`')],
        },
        {
          rule: 'Every field of the JobItem Object',
          procedures: [],
          shownBy: [newJob('seed 002 · JobItem Object')],
        },
        {
          rule: 'Pick-up address, delivery address or both; the missing end is the client’s own location',
          procedures: [],
          shownBy: [newJob('goes with `%s` alone'), newJob('does not leave without any address')],
        },
        {
          rule: 'The answer’s request_id; jobs are processed asynchronously',
          procedures: [],
          shownBy: [
            newJob('reads the sample answer'),
            status('reads a job that is still processing and has no job_id'),
          ],
        },
        {
          rule: 'A lost create is found again by external_id',
          procedures: ['outbox.list'],
          shownBy: [
            lost('is asked for by `external_id`, and nothing is changed'),
            'chaos/kill-nine.test.ts: accepted but unanswered: it is found and not sent again',
            'e2e/offline-and-back.test.ts: a booking whose answer was lost is found again and not sent a second time',
          ],
        },
      ],
    },
    {
      title: 'Cancel Job',
      rows: [
        {
          rule: 'DELETE with a JSON body, by request_id, job_id, external_id or reference',
          procedures: ['twinjet.cancelJob'],
          shownBy: [
            change('sends the sample payload as JSON in the body of a DELETE'),
            change('names the job by `%s` alone'),
          ],
        },
        {
          rule: 'Without any of the four: 400, so it does not leave',
          procedures: [],
          shownBy: [change('does not leave for a job without any name')],
        },
        {
          rule: '406 once it is picked up: call the vendor',
          procedures: [],
          shownBy: [
            change('406: says that the courier has it and whom to call'),
            'e2e/edit-and-cancel.test.ts: that was picked up meanwhile is not cancelled, and it is said why',
          ],
        },
        {
          rule: 'The status object of the answer',
          procedures: [],
          shownBy: [change('reads the status object of the answer')],
        },
      ],
    },
    {
      title: 'Edit / Update Job',
      rows: [
        {
          rule: 'PATCH with only the editable fields, each alone, by any of the four ids',
          procedures: ['twinjet.editJob'],
          shownBy: [change('sends `%s` and nothing else'), change('names the job by `%s` alone')],
        },
        {
          rule: 'What is not editable does not leave',
          procedures: [],
          shownBy: [change('does not leave with `%s`')],
        },
        {
          rule: '406 once it is picked up, and what was typed is kept',
          procedures: [],
          shownBy: [
            'e2e/edit-and-cancel.test.ts: that was picked up meanwhile is not changed, and what was typed is kept',
          ],
        },
      ],
    },
    {
      title: 'Job Status',
      rows: [
        {
          rule: 'POST /api/v1/status/ by any of the four ids',
          procedures: ['jobs.refresh', 'jobs.follow'],
          shownBy: [
            status('sends the sample payload as a POST to the documented address'),
            status('asks by `%s` alone'),
            'e2e/follow.test.ts: finds a job by each of its four ids',
          ],
        },
        {
          rule: 'The sample answer: doubled request_id, numbers as text, naive UTC status_time',
          procedures: ['jobs.get'],
          shownBy: [status('reads the sample answer'), status('keeps the request id it found the job by')],
        },
        {
          rule: 'Positions and history of the courier; nulls before dispatch',
          procedures: ['couriers.trail'],
          shownBy: [status('reads a job that nobody carries yet'), status('seed 002 · Job History')],
        },
        {
          rule: 'All ten status codes, and any other raw',
          procedures: ['jobs.query'],
          shownBy: [status('%i is %s'), status('goes by the number, whatever the word beside it says')],
        },
      ],
    },
    {
      title: 'Address Validation',
      rows: [
        {
          rule: 'POST /api/v1/validate/ with one end or both',
          procedures: ['twinjet.validate'],
          shownBy: [
            validate('sends the sample payload as a POST to the documented address'),
            validate('sends `%s` alone'),
            validate('asks nothing without any address'),
          ],
        },
        {
          rule: 'Price, both ETAs and the normalised addresses',
          procedures: [],
          shownBy: [validate('reads the sample answer inside the zone')],
        },
        {
          rule: 'Outside the zone: a 200 with errors, each at its end',
          procedures: [],
          shownBy: [
            validate('reads the sample answer outside the zone: 200, errors and no price'),
            'e2e/out-of-zone.test.ts: an address out of zone is refused at its own end until it is another',
          ],
        },
        {
          rule: 'The delivery zone in GeoJSON becomes a zone of the connection',
          procedures: ['zones.list'],
          shownBy: [
            'electron/core/zones/zone-service.test.ts: keeps the same zone once, and writes it once',
            'e2e/map.test.ts: shows the ends and the zones of a quote',
          ],
        },
      ],
    },
    {
      title: 'Failures',
      rows: [
        {
          rule: '400, 401, 403, 404, 406, 429, 5xx, HTML, empty: each its own sentence, for a command and for a question',
          procedures: [],
          shownBy: [
            failures(': %s'),
            failures('status: %s'),
            failures('validate: 400 says which address'),
            failures('429 says when it goes on'),
          ],
        },
        {
          rule: 'Webhooks carry the status object; the console asks instead, and hands webhook_url on',
          procedures: [],
          shownBy: [newJob('sends `%s` as given (%j)')],
        },
      ],
    },
  ],
};
