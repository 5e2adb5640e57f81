import { describe, expect, it } from 'vitest';
import { laterBy, toldShipment } from './told-shipment.ts';

describe('what is told of a shipment', () => {
  it('is read from an answer of today', () => {
    expect(
      toldShipment({
        provider: { name: 'UPS', services: [{ id: 'ground' }] },
        trackingId: '1Z',
        fee: 10.33,
        amount: null,
        currencyCode: 'USD',
        label: { url: 'https://labels.example.com/1', file: 'R0lGOD' },
        deliveryTime: { startsAt: null, endsAt: 1_767_290_400_000 },
        estimatedDeliveryTime: { endsAt: 1_767_294_000_000 },
        actualPickupTime: '2026-01-01T10:00:00.000Z',
        orderAttributes: { channel: 'web', gift: true, sizes: ['a', 'b'] },
      }),
    ).toMatchObject({
      provider: 'UPS',
      services: ['ground'],
      fee: '$10.33',
      amount: null,
      labelUrl: 'https://labels.example.com/1',
      delivery: {
        asked: [{ at: 1_767_290_400_000, end: 'until' }],
        estimated: [{ at: 1_767_294_000_000, end: 'until' }],
      },
      pickup: { actual: [{ at: Date.parse('2026-01-01T10:00:00.000Z'), end: null }] },
      attributes: [
        ['channel', 'web'],
        ['gift', 'true'],
        ['sizes', 'a, b'],
      ],
    });
  });

  it.each([[null], ['odd'], [{ provider: '', label: 7, orderAttributes: [], fee: 'x', currencyCode: '€' }]])(
    '%o is nothing, and no crash',
    (raw) => {
      expect(toldShipment(raw)).toMatchObject({ provider: null, fee: null, attributes: [], proposed: [] });
    },
  );

  it.each([
    ['javascript:alert(1)', null, true],
    ['R0lGODlhAQAB', null, true],
    ['https://labels.example.com/1', 'https://labels.example.com/1', false],
  ])('a label that is %s is a link only where it is an address', (label, labelUrl, labelIsFile) => {
    expect(toldShipment({ label })).toMatchObject({ labelUrl, labelIsFile });
  });

  it('an estimate is later than asked for only against an end that was asked for', () => {
    expect(laterBy([{ at: 10, end: 'until' }], [{ at: 15, end: null }])).toBe(5);
    expect(laterBy([{ at: 10, end: 'until' }], [{ at: 9, end: null }])).toBeNull();
    expect(laterBy([{ at: 10, end: 'from' }], [{ at: 15, end: null }])).toBeNull();
    expect(laterBy([{ at: 10, end: 'until' }], [])).toBeNull();
  });
});
