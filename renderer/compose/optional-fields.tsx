// Everything TwinJet takes beyond the essentials, in named groups.

import { NativeSelect } from '@mantine/core';
import { useFormContext, useWatch } from 'react-hook-form';
import parts from '../ui/panel-form.module.css';
import type { ComposeValues } from './compose-values.ts';
import { Field, useFieldError } from './field.tsx';
import { FormGroup } from './form-group.tsx';
import { ItemFields } from './item-fields.tsx';
import { SwitchField } from './switch-field.tsx';
import { texts } from './texts.ts';

export function OptionalFields() {
  const { control, register } = useFormContext<ComposeValues>();
  const values = useWatch({ control }) as ComposeValues;
  const paymentError = useFieldError('payment_method');
  const items = values.job_items.filter((item) => item.description.trim() !== '' || item.sku.trim() !== '');
  return (
    <>
      <FormGroup
        title={texts.groups.items}
        summary={items.length === 0 ? null : texts.itemsSummary(items.length)}
        fields={['job_items']}
      >
        <ItemFields />
      </FormGroup>
      <FormGroup
        title={texts.groups.instructions}
        summary={summaryOf([values.special_instructions, values.photo && texts.photoSummary])}
        fields={['special_instructions', 'photo']}
      >
        <Field name="special_instructions" label={texts.instructions} rows={2} />
        <SwitchField name="photo" label={texts.photo} />
      </FormGroup>
      <FormGroup
        title={texts.groups.money}
        summary={summaryOf([
          texts.paymentMethods.find(({ value }) => value === values.payment_method)?.label,
          values.order_total && `${texts.orderTotal} ${values.order_total}`,
          values.delivery_fee && `${texts.deliveryFee} ${values.delivery_fee}`,
          values.tip && `${texts.tip} ${values.tip}`,
        ])}
        fields={['payment_method', 'order_total', 'delivery_fee', 'tip']}
      >
        <div className={parts.pair}>
          <NativeSelect
            {...register('payment_method')}
            label={texts.paymentMethod}
            error={paymentError}
            size="xs"
            data={[{ value: '', label: texts.paymentNotSaid }, ...texts.paymentMethods]}
          />
          <Field name="order_total" label={texts.orderTotal} inputMode="decimal" placeholder="0.00" />
          <Field name="delivery_fee" label={texts.deliveryFee} inputMode="decimal" placeholder="0.00" />
          <Field name="tip" label={texts.tip} inputMode="decimal" placeholder="0.00" />
        </div>
      </FormGroup>
      <FormGroup
        title={texts.groups.numbers}
        summary={summaryOf([values.external_id, values.reference, values.service_id])}
        fields={['reference', 'external_id', 'service_id']}
      >
        <Field name="external_id" label={texts.externalId} hint={texts.externalIdHint} />
        <div className={parts.pair}>
          <Field name="reference" label={texts.reference} hint={texts.referenceHint} />
          <Field name="service_id" label={texts.serviceId} hint={texts.serviceIdHint} inputMode="numeric" />
        </div>
      </FormGroup>
      <FormGroup
        title={texts.groups.technical}
        summary={summaryOf([values.webhook_url && texts.webhookSummary, !values.live && texts.testSummary])}
        fields={['webhook_url', 'live']}
      >
        <Field name="webhook_url" label={texts.webhook} hint={texts.webhookHint} type="url" />
        <SwitchField name="live" label={texts.live} hint={texts.liveHint} />
      </FormGroup>
    </>
  );
}

function summaryOf(parts: (string | false | undefined)[]): string | null {
  const said = parts.filter((part) => typeof part === 'string' && part.trim() !== '');
  return said.length === 0 ? null : said.join(' · ');
}
