// Parcels without a label that are picked up: how many of a kind, what one weighs, and where it is known its service and
// its size.

import { Button } from '@mantine/core';
import { LENGTH_UNITS, type ShippingCourier, WEIGHT_UNITS } from '../../shared/contract/labels.ts';
import { FormField } from './form-field.tsx';
import classes from './labels.module.css';
import { emptyPickupParcel, type PickupParcelDraft } from './pickup-draft.ts';
import { texts } from './texts.ts';

interface Props {
  parcels: readonly PickupParcelDraft[];
  services: ShippingCourier['courier_service_types'];
  onChange: (parcels: PickupParcelDraft[]) => void;
}

export function PickupParcels({ parcels, services, onChange }: Props) {
  return (
    <div className={classes.group}>
      {parcels.map((parcel, index) => {
        const field = (
          name: keyof PickupParcelDraft,
          label: string,
          at: string,
          choice: Partial<Pick<Parameters<typeof FormField>[0], 'options' | 'spoken' | 'span'>> = {},
        ) => (
          <FormField
            span={2}
            {...choice}
            path={`pickup_parcels.${index}.${at}`}
            label={label}
            value={parcel[name]}
            onChange={(value) =>
              onChange(parcels.map((one, place) => (place === index ? { ...one, [name]: value } : one)))
            }
          />
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a kind of parcel is known by its place alone
          <fieldset key={index} className={classes.group}>
            <legend>{texts.pickupParcel(index + 1)}</legend>
            <div className={classes.fields}>
              {field('quantity', texts.pieces, 'quantity')}
              {field('weight', texts.eachWeight, 'weight.value')}
              {field('weightUnit', texts.unit, 'weight.unit', {
                options: WEIGHT_UNITS,
                spoken: `${texts.unit}, ${texts.eachWeight}`,
              })}
              {field('service_type', texts.facts.service, 'service_type', {
                span: 6,
                options: [
                  { value: '', label: texts.notSaid },
                  ...services.map(({ service_type, service_name }) => ({
                    value: service_type,
                    label: service_name ?? service_type,
                  })),
                ],
              })}
              {field('width', texts.width, 'dimension.width')}
              {field('height', texts.height, 'dimension.height')}
              {field('depth', texts.depth, 'dimension.depth')}
              {field('lengthUnit', texts.unit, 'dimension.unit', {
                options: LENGTH_UNITS,
                spoken: `${texts.unit}, ${texts.width}`,
              })}
            </div>
            {parcels.length > 1 && (
              <div>
                <Button size="compact-xs" onClick={() => onChange(parcels.filter((_, at) => at !== index))}>
                  {texts.removePickupParcel(index + 1)}
                </Button>
              </div>
            )}
          </fieldset>
        );
      })}
      <div>
        <Button size="compact-xs" onClick={() => onChange([...parcels, emptyPickupParcel])}>
          {texts.addPickupParcel}
        </Button>
      </div>
    </div>
  );
}
