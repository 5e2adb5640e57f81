// What is typed becomes what is sent, and nothing else; every rule stands at its field.

import { expect, test } from 'vitest';
import {
  checkChanges,
  checkParcel,
  emptyParcel,
  placeFields,
  valuesFromDraft,
  valuesOf,
} from './parcel-values.ts';

const typed = { ...emptyParcel(), tracking_number: ' JN12345678 ' };

test('an empty form asks for the number alone, and J-Net is the courier', () => {
  expect(emptyParcel().slug).toBe('j-net');
  expect(checkParcel(emptyParcel())).toMatchObject({
    ok: false,
    errors: { tracking_number: /missing|at least/ },
  });
  expect(checkParcel(typed)).toEqual({ ok: true, value: { tracking_number: 'JN12345678', slug: 'j-net' } });
});

test('without a courier AfterShip is to find it out', () => {
  expect(checkParcel({ ...typed, slug: '' })).toMatchObject({ value: { slug: '' } });
});

test('lists and pairs are read, and a promised day goes as it was typed', () => {
  const values = {
    ...typed,
    emails: 'a@example.com, b@example.com\nc@example.com',
    custom_fields: 'floor: 3\ngate: B: left',
    order_promised_delivery_date: '2026-08-04',
  };
  expect(checkParcel(values)).toMatchObject({
    value: {
      emails: ['a@example.com', 'b@example.com', 'c@example.com'],
      custom_fields: { floor: '3', gate: 'B: left' },
      order_promised_delivery_date: '2026-08-04',
    },
  });
});

test.each([
  ['tracking_number', 'JN1', /at least 4/],
  ['emails', 'a@example.com,b@example.com,c@example.com,d@example.com', /At most 3/],
  ['emails', 'a@example.com, nobody', /complete e-mail/],
  ['smses', '4155550100', /country code/],
  ['order_promised_delivery_date', '2026-02-30', /no such day/],
  ['destination_country_iso3', 'US', /three letters/],
  ['slug', 'J NET', /small letters/],
] as const)('%s %j', (name, value, sentence) => {
  const result = checkParcel({ ...typed, [name]: value });
  expect(!result.ok && result.errors[name]).toMatch(sentence);
});

test('a change says only what reads otherwise; an emptied list is [] and an emptied note ""', () => {
  const before = valuesOf(
    { tracking_number: 'JN12345678', slug: 'j-net', emails: ['a@example.com'], note: 'Ring', title: 'T' },
    null,
  );
  expect(checkChanges(before, before, undefined)).toEqual({ ok: true, value: {} });
  expect(checkChanges({ ...before, emails: '', note: '', title: ' Other ' }, before, undefined)).toEqual({
    ok: true,
    value: { emails: [], note: '', title: 'Other' },
  });
});

test('a promised day can be emptied in 2026-07, and 2024-04 says that it cannot', () => {
  const before = valuesOf(
    { tracking_number: 'JN12345678', order_promised_delivery_date: '2026-08-04' },
    null,
  );
  const emptied = { ...before, order_promised_delivery_date: '' };
  expect(checkChanges(emptied, before, '2026-07')).toEqual({
    ok: true,
    value: { order_promised_delivery_date: '' },
  });
  for (const version of ['2024-04', undefined]) {
    expect(checkChanges(emptied, before, version)).toEqual({
      ok: false,
      errors: { order_promised_delivery_date: expect.stringContaining('no way to take a promised day back') },
    });
  }
});

test.each([
  ['language', { language: 'en' }],
  ['delivery_type', { delivery_type: 'door_to_door' }],
  ['tracking_ship_date', {}],
] as const)('an emptied %s is said to be impossible, not to be misspelt', (name, told) => {
  const before = { ...valuesOf({ tracking_number: 'JN12345678', ...told }, null), [name]: 'en' };
  expect(checkChanges({ ...before, [name]: '' }, before, '2026-07')).toEqual({
    ok: false,
    errors: { [name]: expect.stringContaining('no way to empty this') },
  });
});

test('the number is never among the changes', () => {
  expect(checkChanges({ ...typed, tracking_number: 'JN999999' }, typed, undefined)).toEqual({
    ok: true,
    value: {},
  });
});

test('of one that never left, what was written for it stands in the form', () => {
  expect(
    valuesOf(null, { tracking_number: 'JN12345678', slug: 'ups', smses: ['+14155550100'] }),
  ).toMatchObject({
    slug: 'ups',
    smses: '+14155550100',
    title: '',
  });
});

test('messages find their fields, whatever stands before and behind the name', () => {
  expect(
    placeFields([
      { field: 'tracking.emails.1', message: 'first' },
      { field: 'emails', message: 'second' },
      { field: 'connectionId', message: 'other' },
    ]),
  ).toEqual({ errors: { emails: 'first' }, others: [{ field: 'connectionId', message: 'other' }] });
});

test('a draft of another version is read as far as it goes', () => {
  expect(valuesFromDraft({ title: 'T', gone: 'x', note: 7 })).toEqual({ ...emptyParcel(), title: 'T' });
  expect(valuesFromDraft(null)).toEqual(emptyParcel());
});
