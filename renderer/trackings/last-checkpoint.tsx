// The last checkpoint, asked for when a person wants it: all of it or only some parts, translated where AfterShip can.

import { Button, MultiSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type AfterShipCheckpoint, LAST_CHECKPOINT_FIELDS } from '../../shared/contract/aftership.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { FactRows } from '../ui/fact-rows.tsx';
import parts from '../ui/panel-form.module.css';
import { ProblemNote } from '../ui/problem-note.tsx';
import { texts } from './texts.ts';
import classes from './trackings.module.css';

type Field = (typeof LAST_CHECKPOINT_FIELDS)[number];

const LANGUAGE = /^[a-z]{2}(-[A-Za-z]{2,4})?$/;

export function LastCheckpoint({ jobId }: { jobId: JobId }) {
  const { actions } = useDesk();
  const [open, setOpen] = useState(false);
  const [fields, setFields] = useState<Field[]>([]);
  const [lang, setLang] = useState('');
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [answer, setAnswer] = useState<{ checkpoint: AfterShipCheckpoint | null } | null>(null);
  const wrong = lang.trim() !== '' && !LANGUAGE.test(lang.trim());

  async function ask() {
    if (wrong) return;
    setAsking(true);
    setProblem(null);
    const outcome = await actions.parcels.lastCheckpoint({
      jobId,
      ...(fields.length === 0 ? {} : { fields }),
      ...(lang.trim() === '' ? {} : { lang: lang.trim() }),
    });
    setAsking(false);
    if (outcome.ok) setAnswer(outcome.value);
    else setProblem(outcome.problem);
  }

  return (
    <details className={classes.more} open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.last}</summary>
      <div className={parts.stack}>
        <MultiSelect
          label={texts.lastFields}
          size="xs"
          placeholder={fields.length === 0 ? texts.allParts : ''}
          data={LAST_CHECKPOINT_FIELDS.map((name) => ({ value: name, label: texts.lastFieldNames[name] }))}
          value={fields}
          onChange={(chosen) => setFields(chosen as Field[])}
        />
        <TextInput
          label={texts.lang}
          description={texts.langHint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autoComplete="off"
          value={lang}
          error={wrong ? texts.langWrong : undefined}
          onChange={(event) => setLang(event.currentTarget.value)}
        />
        <div className={classes.line}>
          <Button loading={asking} onClick={() => void ask()}>
            {texts.askLast}
          </Button>
        </div>
        {problem !== null && <ProblemNote problem={problem} onDismiss={() => setProblem(null)} />}
        {answer !== null && (
          <div role="status">
            {answer.checkpoint === null ? <p>{texts.noneYet}</p> : <Told checkpoint={answer.checkpoint} />}
          </div>
        )}
      </div>
    </details>
  );
}

function Told({ checkpoint }: { checkpoint: AfterShipCheckpoint }) {
  const { coordinates } = checkpoint;
  return (
    <FactRows
      rows={LAST_CHECKPOINT_FIELDS.map((name) => [
        texts.lastFieldNames[name],
        name === 'coordinates' ? coordinates && `${coordinates.lat}, ${coordinates.lng}` : checkpoint[name],
      ])}
    />
  );
}
