// The parcels of a label, each with its box, its measures and what is inside.

import { Button, NativeSelect, TextInput } from '@mantine/core';
import { LENGTH_UNITS, WEIGHT_UNITS } from '../../shared/contract/labels.ts';
import { emptyParcel, type ParcelDraft } from './draft.ts';
import classes from './labels.module.css';
import { texts } from './texts.ts';

interface Props {
  parcels: readonly ParcelDraft[];
  boxTypes: readonly { value: string; label: string }[];
  /** Whether customs want to know more of what is inside. */
  abroad: boolean;
  /** What is wrong with "parcels.0.weight.value". */
  message: (path: string) => string | null;
  onChange: (parcels: ParcelDraft[]) => void;
}

type TextName = Exclude<keyof ParcelDraft, 'lengthUnit' | 'weightUnit' | 'box_type'>;

export function ParcelFields({ parcels, boxTypes, abroad, message, onChange }: Props) {
  const set = (index: number, change: Partial<ParcelDraft>) =>
    onChange(parcels.map((parcel, at) => (at === index ? { ...parcel, ...change } : parcel)));
  return (
    <div className={classes.group}>
      {parcels.map((parcel, index) => {
        const text = (name: TextName, label: string, span: number, path: string) => (
          <TextInput
            wrapperProps={{ 'data-span': span }}
            label={label}
            autoComplete="off"
            value={parcel[name]}
            error={message(`parcels.${index}.${path}`)}
            onChange={(event) => set(index, { [name]: event.currentTarget.value })}
          />
        );
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a parcel is known by its place alone
          <fieldset key={index} className={classes.group}>
            <legend>{texts.parcel(index + 1)}</legend>
            <div className={classes.fields}>
              <NativeSelect
                size="xs"
                wrapperProps={{ 'data-span': 4 }}
                label={texts.boxType}
                value={parcel.box_type}
                data={[...boxTypes]}
                onChange={(event) => set(index, { box_type: event.currentTarget.value })}
              />
              {text('width', texts.width, 2, 'dimension.width')}
              {text('height', texts.height, 2, 'dimension.height')}
              {text('depth', texts.depth, 2, 'dimension.depth')}
              <NativeSelect
                size="xs"
                wrapperProps={{ 'data-span': 2 }}
                label={texts.unit}
                aria-label={`${texts.unit}, ${texts.width}`}
                value={parcel.lengthUnit}
                data={[...LENGTH_UNITS]}
                onChange={(event) => set(index, { lengthUnit: event.currentTarget.value })}
              />
              {text('weight', texts.weight, 2, 'weight.value')}
              <NativeSelect
                size="xs"
                wrapperProps={{ 'data-span': 2 }}
                label={texts.unit}
                aria-label={`${texts.unit}, ${texts.weight}`}
                value={parcel.weightUnit}
                data={[...WEIGHT_UNITS]}
                onChange={(event) => set(index, { weightUnit: event.currentTarget.value })}
              />
              {text('description', texts.contents, 4, 'items.0.description')}
              {text('quantity', texts.quantity, 2, 'items.0.quantity')}
              {text('price', texts.value, 2, 'items.0.price.amount')}
              {text('currency', texts.currency, 2, 'items.0.price.currency')}
              {abroad && text('hs_code', texts.hsCode, 4, 'items.0.hs_code')}
              {abroad && text('origin_country', texts.originCountry, 4, 'items.0.origin_country')}
            </div>
            {parcels.length > 1 && (
              <div>
                <Button size="compact-xs" onClick={() => onChange(parcels.filter((_, at) => at !== index))}>
                  {texts.removeParcel(index + 1)}
                </Button>
              </div>
            )}
          </fieldset>
        );
      })}
      <div>
        <Button size="compact-xs" onClick={() => onChange([...parcels, { ...emptyParcel }])}>
          {texts.addParcel}
        </Button>
      </div>
    </div>
  );
}
