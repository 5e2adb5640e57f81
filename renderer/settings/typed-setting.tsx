// A setting that is typed: a number with its unit, an address, a name.

import { Button, TextInput } from '@mantine/core';
import { useId } from 'react';
import type { SettingsChange } from '../../shared/contract/settings.ts';
import { SideNote } from '../ui/side-note.tsx';
import type { Typed } from './read-typed.ts';
import { SettingProblem } from './setting-problem.tsx';
import { SettingRow } from './setting-row.tsx';
import classes from './settings.module.css';
import { texts } from './texts.ts';
import { useKeepSetting } from './use-keep-setting.ts';
import { useTypedSetting } from './use-typed-setting.ts';

interface Props<Value extends string | number> {
  label: string;
  hint?: string;
  value: Value;
  read: (text: string) => Typed<Value>;
  change: (value: Value) => SettingsChange;
  /** Beside the field. */
  unit?: string;
  wide?: boolean;
  disabled?: boolean;
  /** Where a value takes something away for good: what it does, and the words of yes and no. Null: it does not. */
  warning?: (value: Value) => { sentence: string; doIt: string; keepIt: string } | null;
}

export function TypedSetting<Value extends string | number>(props: Props<Value>) {
  const { label, hint, value, read, change, unit, wide = false, disabled = false, warning } = props;
  const id = useId();
  const keeping = useKeepSetting();
  const typed = useTypedSetting({
    value,
    show: String,
    read,
    keep: (wanted) => keeping.keep(change(wanted)),
    asksFirst: (wanted) => warning !== undefined && warning(wanted) !== null,
  });
  const asked = typed.waiting === null ? null : (warning?.(typed.waiting) ?? null);
  return (
    <SettingRow
      id={id}
      htmlFor={id}
      label={label}
      hint={hint}
      status={keeping.state === 'kept' && typed.problem === null && texts.saved}
      below={
        <>
          {typed.problem !== null && (
            <p id={`${id}-problem`} className={classes.problem} role="alert">
              {typed.problem} {texts.stillKept(unit === undefined ? String(value) : `${value} ${unit}`)}
            </p>
          )}
          {asked !== null && (
            <SideNote
              kind="caution"
              announce
              actions={
                <>
                  <Button onClick={typed.revert}>{asked.keepIt}</Button>
                  <Button variant="filled" onClick={typed.confirm}>
                    {asked.doIt}
                  </Button>
                </>
              }
            >
              {asked.sentence}
            </SideNote>
          )}
          <SettingProblem problem={keeping.problem} />
        </>
      }
    >
      <TextInput
        id={id}
        className={wide ? classes.wide : classes.narrow}
        value={typed.text}
        disabled={disabled}
        inputMode={typeof value === 'number' ? 'decimal' : 'text'}
        autoComplete="off"
        spellCheck={false}
        error={typed.problem !== null}
        {...describedBy(id, hint !== undefined, typed.problem !== null)}
        onChange={(event) => typed.type(event.currentTarget.value)}
        onBlur={typed.settle}
        onKeyDown={(event) => {
          if (event.key === 'Enter') typed.settle();
          else if (event.key === 'Escape') typed.revert();
        }}
      />
      {unit !== undefined && <span className={classes.unit}>{unit}</span>}
    </SettingRow>
  );
}

/** Ids of what is said about the field now. */
function describedBy(id: string, hint: boolean, problem: boolean) {
  const ids = [hint && `${id}-hint`, problem && `${id}-problem`].filter((part) => part !== false);
  return ids.length === 0 ? {} : { 'aria-describedby': ids.join(' ') };
}
