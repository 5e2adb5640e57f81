import { expect, it } from 'vitest';
import { draftFrom, emptyDraft, emptyItem, emptyParcel, emptyService, type LabelDraft } from './draft.ts';

it('a draft comes back as it was kept', () => {
  const draft: LabelDraft = {
    ...emptyDraft,
    accounts: ['acc-1'],
    references: ['PO-1', ''],
    parcels: [{ ...emptyParcel, items: [emptyItem, { ...emptyItem, sku: 'TEA-1' }] }],
    services: [{ ...emptyService, more: [{ name: 'class', value: '9' }] }],
    custom_fields: [{ name: 'dock', value: 'B' }],
    customs: { ...emptyDraft.customs, charges: [{ type: 'freight', amount: '3', currency: 'EUR' }] },
    return_to: { given: true, address: { ...emptyDraft.from, city: 'Oakland' } },
  };
  expect(draftFrom(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
});

it.each([
  ['nothing', null],
  ['a text', 'draft'],
  ['another form', { parcels: 'none', references: 7, from: [], customs: null, papers: 'a4' }],
  ['empty lists', { parcels: [], references: [] }],
])('%s is read as an empty one', (_what, kept) => {
  expect(draftFrom(kept)).toEqual(emptyDraft);
});

it('one of an older version keeps what it has, and gets what is new', () => {
  const kept = {
    to: { contact_name: 'Ada', country: 'CAN' },
    parcels: [{ width: '10', description: 'Tea' }],
    reference: 'PO-1',
    gone: true,
  };
  const draft = draftFrom(kept);
  expect(draft.to).toEqual({ ...emptyDraft.to, contact_name: 'Ada', country: 'CAN' });
  expect(draft.parcels).toEqual([{ ...emptyParcel, width: '10', description: 'Tea' }]);
  expect(draft.references).toEqual(['']);
  expect('gone' in draft).toBe(false);
});
