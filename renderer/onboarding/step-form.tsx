// A form over one of the contract's schemas: what is wrong stands at its field, what was typed stays until it was taken,
// and survives a restart as a draft. Not for anything secret.

import { Button, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { Outcome, Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import classes from './onboarding.module.css';

interface Props<Value> {
  label: string;
  schema: z.ZodType<Value>;
  /** Name in the schema -> label, in the order of the form. */
  fields: Readonly<Record<string, string>>;
  draftKey: string;
  submit: string;
  onSubmit: (value: Value) => Promise<Outcome<unknown>>;
}

type Values = Record<string, string>;

export function StepForm<Value>({ label, schema, fields, draftKey, submit, onSubmit }: Props<Value>) {
  const { actions } = useDesk();
  const [values, setValues] = useState<Values>({});
  const [errors, setErrors] = useState<Values>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [working, setWorking] = useState(false);

  useEffect(() => {
    let gone = false;
    void actions.listDrafts().then((outcome) => {
      const kept = outcome.ok ? outcome.value.find(({ key }) => key === draftKey)?.value : null;
      // What was typed meanwhile is newer than what was kept.
      if (!gone && isValues(kept)) setValues((typed) => ({ ...kept, ...typed }));
    });
    return () => {
      gone = true;
    };
  }, [actions, draftKey]);

  async function send() {
    if (working) return;
    // A field nobody touched is an empty one, so that the schema names what is missing.
    const whole = Object.fromEntries(Object.keys(fields).map((name) => [name, values[name] ?? '']));
    const checked = schema.safeParse(whole);
    if (!checked.success) {
      const found: Values = {};
      for (const { path, message } of checked.error.issues) found[String(path[0] ?? '')] ??= message;
      setErrors(found);
      return;
    }
    setErrors({});
    setProblem(null);
    setWorking(true);
    const outcome = await onSubmit(checked.data);
    setWorking(false);
    if (outcome.ok) {
      void actions.removeDraft(draftKey);
      return;
    }
    const placed = outcome.problem.fields.filter(({ field }) => field in fields);
    setErrors(Object.fromEntries(placed.map(({ field, message }) => [field, message])));
    setProblem(outcome.problem);
  }

  return (
    <form
      className={parts.stack}
      aria-label={label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <div className={classes.fields}>
        {Object.entries(fields).map(([name, text]) => (
          <TextInput
            key={name}
            label={text}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={values[name] ?? ''}
            error={errors[name] ?? null}
            onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
            onBlur={() => void actions.saveDraft(draftKey, values)}
          />
        ))}
      </div>
      {problem !== null && <ProblemNote problem={problem} />}
      <div className={parts.acts}>
        <Button type="submit" variant="filled" loading={working}>
          {submit}
        </Button>
      </div>
    </form>
  );
}

function isValues(value: unknown): value is Values {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((part) => typeof part === 'string')
  );
}
