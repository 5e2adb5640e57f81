// The checkpoints of a parcel in another language, asked for when a person wants to read them. The timeline keeps what the
// courier wrote.

import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AfterShipTracking } from '../../shared/contract/aftership.ts';
import type { JobId } from '../../shared/domain/ids.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import parts from '../ui/panel-form.module.css';
import { ProblemNote } from '../ui/problem-note.tsx';
import { texts } from './texts.ts';
import classes from './trackings.module.css';

export function CheckpointsTranslated({ jobId }: { jobId: JobId }) {
  const { actions } = useDesk();
  const [lang, setLang] = useState('en');
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [told, setTold] = useState<AfterShipTracking | null>(null);

  async function ask() {
    setAsking(true);
    setProblem(null);
    const outcome = await actions.parcels.translated(jobId, lang.trim());
    setAsking(false);
    if (outcome.ok) setTold(outcome.value);
    else setProblem(outcome.problem);
  }

  return (
    <details className={classes.more}>
      <summary>{texts.translate}</summary>
      <div className={parts.stack}>
        <div className={classes.line}>
          <TextInput
            aria-label={texts.translateTo}
            autoComplete="off"
            value={lang}
            onChange={(event) => setLang(event.currentTarget.value)}
          />
          <Button loading={asking} onClick={() => void ask()}>
            {texts.translateDo}
          </Button>
        </div>
        {problem !== null && (
          <ProblemNote problem={{ ...problem, fields: [] }} onDismiss={() => setProblem(null)} />
        )}
        {told !== null && (
          <ol className={classes.checkpoints}>
            {told.checkpoints.map((checkpoint, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: checkpoints have no identity of their own
              <li key={index}>
                {checkpoint.message} <span className={parts.hint}>{checkpoint.checkpoint_time}</span>
              </li>
            ))}
          </ol>
        )}
      </div>
    </details>
  );
}
