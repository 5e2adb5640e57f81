// Whatever leaves has a field at which a refusal of it can stand.

import { expect, it } from 'vitest';
import { emptyAddress } from './address-draft.ts';
import { emptyDraft, emptyItem, emptyParcel, emptyService, type LabelDraft } from './draft.ts';
import { labelPaths } from './label-paths.ts';
import { placeMessages } from './place-messages.ts';
import { labelRequestOf, rateRequestOf } from './to-request.ts';

/** Chosen by buttons, or said by the form itself: no field of their own. */
const WITHOUT_FIELD = /^(service_type|shipper_account\.id|.*\.method\.type)$/;

const text = <Draft extends object>(draft: Draft): Draft =>
  Object.fromEntries(
    Object.entries(draft).map(([name, value]) => [name, typeof value === 'string' ? '1' : value]),
  ) as Draft;
const spare = { given: true, address: text(emptyAddress) };
const everything: LabelDraft = {
  ...text(emptyDraft),
  from: text(emptyAddress),
  to: text(emptyAddress),
  return_to: spare,
  ship_from_display: spare,
  parcels: [
    { ...text(emptyParcel), items: [text(emptyItem), text(emptyItem)] },
    { ...text(emptyParcel), items: [text(emptyItem)] },
  ],
  is_document: true,
  qr_code: true,
  return_shipment: true,
  references: ['PO-1', 'PO-2'],
  billing: text(emptyDraft.billing),
  invoice: text(emptyDraft.invoice),
  services: [
    { ...emptyService, amount: '1', more: [{ name: 'x', value: 'y' }] },
    { ...emptyService, type: 'saturday_delivery' },
  ],
  custom_fields: [{ name: 'dock', value: 'B' }],
  papers: { invoice: 'a4', customs_declaration: 'a4', packing_slip: 'a4', qr_code: '1x1' },
  customs_wanted: true,
  customs: {
    ...text(emptyDraft.customs),
    billing: text(emptyDraft.billing),
    importer: spare,
    broker: spare,
    charges: [{ type: 'freight', amount: '1', currency: 'USD' }],
  },
};

it.each(['aes', 'no_eei'])('every field of a label and of its rates has its place (%s)', (eei) => {
  const draft = { ...everything, customs: { ...everything.customs, eei } };
  const sent = [
    ...leaves(labelRequestOf(draft, { accountId: 'a', service_type: 's' })),
    ...leaves(rateRequestOf(draft, ['a'])),
  ].filter((path) => !WITHOUT_FIELD.test(path));
  const lost = sent.filter(
    (field) => placeMessages([{ fields: [{ field, message: 'No.' }] }], labelPaths(draft)).hasOthers,
  );
  expect(lost).toEqual([]);
  // Nothing of the draft is forgotten on its way either.
  expect(sent.length).toBeGreaterThan(200);
});

function leaves(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, part]) =>
    leaves(part, path === '' ? name : `${path}.${name}`),
  );
}
