import { expect, it } from 'vitest';
import type { JobId } from './ids.ts';
import { isLinked, linkNames } from './links.ts';

let number = 0;
function job(names: { reference?: string; externalId?: string; trackingId?: string; jobId?: string }) {
  number += 1;
  const { reference = null, externalId = null, trackingId = null, jobId = null } = names;
  return {
    id: `job-${number}` as JobId,
    reference,
    externalIds: { requestId: null, jobId, externalId, trackingId },
  };
}

it('the order id of one system is the reference of another, whatever the case', () => {
  const courier = job({ externalId: 'Order-7', reference: 'PO 4711' });
  expect(isLinked(courier, job({ reference: 'ORDER-7', trackingId: 'T1' }))).toBe(true);
  expect(isLinked(courier, job({ externalId: 'po 4711 ' }))).toBe(true);
  expect(isLinked(courier, job({ externalId: 'Order-70' }))).toBe(false);
});

it('a shipment and the parcel that is followed for it have one tracking number', () => {
  const shipment = job({ externalId: 'SO-1', trackingId: '1zabc' });
  expect(isLinked(shipment, job({ trackingId: '1ZABC' }))).toBe(true);
  expect(isLinked(shipment, job({ reference: '1ZABC' }))).toBe(false);
});

it('what a system made up itself, and what is not there, links nothing; nor does a job to itself', () => {
  expect(isLinked(job({ jobId: '5' }), job({ jobId: '5' }))).toBe(false);
  expect(isLinked(job({}), job({}))).toBe(false);
  expect(isLinked(job({ reference: ' ' }), job({ reference: '' }))).toBe(false);
  const one = job({ reference: 'A' });
  expect(isLinked(one, one)).toBe(false);
  expect(linkNames(job({ jobId: '5', reference: 'A' }))).toEqual(['a']);
});
