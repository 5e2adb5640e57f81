// The parcels of a label, each with its box, its measures and the items in it.

import { Button } from '@mantine/core';
import { LENGTH_UNITS, WEIGHT_UNITS } from '../../shared/contract/labels.ts';
import parts from '../ui/screen-parts.module.css';
import { emptyItem, emptyParcel, type ParcelDraft } from './draft.ts';
import { FormField } from './form-field.tsx';
import { ItemFields } from './item-fields.tsx';
import classes from './labels.module.css';
import { texts } from './texts.ts';

interface Props {
  parcels: readonly ParcelDraft[];
  boxTypes: readonly { value: string; label: string }[];
  /** Whether customs want to know more of what is inside. */
  customs: boolean;
  onChange: (parcels: ParcelDraft[]) => void;
}

export function ParcelFields({ parcels, boxTypes, customs, onChange }: Props) {
  return (
    <div className={classes.group}>
      {parcels.map((parcel, index) => (
        <Parcel
          // biome-ignore lint/suspicious/noArrayIndexKey: a parcel is known by its place alone
          key={index}
          parcel={parcel}
          number={index + 1}
          boxTypes={boxTypes}
          customs={customs}
          onChange={(changed) => onChange(parcels.map((one, at) => (at === index ? changed : one)))}
          onRemove={parcels.length === 1 ? null : () => onChange(parcels.filter((_, at) => at !== index))}
        />
      ))}
      <div>
        <Button size="compact-xs" onClick={() => onChange([...parcels, emptyParcel])}>
          {texts.addParcel}
        </Button>
      </div>
    </div>
  );
}

interface ParcelProps {
  parcel: ParcelDraft;
  number: number;
  boxTypes: readonly { value: string; label: string }[];
  customs: boolean;
  onChange: (parcel: ParcelDraft) => void;
  onRemove: (() => void) | null;
}

function Parcel({ parcel, number, boxTypes, customs, onChange, onRemove }: ParcelProps) {
  const path = `shipment.parcels.${number - 1}`;
  const { items } = parcel;
  const field = (name: Exclude<keyof ParcelDraft, 'items'>, label: string, span: number, at: string) => (
    <FormField
      path={`${path}.${at}`}
      label={label}
      span={span}
      value={parcel[name]}
      onChange={(value) => onChange({ ...parcel, [name]: value })}
    />
  );
  return (
    <fieldset className={classes.group}>
      <legend>{texts.parcel(number)}</legend>
      <div className={classes.fields}>
        <FormField
          path={`${path}.box_type`}
          label={texts.boxType}
          span={4}
          options={boxTypes}
          value={parcel.box_type}
          onChange={(box_type) => onChange({ ...parcel, box_type })}
        />
        {field('width', texts.width, 2, 'dimension.width')}
        {field('height', texts.height, 2, 'dimension.height')}
        {field('depth', texts.depth, 2, 'dimension.depth')}
        <FormField
          path={`${path}.dimension.unit`}
          label={texts.unit}
          spoken={`${texts.unit}, ${texts.width}`}
          span={2}
          options={LENGTH_UNITS}
          value={parcel.lengthUnit}
          onChange={(lengthUnit) => onChange({ ...parcel, lengthUnit })}
        />
        {field('weight', texts.weight, 2, 'weight.value')}
        <FormField
          path={`${path}.weight.unit`}
          label={texts.unit}
          spoken={`${texts.unit}, ${texts.weight}`}
          span={2}
          options={WEIGHT_UNITS}
          value={parcel.weightUnit}
          onChange={(weightUnit) => onChange({ ...parcel, weightUnit })}
        />
        {field('description', texts.parcelDescription, 6, 'description')}
      </div>
      {items.map((item, index) => (
        <ItemFields
          // biome-ignore lint/suspicious/noArrayIndexKey: an item is known by its place alone
          key={index}
          path={`${path}.items.${index}`}
          legend={texts.item(index + 1)}
          item={item}
          customs={customs}
          onChange={(changed) =>
            onChange({ ...parcel, items: items.map((one, at) => (at === index ? changed : one)) })
          }
          onRemove={
            items.length === 1
              ? null
              : () => onChange({ ...parcel, items: items.filter((_, at) => at !== index) })
          }
        />
      ))}
      <div className={parts.acts}>
        <Button size="compact-xs" onClick={() => onChange({ ...parcel, items: [...items, emptyItem] })}>
          {texts.addItem(number)}
        </Button>
        {onRemove !== null && (
          <Button size="compact-xs" onClick={onRemove}>
            {texts.removeParcel(number)}
          </Button>
        )}
      </div>
    </fieldset>
  );
}
