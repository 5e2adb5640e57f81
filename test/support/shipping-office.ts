// A simulated Shipping Order for specs of the whole program, and the account with it: connected by typing or by a call.
// Ended with the test that opened it.

import {
  PRACTICE_CLIENT,
  type ShippingOrderSimulator,
  type ShippingOrderSimulatorOptions,
  startShippingOrderSimulator,
} from '../../electron/core/practice/shipping-order/start-shipping-order-simulator.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { type DeskPage, type } from './desk-page.ts';
import type { Client } from './server-process.ts';

export interface ShippingAccount {
  office: ShippingOrderSimulator;
  /** What a connection is made of. */
  account: {
    baseUrl: string;
    options: { tokenUrl: string };
    secret: { clientId: string; clientSecret: string };
  };
  [Symbol.asyncDispose](): Promise<void>;
}

export async function openShippingOffice(
  options: ShippingOrderSimulatorOptions = {},
): Promise<ShippingAccount> {
  const office = await startShippingOrderSimulator(options);
  return {
    office,
    account: {
      baseUrl: office.url,
      options: { tokenUrl: office.tokenUrl },
      secret: { ...PRACTICE_CLIENT },
    },
    [Symbol.asyncDispose]: () => office.stop(),
  };
}

/** Makes a shipment at the provider behind the console's back; `more` over the least that one needs. */
export async function bookElsewhere(
  { office }: ShippingAccount,
  orderExternalId: string,
  more: object = {},
): Promise<void> {
  const basic = Buffer.from(`${PRACTICE_CLIENT.clientId}:${PRACTICE_CLIENT.clientSecret}`).toString('base64');
  const token = await fetch(office.tokenUrl, {
    method: 'POST',
    headers: { authorization: `Basic ${basic}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  const { access_token } = (await token.json()) as { access_token: string };
  const booked = await fetch(`${office.url}/shipping/v1/shipments`, {
    method: 'POST',
    headers: { authorization: `Bearer ${access_token}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      orderExternalId,
      locationExternalId: 'STORE-7',
      deliveryAddress: { street1: '1 Main St', city: 'Reston', state: 'VA', postalCode: '20190' },
      deliveryContact: { name: 'Ada Example', phone: '+12025550101' },
      ...more,
    }),
  });
  if (booked.status !== 201) throw new Error(`${booked.status} ${await booked.text()}`);
}

export async function connectByCall(
  client: Pick<Client, 'connections'>,
  { account }: ShippingAccount,
): Promise<ConnectionId> {
  const { id } = await client.connections.create({ provider: 'shipping-order', label: 'Shop', ...account });
  return id;
}

/** By typing, until it is said to answer. */
export async function connectShop(desk: DeskPage, { account }: ShippingAccount): Promise<void> {
  const { page } = desk;
  await desk.run('Add a connection');
  const form = page.getByRole('form', { name: 'Connect an account' });
  await form.getByRole('radio', { name: 'Shipping Order' }).check();
  await type(form.getByRole('textbox', { name: 'Name' }), 'Shop');
  await type(form.getByLabel('Client id'), account.secret.clientId);
  await type(form.getByLabel('Client secret'), account.secret.clientSecret);
  await type(form.getByRole('textbox', { name: 'Address', exact: true }), account.baseUrl);
  await type(form.getByRole('textbox', { name: 'Token address' }), account.options.tokenUrl);
  await form.getByRole('button', { name: 'Connect' }).click();
  await desk.connection('Shop').getByText('it answers, and the credential is accepted').waitFor();
}
