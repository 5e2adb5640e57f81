// The booking form, filled as a person fills it: key by key, groups unfolded when something in them is wanted.
// Takes the provider's own field names, so that a spec can type a documented sample.

import type { Locator, Page } from 'playwright-core';
import type { TwinJetAddress, TwinJetJob } from '../../shared/contract/twinjet.ts';
import { type } from './desk-page.ts';

const ADDRESS_LABELS: Record<keyof TwinJetAddress, string> = {
  address_name: 'Name or company',
  street_address: 'Street and number',
  floor: 'Floor, unit',
  city: 'City',
  state: 'State',
  zip_code: 'Zip',
  contact: 'Contact',
  phone_number: 'Phone',
  special_instructions: 'Instructions for this address',
};
const ENDS = { pick_address: 'Pick up', deliver_address: 'Deliver' } as const;

export type Typed = Partial<TwinJetJob>;

/** The least that a booking needs: from the client's own place to an office. */
export const SMALL_JOB = {
  deliver_address: {
    address_name: 'Important Office Building',
    street_address: '560 Mission St',
    city: 'San Francisco',
    state: 'CA',
    zip_code: '94105',
  },
  order_contact_name: 'Larry Bluejeans',
  order_contact_phone: '5555555555',
} satisfies Typed;

export function bookingForm(page: Page) {
  const panel = page.getByRole('complementary', { name: 'Details' });
  const part = (name: string) => panel.getByRole('region', { name, exact: true });

  async function unfold(group: string): Promise<void> {
    const fold = panel.getByRole('button', { name: new RegExp(`^${group}`) });
    if ((await fold.getAttribute('aria-expanded')) === 'false') await fold.click();
  }

  async function typeAddress(end: keyof typeof ENDS, address: Partial<TwinJetAddress>): Promise<void> {
    const section = part(ENDS[end]);
    await section.waitFor();
    const open = section.getByRole('button', { name: 'Enter an address' });
    if (await open.isVisible()) await open.click();
    for (const [field, text] of Object.entries(address) as [keyof TwinJetAddress, string][]) {
      await type(section.getByRole('textbox', { name: ADDRESS_LABELS[field], exact: true }), text);
    }
  }

  async function typeTimes(job: Typed): Promise<void> {
    const when = part('When');
    const moment = async (day: Locator, time: Locator, iso: string) => {
      const at = new Date(iso);
      const two = (value: number) => String(value).padStart(2, '0');
      await day.fill(`${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`);
      await type(time, [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':'));
    };
    const field = (name: string) => when.getByLabel(name, { exact: true });
    if (job.ready_time !== undefined) {
      await moment(field('Ready on'), field('Ready for pick-up'), job.ready_time);
    }
    if (job.deliver_from_time !== undefined)
      await moment(field('on'), field('Deliver from'), job.deliver_from_time);
    if (job.deliver_to_time !== undefined) {
      const at = new Date(job.deliver_to_time);
      const two = (value: number) => String(value).padStart(2, '0');
      await type(field('until'), [at.getHours(), at.getMinutes(), at.getSeconds()].map(two).join(':'));
    }
  }

  async function typeItems(items: NonNullable<TwinJetJob['job_items']>): Promise<void> {
    await unfold('Items');
    for (const [index, item] of items.entries()) {
      const field = (name: string) =>
        panel.getByRole('textbox', { name: index === 0 ? name : `${name}, line ${index + 1}`, exact: true });
      await panel.getByRole('button', { name: 'Add a line' }).click();
      await type(field('Quantity'), String(item.quantity));
      await type(field('Description'), item.description ?? '');
      if (item.sku != null) await type(field('SKU'), item.sku);
    }
  }

  async function typeInGroup(
    group: string,
    label: string,
    value: string | number | undefined,
  ): Promise<void> {
    if (value === undefined) return;
    await unfold(group);
    await type(panel.getByRole('textbox', { name: label, exact: true }), String(value));
  }

  return {
    panel,
    part,
    unfold,
    typeInGroup,
    typeAddress,
    quote: part('Quote'),
    send: panel.getByRole('button', { name: /^Send/ }),

    /** Types every field that is given and touches no other. */
    async fill(job: Typed): Promise<void> {
      if (job.pick_address != null) await typeAddress('pick_address', job.pick_address);
      if (job.deliver_address != null) await typeAddress('deliver_address', job.deliver_address);
      await typeTimes(job);
      const contact = part('Order contact');
      const { order_contact_name: name, order_contact_phone: phone } = job;
      if (name !== undefined) await type(contact.getByRole('textbox', { name: 'Name', exact: true }), name);
      if (phone !== undefined)
        await type(contact.getByRole('textbox', { name: 'Phone', exact: true }), phone);
      if (job.job_items !== undefined) await typeItems(job.job_items);
      await typeInGroup('Instructions and proof', 'Special instructions', job.special_instructions);
      await typeInGroup('Payment', 'Order total', job.order_total);
      await typeInGroup('Payment', 'Delivery fee', job.delivery_fee);
      await typeInGroup('Payment', 'Tip', job.tip);
      await typeInGroup('Reference and service', 'External id', job.external_id);
      await typeInGroup('Reference and service', 'Reference', job.reference);
      await typeInGroup('Reference and service', 'Service id', job.service_id);
      await typeInGroup('Technical', 'Webhook address', job.webhook_url);
    },
  };
}
