// The order behind the shipment: its number and value, attributes, and which delivery providers are to be asked.

import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import parts from '../ui/panel-form.module.css';
import { Field } from './field.tsx';
import { FormGroup, summaryOf } from './form-group.tsx';
import type { ShipmentValues } from './shipment-values.ts';
import classes from './shipments.module.css';
import { texts } from './texts.ts';

export function OrderFields() {
  const { control } = useFormContext<ShipmentValues>();
  const [number, group, value, locale] = useWatch({
    control,
    name: ['orderExternalId', 'groupId', 'orderValue', 'locale'],
  });
  return (
    <FormGroup
      title={texts.order}
      summary={summaryOf(number, group, value, locale)}
      fields={['orderExternalId', 'groupId', 'orderValue', 'locale', 'createdDate']}
    >
      <Field name="orderExternalId" label={texts.orderNumber} hint={texts.orderNumberHint} />
      <div className={parts.pair}>
        <Field name="groupId" label={texts.group} hint={texts.groupHint} />
        <Field name="orderValue" label={texts.orderValue} decimal placeholder="0.00" />
        <Field name="locale" label={texts.locale} placeholder="en-US" />
        <Field name="createdDate" label={texts.createdDate} type="datetime-local" />
      </div>
    </FormGroup>
  );
}

export function AttributeFields() {
  return (
    <Lines
      list="orderAttributes"
      empty={{ name: '', value: '' }}
      second="value"
      title={texts.attributes}
      hint={texts.attributesHint}
      labels={[texts.attributeName, texts.attributeValue]}
      add={texts.addAttribute}
      removeLine={texts.removeAttribute}
    />
  );
}

export function ProviderFields() {
  return (
    <Lines
      list="proposedProviders"
      empty={{ name: '', services: '' }}
      second="services"
      title={texts.providers}
      hint={texts.providersHint}
      labels={[texts.providerName, texts.services]}
      add={texts.addProvider}
      removeLine={texts.removeProvider}
    />
  );
}

type LinesProps = {
  title: string;
  hint: string;
  labels: readonly [name: string, second: string];
  add: string;
  removeLine: (line: number) => string;
} & (
  | { list: 'orderAttributes'; second: 'value'; empty: { name: string; value: string } }
  | { list: 'proposedProviders'; second: 'services'; empty: { name: string; services: string } }
);

/** Pairs, line by line. */
function Lines({ list, second, empty, title, hint, labels, add, removeLine }: LinesProps) {
  const { control } = useFormContext<ShipmentValues>();
  const { fields, append, remove } = useFieldArray({ control, name: list });
  const lines = useWatch({ control, name: list });
  const label = (part: 0 | 1, line: number) =>
    line === 0 ? labels[part] : texts.line(labels[part], line + 1);
  return (
    <FormGroup title={title} summary={summaryOf(...lines.map(({ name }) => name))} fields={[list]}>
      <p className={parts.hint}>{hint}</p>
      {fields.map((field, line) => (
        <div key={field.id} className={classes.twoAndX} data-first={line === 0 || undefined}>
          <Field name={`${list}.${line}.name`} label={label(0, line)} labelHidden={line > 0} />
          <Field
            name={`${list}.${line}.${second}` as `orderAttributes.${number}.value`}
            label={label(1, line)}
            labelHidden={line > 0}
          />
          <Tooltip label={removeLine(line + 1)}>
            <ActionIcon aria-label={removeLine(line + 1)} onClick={() => remove(line)}>
              <IconX size={14} />
            </ActionIcon>
          </Tooltip>
        </div>
      ))}
      <div>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => append(empty, { focusName: `${list}.${fields.length}.name` })}
        >
          {add}
        </Button>
      </div>
    </FormGroup>
  );
}
