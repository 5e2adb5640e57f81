// When it moves and what it is: both windows, the package and its items.

import { ActionIcon, Button, Checkbox, Switch, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useController, useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import {
  PACKAGE_CONTENTS,
  SIGNATURES,
  SIZE_UNITS,
  TEMPERATURES,
  WEIGHT_UNITS,
} from '../../shared/contract/shipments.ts';
import parts from '../ui/panel-form.module.css';
import { Choice, choicesOf, Field } from './field.tsx';
import { FormGroup, summaryOf } from './form-group.tsx';
import { NEW_ITEM, type ShipmentValues } from './shipment-values.ts';
import classes from './shipments.module.css';
import { texts } from './texts.ts';

export function WhenFields() {
  return (
    <section className={parts.block} aria-label={texts.when}>
      <div className={parts.blockHead}>
        <h3 className={parts.blockTitle}>{texts.when}</h3>
      </div>
      <p className={parts.hint}>{texts.whenHint}</p>
      <div className={parts.pair}>
        <Field name="pickupTime.startsAt" label={texts.readyFrom} type="datetime-local" />
        <Field name="pickupTime.endsAt" label={texts.readyUntil} type="datetime-local" />
        <Field name="deliveryTime.startsAt" label={texts.deliverFrom} type="datetime-local" />
        <Field name="deliveryTime.endsAt" label={texts.deliverUntil} type="datetime-local" />
      </div>
    </section>
  );
}

export function PackageFields() {
  const { control } = useFormContext<ShipmentValues>();
  const pack = useWatch({ control, name: 'package' });
  const signature = useWatch({ control, name: 'signature' });
  const { field } = useController<ShipmentValues, 'package.content'>({ name: 'package.content' });
  const size = [pack.size.length, pack.size.width, pack.size.height];
  return (
    <FormGroup
      title={texts.package}
      summary={summaryOf(
        pack.name !== 'custom' && pack.name,
        size.every((one) => one !== '') && `${size.join(' × ')} ${pack.size.unit}`,
        pack.weight.value !== '' && `${pack.weight.value} ${pack.weight.unit}`,
        pack.description,
        ...pack.content.map((one) => texts.contents[one as keyof typeof texts.contents] ?? one),
        texts.signatures[signature as keyof typeof texts.signatures],
      )}
      fields={['package', 'signature']}
    >
      <Measures name="package" />
      <div className={parts.pair}>
        <Field name="package.name" label={texts.packageName} hint={texts.packageNameHint} />
        <Field name="package.itemQuantity" label={texts.pieces} decimal />
        <Choice
          name="package.temperatureControl"
          label={texts.temperature}
          data={choicesOf(TEMPERATURES, texts.temperatures, texts.notSaid)}
        />
        <Choice
          name="signature"
          label={texts.signature}
          data={choicesOf(SIGNATURES, texts.signatures, texts.notSaid)}
        />
      </div>
      <Checkbox.Group label={texts.content} value={field.value} onChange={field.onChange}>
        <div className={classes.checks}>
          {PACKAGE_CONTENTS.map((one) => (
            <Checkbox key={one} size="xs" value={one} label={texts.contents[one]} />
          ))}
        </div>
      </Checkbox.Group>
      <Field name="package.description" label={texts.packageDescription} rows={2} />
      <Field name="package.barcode" label={texts.barcode} />
    </FormGroup>
  );
}

function Measures({ name }: { name: 'package' | `itemList.${number}` }) {
  return (
    <div className={classes.measures}>
      <Field name={`${name}.size.length`} label={texts.length} decimal />
      <Field name={`${name}.size.width`} label={texts.width} decimal />
      <Field name={`${name}.size.height`} label={texts.height} decimal />
      <Choice
        name={`${name}.size.unit`}
        label={texts.unitOf('size')}
        labelHidden
        data={SIZE_UNITS.map(asChoice)}
      />
      <Field name={`${name}.weight.value`} label={texts.weight} decimal />
      <Choice
        name={`${name}.weight.unit`}
        label={texts.unitOf('weight')}
        labelHidden
        data={WEIGHT_UNITS.map(asChoice)}
      />
    </div>
  );
}

function asChoice(value: string) {
  return { value, label: value };
}

export function ItemFields() {
  const { control } = useFormContext<ShipmentValues>();
  const { fields, append, remove } = useFieldArray({ control, name: 'itemList' });
  const { field: packed } = useController<ShipmentValues, 'packed'>({ name: 'packed' });
  return (
    <FormGroup
      title={texts.items}
      summary={fields.length === 0 ? null : texts.itemsSummary(fields.length)}
      fields={['itemList']}
    >
      {fields.map((field, line) => (
        <ItemLine key={field.id} line={line} onRemove={() => remove(line)} />
      ))}
      <div className={classes.acts}>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => append(NEW_ITEM, { focusName: `itemList.${fields.length}.sku` })}
        >
          {texts.addItem}
        </Button>
        {fields.length > 0 && (
          <Switch
            size="xs"
            label={texts.packed}
            checked={packed.value}
            onChange={(event) => packed.onChange(event.currentTarget.checked)}
          />
        )}
      </div>
    </FormGroup>
  );
}

function ItemLine({ line, onRemove }: { line: number; onRemove: () => void }) {
  const { control } = useFormContext<ShipmentValues>();
  const item = useWatch({ control, name: `itemList.${line}` });
  const name = (label: string) => (line === 0 ? label : texts.line(label, line + 1));
  const hidden = line > 0;
  const at = `itemList.${line}` as const;
  return (
    <div className={classes.itemBlock}>
      <div className={classes.item} data-first={line === 0 || undefined}>
        <Field name={`${at}.quantity`} label={name(texts.quantity)} labelHidden={hidden} decimal />
        <Field name={`${at}.sku`} label={name(texts.sku)} labelHidden={hidden} />
        <Field name={`${at}.title`} label={name(texts.title)} labelHidden={hidden} />
        <Field name={`${at}.price`} label={name(texts.price)} labelHidden={hidden} decimal />
        <Tooltip label={texts.removeItem(line + 1)}>
          <ActionIcon aria-label={texts.removeItem(line + 1)} onClick={onRemove}>
            <IconX size={14} />
          </ActionIcon>
        </Tooltip>
      </div>
      <FormGroup
        inner
        title={texts.itemMore(line + 1)}
        summary={summaryOf(
          item?.description,
          item?.upc,
          item?.category,
          item?.tags,
          item?.salePrice,
          item?.weight.value && `${item.weight.value} ${item.weight.unit}`,
          item?.image,
          item?.itemAttributes,
        )}
        fields={MORE.map((part) => `${at}.${part}` as const)}
      >
        <Measures name={at} />
        <div className={parts.pair}>
          <Field name={`${at}.salePrice`} label={texts.salePrice} decimal />
          <Field name={`${at}.upc`} label={texts.upc} />
          <Field name={`${at}.category`} label={texts.category} />
          <Field name={`${at}.image`} label={texts.image} />
        </div>
        <Field name={`${at}.tags`} label={texts.tags} />
        <Field name={`${at}.description`} label={texts.description} rows={2} />
        <Field name={`${at}.itemAttributes`} label={texts.itemAttributes} rows={2} />
      </FormGroup>
    </div>
  );
}

const MORE = [
  'size',
  'weight',
  'salePrice',
  'upc',
  'category',
  'image',
  'tags',
  'description',
  'itemAttributes',
] as const;
