// One item of a parcel: what it is, how many, what one is worth; what customs and some couriers want besides is folded
// away where no border is crossed.

import { Button } from '@mantine/core';
import { LENGTH_UNITS, WEIGHT_UNITS } from '../../shared/contract/labels.ts';
import type { ItemDraft } from './draft.ts';
import { Fold, summaryOf } from './fold.tsx';
import { FormField, useWrong } from './form-field.tsx';
import classes from './labels.module.css';
import { texts } from './texts.ts';

interface Props {
  path: string;
  legend: string;
  item: ItemDraft;
  customs: boolean;
  onChange: (item: ItemDraft) => void;
  onRemove: (() => void) | null;
}

/** Folded away, as AfterShip names them. */
const MORE = [
  'weight',
  'sku',
  'item_id',
  'barcode',
  'outbound_hs_code',
  'description_cn',
  'return_reason',
  'dimension',
];
const OF_CUSTOMS = ['hs_code', 'origin_country'];

export function ItemFields({ path, legend, item, customs, onChange, onRemove }: Props) {
  const wrong = useWrong(...[...MORE, ...(customs ? [] : OF_CUSTOMS)].map((name) => `${path}.${name}`));
  const field = (name: keyof ItemDraft, label: string, span: number, at: string = name) => (
    <FormField
      path={`${path}.${at}`}
      label={label}
      span={span}
      value={item[name]}
      onChange={(value) => onChange({ ...item, [name]: value })}
    />
  );
  const unit = (name: 'weightUnit' | 'lengthUnit', at: string, of: string, units: readonly string[]) => (
    <FormField
      path={`${path}.${at}`}
      label={texts.unit}
      spoken={`${texts.unit}, ${of}`}
      span={2}
      options={units}
      value={item[name]}
      onChange={(value) => onChange({ ...item, [name]: value })}
    />
  );
  const ofCustoms = (
    <>
      {field('hs_code', texts.hsCode, 6)}
      {field('origin_country', texts.originCountry, 6)}
    </>
  );
  return (
    <fieldset className={classes.inner}>
      <legend>{legend}</legend>
      <div className={classes.fields}>
        {field('description', texts.contents, 6)}
        {field('quantity', texts.quantity, 2)}
        {field('price', texts.value, 2, 'price.amount')}
        {field('currency', texts.currency, 2, 'price.currency')}
        {customs && ofCustoms}
      </div>
      <Fold
        title={texts.moreOfItem}
        summary={summaryOf(
          item.sku,
          item.weight && `${item.weight} ${item.weightUnit}`,
          item.item_id,
          item.barcode,
          !customs && item.hs_code,
        )}
        wrong={wrong}
      >
        <div className={classes.fields}>
          {!customs && ofCustoms}
          {field('weight', texts.itemWeight, 2, 'weight.value')}
          {unit('weightUnit', 'weight.unit', texts.itemWeight, WEIGHT_UNITS)}
          {field('sku', texts.sku, 4)}
          {field('item_id', texts.itemId, 4)}
          {field('barcode', texts.barcode, 4)}
          {field('outbound_hs_code', texts.outboundHsCode, 4)}
          {field('description_cn', texts.descriptionCn, 4)}
          {field('width', texts.itemWidth, 2, 'dimension.width')}
          {field('height', texts.itemHeight, 2, 'dimension.height')}
          {field('depth', texts.itemDepth, 2, 'dimension.depth')}
          {unit('lengthUnit', 'dimension.unit', texts.itemWidth, LENGTH_UNITS)}
          {field('return_reason', texts.returnReason, 4)}
        </div>
      </Fold>
      {onRemove !== null && (
        <div>
          <Button size="compact-xs" onClick={onRemove}>
            {texts.removeItem(legend)}
          </Button>
        </div>
      )}
    </fieldset>
  );
}
