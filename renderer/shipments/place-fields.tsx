// The two ends of a shipment: where it is fetched (a known location, or an address typed here) and where it goes.

import { SegmentedControl } from '@mantine/core';
import { useController, useFormContext, useWatch } from 'react-hook-form';
import { SHIPMENT_COUNTRIES } from '../../shared/contract/shipments.ts';
import parts from '../ui/panel-form.module.css';
import { Choice, choicesOf, Field } from './field.tsx';
import { FormGroup, summaryOf } from './form-group.tsx';
import type { ShipmentValues } from './shipment-values.ts';
import classes from './shipments.module.css';
import { texts } from './texts.ts';

/** @param fixed whether location stays location: a shipment that was placed can only change to another location */
export function FromFields({ fixed }: { fixed: boolean }) {
  const { control } = useFormContext<ShipmentValues>();
  const { field } = useController<ShipmentValues, 'origin'>({ name: 'origin' });
  const pickup = useWatch({ control, name: 'pickup' });
  const { latitude, longitude } = pickup.address;
  return (
    <section className={parts.block} aria-label={texts.from}>
      <div className={parts.blockHead}>
        <h3 className={parts.blockTitle}>{texts.from}</h3>
        {!fixed && (
          <SegmentedControl
            size="xs"
            aria-label={texts.from}
            value={field.value}
            onChange={field.onChange}
            data={choicesOf(['location', 'address'], texts.origins)}
          />
        )}
      </div>
      {field.value === 'location' ? (
        <Field name="locationExternalId" label={texts.location} hint={texts.locationHint} />
      ) : (
        <>
          <Field name="pickup.name" label={texts.placeName} readOnly={fixed} />
          <Address name="pickup.address" />
          <div className={parts.three}>
            <Field name="pickup.contact.name" label={texts.name} />
            <Field name="pickup.contact.phone" label={texts.phone} type="tel" />
            <Field name="pickup.contact.email" label={texts.email} type="email" />
          </div>
          <FormGroup
            inner
            title={texts.placeMore}
            summary={summaryOf(
              pickup.locationExternalId,
              pickup.brandExternalId,
              pickup.pickupInstructions,
              latitude && `${latitude}, ${longitude}`,
            )}
            fields={[
              'pickup.locationExternalId',
              'pickup.brandExternalId',
              'pickup.pickupInstructions',
              'pickup.address.latitude',
              'pickup.address.longitude',
            ]}
          >
            <div className={parts.pair}>
              <Field name="pickup.locationExternalId" label={texts.location} />
              <Field name="pickup.brandExternalId" label={texts.brand} />
              <Field name="pickup.address.latitude" label={texts.latitude} decimal />
              <Field name="pickup.address.longitude" label={texts.longitude} decimal />
            </div>
            <Field name="pickup.pickupInstructions" label={texts.pickupInstructions} rows={2} />
          </FormGroup>
        </>
      )}
    </section>
  );
}

export function ToFields() {
  const { control } = useFormContext<ShipmentValues>();
  const { latitude, longitude } = useWatch({ control, name: 'deliveryAddress' });
  const userId = useWatch({ control, name: 'deliveryContact.userExternalId' });
  return (
    <section className={parts.block} aria-label={texts.to}>
      <div className={parts.blockHead}>
        <h3 className={parts.blockTitle}>{texts.to}</h3>
      </div>
      <div className={parts.three}>
        <Field name="deliveryContact.name" label={texts.name} />
        <Field name="deliveryContact.phone" label={texts.phone} type="tel" />
        <Field name="deliveryContact.email" label={texts.email} type="email" />
      </div>
      <Address name="deliveryAddress" />
      <Field name="deliveryInstructions" label={texts.deliveryInstructions} rows={2} />
      <FormGroup
        inner
        title={texts.addressMore}
        summary={summaryOf(userId, latitude && `${latitude}, ${longitude}`)}
        fields={['deliveryContact.userExternalId', 'deliveryAddress.latitude', 'deliveryAddress.longitude']}
      >
        <div className={parts.three}>
          <Field name="deliveryContact.userExternalId" label={texts.userId} />
          <Field name="deliveryAddress.latitude" label={texts.latitude} decimal />
          <Field name="deliveryAddress.longitude" label={texts.longitude} decimal />
        </div>
      </FormGroup>
    </section>
  );
}

function Address({ name }: { name: 'pickup.address' | 'deliveryAddress' }) {
  return (
    <div className={classes.address}>
      <Field name={`${name}.street1`} label={texts.street1} />
      <Field name={`${name}.apartmentNumber`} label={texts.apartment} />
      <Field name={`${name}.street2`} label={texts.street2} />
      <Field name={`${name}.city`} label={texts.city} />
      <Field name={`${name}.state`} label={texts.state} />
      <Field name={`${name}.postalCode`} label={texts.postalCode} />
      <Choice
        name={`${name}.countryCode`}
        label={texts.country}
        data={choicesOf(SHIPMENT_COUNTRIES, texts.countries)}
      />
    </div>
  );
}
