// The shipment, typed once for its rates and for its label: two addresses, parcels, customs where a border is crossed, the
// accounts that are asked, the day, and what few shipments need folded away.

import { Checkbox, NativeSelect } from '@mantine/core';
import type { ShipperAccount } from '../../shared/contract/labels.ts';
import { can, courierName } from './abilities.ts';
import { addressDraft } from './address-draft.ts';
import { AddressFields } from './address-fields.tsx';
import { CustomsFields } from './customs-fields.tsx';
import { isAbroad, type LabelDraft, needsCustoms } from './draft.ts';
import { Fold, summaryOf } from './fold.tsx';
import { FormField, useMessageAt, useWrong } from './form-field.tsx';
import classes from './labels.module.css';
import { ParcelFields } from './parcel-fields.tsx';
import { SpareAddressFields } from './spare-address.tsx';
import { texts } from './texts.ts';
import { accountName, type Ground } from './use-ground.ts';

interface Props {
  ground: Ground;
  /** Accounts that are in use. */
  usable: readonly ShipperAccount[];
  draft: LabelDraft;
  onChange: (changes: Partial<LabelDraft>) => void;
}

export function ShipmentFields({ ground, usable, draft, onChange }: Props) {
  const { connectionId } = ground;
  const messageAt = useMessageAt();
  return (
    <>
      <div className={classes.pair}>
        <AddressFields
          connectionId={connectionId}
          legend={texts.from}
          address={draft.from}
          message={(name) => messageAt(`shipment.ship_from.${name}`)}
          onChange={(from) => onChange({ from })}
        >
          {usable.some(({ address }) => address !== undefined) && (
            <NativeSelect
              size="xs"
              label={texts.fromAccount}
              value=""
              data={[
                { value: '', label: texts.nothing },
                ...usable.map(({ id }) => ({ value: id, label: accountName(ground, id) })),
              ]}
              onChange={(event) => {
                const account = usable.find(({ id }) => id === event.currentTarget.value);
                if (account?.address) onChange({ from: addressDraft(account.address) });
              }}
            />
          )}
        </AddressFields>
        <AddressFields
          connectionId={connectionId}
          legend={texts.to}
          address={draft.to}
          message={(name) => messageAt(`shipment.ship_to.${name}`)}
          checkable
          onChange={(to) => onChange({ to })}
        />
      </div>
      <ParcelFields
        parcels={draft.parcels}
        boxTypes={boxTypesOf(ground)}
        customs={needsCustoms(draft)}
        onChange={(parcels) => onChange({ parcels })}
      />
      {needsCustoms(draft) && (
        <CustomsFields
          connectionId={connectionId}
          customs={draft.customs}
          onChange={(customs) => onChange({ customs })}
        />
      )}
      <AskedAccounts ground={ground} usable={usable} draft={draft} onChange={onChange} />
      <div className={classes.fields}>
        <FormField
          path="ship_date"
          type="date"
          span={3}
          label={texts.shipDate}
          hint={texts.shipDateHint}
          value={draft.ship_date}
          onChange={(ship_date) => onChange({ ship_date })}
        />
      </div>
      <MoreOfShipment ground={ground} draft={draft} onChange={onChange} />
    </>
  );
}

function AskedAccounts({ ground, usable, draft, onChange }: Props) {
  const { couriers } = ground;
  const message = useMessageAt()('shipper_accounts');
  const isAsked = (id: string) => draft.accounts.length === 0 || draft.accounts.includes(id);
  return (
    <fieldset className={classes.group}>
      <legend>{texts.askAccounts}</legend>
      {usable.map(({ id, slug }) => (
        <Checkbox
          key={id}
          label={`${accountName(ground, id)} (${courierName(couriers, slug)}${
            can(couriers, slug, 'rates') === false ? `, ${texts.noRatesHere}` : ''
          })`}
          checked={isAsked(id)}
          onChange={() => {
            const all = draft.accounts.length === 0 ? usable.map((one) => one.id) : draft.accounts;
            const next = all.includes(id) ? all.filter((one) => one !== id) : [...all, id];
            onChange({ accounts: next.length === usable.length ? [] : next });
          }}
        />
      ))}
      {message !== null && <p role="alert">{message}</p>}
    </fieldset>
  );
}

function MoreOfShipment({ ground, draft, onChange }: Omit<Props, 'usable'>) {
  const spare = { connectionId: ground.connectionId };
  return (
    <Fold
      title={texts.moreOfShipment}
      summary={summaryOf(
        draft.order_id,
        draft.expected_delivery_date,
        draft.tax_total && `${texts.taxTotal} ${draft.tax_total} ${draft.tax_currency}`,
        draft.is_document && texts.isDocument,
        draft.return_to.given && texts.returnTo,
        draft.ship_from_display.given && texts.shipFromDisplay,
      )}
      wrong={useWrong(
        'expected_delivery_date',
        'order_id',
        'is_document',
        'shipment.tax_total',
        'shipment.return_to',
        'shipment.ship_from_display',
      )}
    >
      <div className={classes.fields}>
        <FormField
          path="expected_delivery_date"
          type="date"
          span={3}
          label={texts.expectedDelivery}
          value={draft.expected_delivery_date}
          onChange={(expected_delivery_date) => onChange({ expected_delivery_date })}
        />
        <FormField
          path="order_id"
          span={3}
          label={texts.orderId}
          hint={texts.orderIdHint}
          value={draft.order_id}
          onChange={(order_id) => onChange({ order_id })}
        />
        <FormField
          path="shipment.tax_total.amount"
          span={3}
          label={texts.taxTotal}
          value={draft.tax_total}
          onChange={(tax_total) => onChange({ tax_total })}
        />
        <FormField
          path="shipment.tax_total.currency"
          span={3}
          label={texts.currency}
          spoken={`${texts.currency}, ${texts.taxTotal}`}
          value={draft.tax_currency}
          onChange={(tax_currency) => onChange({ tax_currency })}
        />
      </div>
      <Checkbox
        label={texts.isDocument}
        checked={draft.is_document}
        onChange={(event) => onChange({ is_document: event.currentTarget.checked })}
      />
      {!isAbroad(draft) && (
        <Checkbox
          label={texts.customsWanted}
          checked={draft.customs_wanted}
          onChange={(event) => onChange({ customs_wanted: event.currentTarget.checked })}
        />
      )}
      <SpareAddressFields
        {...spare}
        path="shipment.return_to"
        words={{ given: texts.returnToGiven, legend: texts.returnTo }}
        spare={draft.return_to}
        onChange={(return_to) => onChange({ return_to })}
      />
      <SpareAddressFields
        {...spare}
        path="shipment.ship_from_display"
        words={{ given: texts.shipFromDisplayGiven, legend: texts.shipFromDisplay }}
        spare={draft.ship_from_display}
        onChange={(ship_from_display) => onChange({ ship_from_display })}
      />
    </Fold>
  );
}

function boxTypesOf({ couriers }: Ground) {
  const known = new Map([['custom', 'Custom']]);
  for (const { courier_box_types } of couriers) {
    for (const { box_type, box_name } of courier_box_types) known.set(box_type, box_name ?? box_type);
  }
  return [...known].map(([value, label]) => ({ value, label }));
}
