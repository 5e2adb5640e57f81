// What the courier is to pick up, line by line. Enter in a line opens the next one.

import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useFieldArray, useFormContext } from 'react-hook-form';
import classes from './compose.module.css';
import { type ComposeValues, NEW_ITEM } from './compose-values.ts';
import { Field } from './field.tsx';
import { texts } from './texts.ts';

export function ItemFields() {
  const { control } = useFormContext<ComposeValues>();
  const { fields, append, insert, remove } = useFieldArray({ control, name: 'job_items' });

  function nextLine(line: number) {
    return (event: KeyboardEvent<HTMLElement>) => {
      if (event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      insert(line + 1, NEW_ITEM, { focusName: `job_items.${line + 1}.description` });
    };
  }

  return (
    <>
      {fields.map((field, line) => (
        <div key={field.id} className={classes.item}>
          <Field
            name={`job_items.${line}.quantity`}
            label={line === 0 ? texts.quantity : texts.line(texts.quantity, line + 1)}
            labelHidden={line > 0}
            inputMode="numeric"
            onKeyDown={nextLine(line)}
          />
          <Field
            name={`job_items.${line}.description`}
            label={line === 0 ? texts.description : texts.line(texts.description, line + 1)}
            labelHidden={line > 0}
            onKeyDown={nextLine(line)}
          />
          <Field
            name={`job_items.${line}.sku`}
            label={line === 0 ? texts.sku : texts.line(texts.sku, line + 1)}
            labelHidden={line > 0}
            onKeyDown={nextLine(line)}
          />
          <Tooltip label={texts.removeItem(line + 1)}>
            <ActionIcon aria-label={texts.removeItem(line + 1)} onClick={() => remove(line)}>
              <IconX size={14} />
            </ActionIcon>
          </Tooltip>
        </div>
      ))}
      <div>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => append(NEW_ITEM, { focusName: `job_items.${fields.length}.description` })}
        >
          {texts.addItem}
        </Button>
      </div>
    </>
  );
}
