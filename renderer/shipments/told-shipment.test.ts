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
    ['javascript:alert(1)', null, null, true],
    ['R0lGODlhAQAB', null, 'image/gif', false],
    ['https://labels.example.com/1', 'https://labels.example.com/1', null, false],
    [{ file: 'JVBERi0xLjQK', fileType: 'gif' }, null, 'application/pdf', false],
    [[{ file: 'data:image/png;base64,iVBORw0KGgoAAA\n==' }], null, 'image/png', false],
    [{ file: '<svg onload="alert(1)">' }, null, null, true],
    [null, null, null, false],
  ])(
    'a label that is %o is a link where it is an address, and a file where its kind is known',
    (label, labelUrl, type, labelIsOdd) => {
      const told = toldShipment({ label });
      expect(told).toMatchObject({ labelUrl, labelIsOdd });
      expect(told.labelFile?.type ?? null).toBe(type);
    },
  );

  it('the package, the customer and where it would go back to are told as they are said', () => {
    expect(
      toldShipment({
        locationExternalId: '7709',
        createdAt: '2026-01-01T10:00:00.000Z',
        deliveryContact: { name: 'Ada', phone: '1', email: 'ada@example.com', userExternalId: 'U-9' },
        package: {
          name: 'custom',
          description: 'Glass',
          size: { height: 4, width: 6, length: 8, unit: 'in' },
          weight: { value: 2.5, unit: 'lb' },
          itemQuantity: 3,
          temperatureControl: 'frozen',
          content: ['fragile', 'rx'],
          barcode: 'null',
        },
        undeliverableOrderReturnLocation: {
          name: 'Depot',
          address: { street1: '2 Side St', city: 'Reston' },
        },
        returnLocationId: '301',
        attachments: [{}, {}],
      }),
    ).toMatchObject({
      location: '7709',
      madeAt: Date.parse('2026-01-01T10:00:00.000Z'),
      email: 'ada@example.com',
      customerId: 'U-9',
      packageName: null,
      packageDescription: 'Glass',
      packageSize: '8 × 6 × 4 in',
      packageWeight: '2.5 lb',
      packageItems: '3',
      temperature: 'frozen',
      contents: ['fragile', 'rx'],
      barcode: null,
      returnedTo: 'Depot, 2 Side St, Reston',
      attachments: 2,
    });
    expect(
      toldShipment({ returnLocationId: '301', package: { name: 'Box M', barcode: '123' } }),
    ).toMatchObject({
      returnedTo: '301',
      packageName: 'Box M',
      barcode: '123',
      madeAt: null,
    });
  });

  it('an estimate is later than asked for only against an end that was asked for', () => {
    expect(laterBy([{ at: 10, end: 'until' }], [{ at: 15, end: null }])).toBe(5);
    expect(laterBy([{ at: 10, end: 'until' }], [{ at: 9, end: null }])).toBeNull();
    expect(laterBy([{ at: 10, end: 'from' }], [{ at: 15, end: null }])).toBeNull();
    expect(laterBy([{ at: 10, end: 'until' }], [])).toBeNull();
  });
});
