import { expect, test } from 'vitest';
import { emptyValues, NEW_ITEM } from './compose-values.ts';
import { placeProblems } from './place-problems.ts';

const values = { ...emptyValues(''), job_items: [NEW_ITEM, NEW_ITEM] };
const message = 'Something about it.';
const fieldFor = (field: string) => placeProblems([{ field, message }], values).placed[0]?.field ?? null;

test.each([
  ['job.deliver_address.zip_code', 'deliver_address.zip_code'],
  ['changes.pick_address.city', 'pick_address.city'],
  ['deliver_address', 'deliver_address.street_address'],
  ['drop_address.zip', 'deliver_address.zip_code'],
  ['job.job_items.1.quantity', 'job_items.1.quantity'],
  ['job_items.0', 'job_items.0.quantity'],
  ['ready_time', 'ready_time'],
  ['job.webhook_url', 'webhook_url'],
  ['connectionId', 'connectionId'],
])('a message about %s stands at %s', (path, field) => {
  expect(fieldFor(path)).toBe(field);
});

test.each([
  '',
  'job',
  'api_token',
  'job_items.7.quantity',
  'deliver_address.planet',
  'job_items',
  '__proto__',
])('a message about %j is for the form as a whole, in its own words', (path) => {
  expect(placeProblems([{ field: path, message }], values)).toEqual({
    placed: [],
    others: [{ field: path, message }],
  });
});
