// The name of a connection, changed in its place: Enter or leaving the field keeps it, Esc leaves it as it was.

import { TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { Connection } from '../../shared/domain/connection.ts';
import { useDesk } from '../state/use-desk.ts';
import { ToolButton } from '../ui/tool-button.tsx';
import classes from './connections.module.css';
import { texts } from './texts.ts';

export function ConnectionName({ connection: { id, label } }: { connection: Connection }) {
  const { actions } = useDesk();
  const [typed, setTyped] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const working = useRef(false);

  function leave() {
    setTyped(null);
    setProblem(null);
  }

  async function keep() {
    if (typed === null || working.current) return;
    const name = typed.trim();
    if (name === label) return leave();
    if (name === '') return setProblem(texts.nameMissing);
    working.current = true;
    const outcome = await actions.updateConnection({ id, label: name });
    working.current = false;
    if (outcome.ok) return leave();
    actions.clearAlert(`connection:${id}`);
    setProblem(outcome.problem.sentence);
  }

  if (typed === null) {
    return (
      <>
        <h2 className={classes.name}>{label}</h2>
        <ToolButton label={texts.rename(label)} onClick={() => setTyped(label)}>
          <IconPencil size={14} />
        </ToolButton>
      </>
    );
  }
  return (
    <TextInput
      className={classes.nameField}
      aria-label={texts.name}
      value={typed}
      maxLength={80}
      error={problem}
      ref={selectOnce}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => void keep()}
      onKeyDown={(event) => {
        if (event.key === 'Enter') void keep();
        else if (event.key === 'Escape') leave();
        else return;
        event.preventDefault();
      }}
    />
  );
}

/** Kept outside of the component, so that it runs only when the field appears. */
function selectOnce(input: HTMLInputElement | null) {
  input?.select();
}
