// Each of the seven operations as it leaves this computer, against the seed's paths, parameters and request samples.

import { describe, expect, it } from 'vitest';
import { NOW } from '../../support/canned-server.ts';
import { command, loopback } from './loopback.ts';
import { CANCELLED, CREATE, CREATED, EDIT, GOT, HISTORY, ID, LIST, RETRIED } from './seed-samples.ts';

const shop = loopback();
const ids = { jobId: ID };
const send = (...given: Parameters<typeof command>) =>
  shop.provider.send(shop.account, command(...given), { priority: 'command' });

describe('requests', () => {
  it('every call carries the token, and JSON where there is a body', async () => {
    shop.answer(GOT);
    await shop.provider.getShipment(shop.account, ID, false, NOW);
    expect(shop.only().headers).toMatchObject({ authorization: 'Bearer token-1' });
    expect(shop.only().text).toBe('');
    await send('edit', EDIT, { ids });
    expect(shop.calls[1]?.headers['content-type']).toMatch(/^application\/json/);
  });

  it('create: the sample as it stands', async () => {
    shop.answer({ status: 201, body: JSON.stringify(CREATED) });
    await send('create', CREATE);
    expect(shop.only()).toMatchObject({ method: 'POST', url: '/shipping/v1/shipments', json: CREATE });
  });

  it('create: every field of the schema, and what the schema leaves unnamed', async () => {
    const item = {
      sku: 'SKU-1',
      upc: '0123',
      category: 'Lamps',
      quantity: 2,
      size: { height: 1, width: 2, length: 3, unit: 'cm' },
      weight: { value: 1, unit: 'kg' },
      price: 42.5,
      salePrice: 40,
      image: 'https://example.com/lamp.png',
      title: 'Lamp',
      description: 'A lamp',
      itemAttributes: { colour: 'red' },
      tags: ['a', 'b'],
    };
    const whole = {
      orderExternalId: 'SO-1001',
      groupId: 'basket-7',
      pickupTime: { startsAt: 1, endsAt: 2 },
      deliveryTime: { startsAt: null, endsAt: 3 },
      pickup: {
        name: 'Studio',
        locationExternalId: 'ST-1',
        brandExternalId: 'brand',
        address: { street1: '1 Main St', postalCode: '20190', countryCode: 'CA', latitude: 1, longitude: 2 },
        pickupInstructions: 'Ring',
        contact: { name: 'Sam', phone: '+12025550100', email: 'sam@example.com' },
      },
      deliveryAddress: CREATE.deliveryAddress,
      deliveryContact: { ...CREATE.deliveryContact, userExternalId: 'U-9' },
      itemList: [item],
      package: {
        ...CREATE.package,
        itemList: [item],
        temperatureControl: 'frozen',
        content: ['alcohol', 'rx'],
        barcode: '1234567890',
      },
      signature: 'required_recipient',
      deliveryInstructions: 'Close the gate.',
      orderValue: 42.5,
      locale: 'fr-CA',
      createdDate: 1_767_261_600_000,
      orderAttributes: { text: 'a', number: 1, yes: true, texts: ['a'], numbers: [1], flags: [false] },
      proposedProviders: [{ name: 'UPS', services: [{ id: 'ground' }] }],
      providerOptions: [{ name: 'UPS', accountNumber: 7 }],
    };
    shop.answer({ status: 201, body: JSON.stringify(CREATED) });
    expect(await send('create', whole)).toMatchObject({ kind: 'accepted' });
    expect(shop.only().json).toEqual(whole);
  });

  it('list: every filter of the sample', async () => {
    shop.answer({ data: [] });
    await shop.provider.listShipments(shop.account, { ...LIST, groupId: 'Basket' }, NOW);
    expect(shop.only()).toMatchObject({
      method: 'POST',
      url: '/shipping/v1/shipments/list',
      json: { ...LIST, groupId: 'Basket' },
    });
  });

  it('get: force_update only where it is wanted', async () => {
    shop.answer(GOT);
    await shop.provider.getShipment(shop.account, ID, false, NOW);
    await shop.provider.getShipment(shop.account, ID, true, NOW);
    expect(shop.calls.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET /shipping/v1/shipments/${ID}`,
      `GET /shipping/v1/shipments/${ID}?force_update=true`,
    ]);
  });

  it('edit: PUT of the sample; force_update goes beside it and not in it', async () => {
    shop.answer(GOT);
    await send('edit', EDIT, { ids });
    await send('edit', { ...EDIT, force_update: true }, { ids });
    expect(shop.calls.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `PUT /shipping/v1/shipments/${ID}`,
      `PUT /shipping/v1/shipments/${ID}?force_update=true`,
    ]);
    expect(shop.calls.map(({ json }) => json)).toEqual([EDIT, EDIT]);
  });

  it('cancel and retry: no body', async () => {
    shop.answer(CANCELLED);
    await send('cancel', {}, { ids });
    shop.answer({ status: 201, body: JSON.stringify(RETRIED) });
    await send('retry', {}, { ids });
    expect(shop.calls.map(({ method, url, text }) => `${method} ${url} ${text}`)).toEqual([
      `DELETE /shipping/v1/shipments/${ID} `,
      `POST /shipping/v1/shipments/${ID}/retry `,
    ]);
  });

  it('history: is_unique as a text, only where it is wanted', async () => {
    shop.answer(HISTORY);
    await shop.provider.statusHistory(shop.account, ID, false, NOW);
    await shop.provider.statusHistory(shop.account, ID, true, NOW);
    expect(shop.calls.map(({ url }) => url)).toEqual([
      `/shipping/v1/shipments/${ID}/status-history`,
      `/shipping/v1/shipments/${ID}/status-history?is_unique=true`,
    ]);
  });

  it.each([
    ['create without an order number', 'create', { ...CREATE, orderExternalId: '' }],
    ['create from nowhere', 'create', { ...CREATE, locationExternalId: undefined }],
    ['an edit of nothing', 'edit', {}],
    ['a command that shipments do not know', 'retrack', {}],
  ] as const)('%s is not sent', async (_what, kind, payload) => {
    expect(await send(kind, payload, { ids })).toMatchObject({ kind: 'refused', error: { kind: 'invalid' } });
    expect(shop.calls).toEqual([]);
  });

  it('what has no system id yet is not asked for by another', async () => {
    expect(await send('cancel', {})).toMatchObject({ kind: 'refused', error: { kind: 'not-found' } });
    expect(shop.calls).toEqual([]);
  });
});
