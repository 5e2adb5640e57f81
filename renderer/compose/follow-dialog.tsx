// Begins to follow a job that was booked elsewhere, by any one of the four ids TwinJet knows it by.

import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import { readLayout } from '../state/layout.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { PanelFrame } from '../ui/panel-frame.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import { bookingHabits } from './booking-habits.ts';
import classes from './compose.module.css';
import { texts } from './texts.ts';

type IdName = (typeof texts.followIds)[number]['value'];

export function FollowDialog() {
  const { actions, navigation, stores } = useDesk();
  const connections = useDeskStore('connections', (state) => state.connections);
  const accounts = connections.filter(({ provider }) => provider === 'twinjet');
  const [chosen, setChosen] = useState(
    () => readLayout(stores.settings.getState().settings.layout, bookingHabits).connectionId,
  );
  const [by, setBy] = useState<IdName>('requestId');
  const [id, setId] = useState('');
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asking, setAsking] = useState(false);
  const working = useRef(false);
  const account = accounts.find((one) => one.id === chosen) ?? accounts[0];

  useShortcut({
    keys: 'Escape',
    label: texts.cancelFollow,
    group: texts.shortcuts,
    always: true,
    run: () => navigation.closePanel(),
  });

  async function follow() {
    if (working.current || account === undefined) return;
    setMissing(id.trim() === '');
    if (id.trim() === '') return;
    working.current = true;
    setAsking(true);
    setProblem(null);
    const outcome = await actions.followJob({ connectionId: account.id as ConnectionId, [by]: id.trim() });
    working.current = false;
    setAsking(false);
    if (outcome.ok) navigation.openJob(outcome.value.jobId);
    else setProblem(outcome.problem);
  }

  function press(event: KeyboardEvent<HTMLElement>) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    void follow();
  }

  if (account === undefined) {
    return (
      <PanelFrame title={texts.titles.follow} onClose={() => navigation.closePanel()}>
        <EmptyState
          title={texts.noConnection}
          actions={<Button onClick={() => navigation.addConnection()}>{texts.addConnection}</Button>}
        >
          {texts.noConnectionWhy}
        </EmptyState>
      </PanelFrame>
    );
  }
  const known = texts.followIds.find(({ value }) => value === by);
  const { jobId = null } = problem ?? {};
  return (
    <PanelFrame
      title={texts.titles.follow}
      onClose={() => navigation.closePanel()}
      foot={
        <div className={classes.sendLine}>
          <p className={classes.grow}>{asking && texts.following}</p>
          <Button
            variant="filled"
            loading={asking}
            rightSection={<KeyHint keys="Enter" />}
            onClick={() => void follow()}
          >
            {texts.follow}
          </Button>
        </div>
      }
    >
      <div className={classes.form}>
        <p className={classes.hint}>{texts.followLead}</p>
        {accounts.length > 1 && (
          <NativeSelect
            label={texts.connection}
            size="xs"
            value={account.id}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={accounts.map((one) => ({ value: one.id, label: one.label }))}
          />
        )}
        <SegmentedControl
          fullWidth
          aria-label={texts.followBy}
          value={by}
          onChange={(value) => setBy(value as IdName)}
          data={texts.followIds.map(({ value, label }) => ({ value, label }))}
        />
        <TextInput
          label={known?.label}
          description={known?.hint}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={id}
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          ref={focusOnce}
          error={missing ? texts.followMissing : undefined}
          onChange={(event) => {
            setId(event.currentTarget.value);
            setMissing(false);
          }}
          onKeyDown={press}
        />
        {problem !== null && (
          <ProblemNote problem={problem} onDismiss={() => setProblem(null)}>
            {jobId !== null && (
              <Button onClick={() => navigation.openJob(jobId as JobId)}>{texts.followedAlready}</Button>
            )}
          </ProblemNote>
        )}
      </div>
    </PanelFrame>
  );
}

/** The id is what the person came to type. Kept outside of the component, so that it runs only when the field appears. */
function focusOnce(input: HTMLInputElement | null) {
  input?.focus();
}
