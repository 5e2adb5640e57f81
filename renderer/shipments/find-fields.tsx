// Every filter of the provider's list, as it is typed. Part of the screen that finds shipments; find-values.ts judges.

import { Button, Checkbox, Loader, NativeSelect, TextInput } from '@mantine/core';
import type { Ref } from 'react';
import { labelOf } from '../../shared/domain/job-status.ts';
import { SHIPMENT_STATUSES, shipmentStatus } from '../../shared/domain/shipment-status.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import parts from '../ui/panel-form.module.css';
import {
  CHANGED_WITHIN,
  type FindProblems,
  type FindValues,
  MADE_WITHIN,
  PAGE_SIZES,
} from './find-values.ts';
import classes from './shipments.module.css';
import { texts } from './texts.ts';

const words = texts.find;

interface Props {
  ref: Ref<HTMLFormElement>;
  typed: FindValues;
  problems: FindProblems;
  finding: boolean;
  onChange: (typed: FindValues) => void;
  onFind: () => void;
  onClear: () => void;
}

/** The names of the fields that hold one line of text. */
type Line = {
  [Name in keyof FindValues]: string extends FindValues[Name] ? Name : never;
}[keyof FindValues];

export function FindFields({ ref, typed, problems, finding, onChange, onFind, onClear }: Props) {
  const set = <Name extends keyof FindValues>(name: Name, value: FindValues[Name]) =>
    onChange({ ...typed, [name]: value });
  const line = (name: Line, label: string, more: object = {}) => (
    <TextInput
      label={label}
      value={typed[name]}
      error={problems[name]}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => set(name, event.currentTarget.value)}
      {...more}
    />
  );
  const moment = (name: Line, label: string) => line(name, label, { type: 'datetime-local' });
  const chosen = typed.statuses.length + (typed.otherStatuses.trim() === '' ? 0 : 1);
  return (
    <form
      ref={ref}
      className={classes.find}
      aria-label={words.filters}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onFind();
      }}
    >
      <div className={classes.findGrid}>
        {line('orderNumbers', words.orderNumbers, { placeholder: words.severalHint, ref: focusOnce })}
        {line('groupId', words.group, { placeholder: words.groupHint })}
        {line('locations', words.locations, { placeholder: words.severalHint })}
        <NativeSelect
          label={words.made}
          size="xs"
          value={typed.made}
          error={problems.made}
          data={MADE_WITHIN.map((value) => ({ value, label: words.madeWithin[value] }))}
          onChange={(event) => set('made', event.currentTarget.value as FindValues['made'])}
        />
        <NativeSelect
          label={words.changed}
          size="xs"
          value={typed.changed}
          error={problems.changed}
          data={CHANGED_WITHIN.map((value) => ({ value, label: words.changedWithin[value] }))}
          onChange={(event) => set('changed', event.currentTarget.value as FindValues['changed'])}
        />
        <NativeSelect
          label={words.limit}
          size="xs"
          value={typed.limit}
          error={problems.limit}
          data={[...PAGE_SIZES]}
          onChange={(event) => set('limit', event.currentTarget.value as FindValues['limit'])}
        />
        {typed.made === 'range' && (
          <>
            {moment('madeFrom', words.madeFrom)}
            {moment('madeUntil', words.madeUntil)}
          </>
        )}
        {typed.changed === 'range' && (
          <>
            {moment('changedFrom', words.changedFrom)}
            {moment('changedUntil', words.changedUntil)}
          </>
        )}
        {moment('readyFrom', words.readyFrom)}
        {moment('deliveredBy', words.deliveredBy)}
      </div>
      <details className={classes.findStatuses} open={chosen > 0 || undefined}>
        <summary>
          {words.statuses} <span>{chosen === 0 ? words.anyStatus : words.chosen(chosen)}</span>
        </summary>
        <Checkbox.Group
          aria-label={words.statuses}
          value={[...typed.statuses]}
          onChange={(statuses) => set('statuses', statuses)}
        >
          <div className={classes.findChecks}>
            {SHIPMENT_STATUSES.map((word) => (
              <Checkbox
                key={word}
                size="xs"
                value={word}
                label={
                  <>
                    {labelOf(shipmentStatus(word))} <small>{word}</small>
                  </>
                }
              />
            ))}
          </div>
        </Checkbox.Group>
        {line('otherStatuses', words.otherStatuses)}
      </details>
      <p className={parts.hint}>{words.rules}</p>
      <div className={classes.acts}>
        <Button
          type="submit"
          variant="filled"
          leftSection={finding && <Loader size={10} color="gray" />}
          rightSection={<KeyHint keys="Enter" />}
        >
          {words.find}
        </Button>
        <Button onClick={onClear}>{words.clear}</Button>
      </div>
    </form>
  );
}

/** What a person most often comes with. Kept outside of the component, so that it runs only when the field appears. */
function focusOnce(input: HTMLInputElement | null) {
  input?.focus({ preventScroll: true });
}
