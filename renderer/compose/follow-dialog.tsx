// Begins to follow what was booked elsewhere, by one of the ids its system finds it by.

import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { type KeyboardEvent, useRef, useState } from 'react';
import type { ConnectionId, JobId } from '../../shared/domain/ids.ts';
import { PROVIDER_LABELS } from '../../shared/domain/provider-name.ts';
import { readLayout } from '../state/layout.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import parts from '../ui/panel-form.module.css';
import { PanelFrame } from '../ui/panel-frame.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import { bookingHabits } from './booking-habits.ts';
import { type FollowId, texts } from './texts.ts';

export function FollowDialog() {
  const { actions, navigation, stores } = useDesk();
  const connections = useDeskStore('connections', (state) => state.connections);
  const accounts = connections.filter(({ provider }) => texts.followIds[provider] !== undefined);
  const [chosen, setChosen] = useState(
    () => readLayout(stores.settings.getState().settings.layout, bookingHabits).connectionId,
  );
  const [wanted, setWanted] = useState<FollowId['value'] | null>(null);
  const [id, setId] = useState('');
  const [missing, setMissing] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [asking, setAsking] = useState(false);
  const working = useRef(false);
  const account = accounts.find((one) => one.id === chosen) ?? accounts[0];
  const ids = account === undefined ? [] : (texts.followIds[account.provider] ?? []);
  // Another account may know its jobs by other ids: what is typed stays.
  const by = ids.find(({ value }) => value === wanted) ?? ids[0];

  useShortcut({
    keys: 'Escape',
    label: texts.cancelFollow,
    group: texts.shortcuts,
    always: true,
    run: () => navigation.closePanel(),
  });

  async function follow() {
    if (working.current || account === undefined || by === undefined) return;
    setMissing(id.trim() === '');
    if (id.trim() === '') return;
    working.current = true;
    setAsking(true);
    setProblem(null);
    const outcome = await actions.followJob({
      connectionId: account.id as ConnectionId,
      [by.value]: id.trim(),
    });
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

  if (account === undefined || by === undefined) {
    return (
      <PanelFrame title={texts.titles.follow} onClose={() => navigation.closePanel()}>
        <EmptyState
          title={texts.noneToFollow}
          actions={<Button onClick={() => navigation.addConnection()}>{texts.addConnection}</Button>}
        >
          {texts.noConnectionWhy}
        </EmptyState>
      </PanelFrame>
    );
  }
  const { word } = PROVIDER_LABELS[account.provider];
  const { jobId = null } = problem ?? {};
  // A parcel that AfterShip does not follow yet is no mistake: it can be.
  const isNewParcel =
    account.provider === 'aftership' &&
    by.value === 'trackingId' &&
    problem?.provider?.kind === 'not-found' &&
    id.trim() !== '';
  return (
    <PanelFrame
      title={texts.titles.follow}
      onClose={() => navigation.closePanel()}
      foot={
        <div className={parts.sendLine}>
          <p className={parts.grow}>{asking && texts.following(word)}</p>
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
      <div className={parts.form}>
        <p className={parts.hint}>{texts.followLead}</p>
        {accounts.length > 1 && (
          <NativeSelect
            label={texts.account}
            size="xs"
            value={account.id}
            onChange={(event) => setChosen(event.currentTarget.value)}
            data={accounts.map((one) => ({
              value: one.id,
              label: `${one.label} · ${PROVIDER_LABELS[one.provider].word}`,
            }))}
          />
        )}
        <SegmentedControl
          fullWidth
          aria-label={texts.followBy}
          value={by.value}
          onChange={(value) => setWanted(value as FollowId['value'])}
          data={ids.map(({ value, label }) => ({ value, label }))}
        />
        <TextInput
          label={by.label}
          description={by.hint}
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
            setProblem(null);
          }}
          onKeyDown={press}
        />
        {account.provider === 'shipping-order' && (
          <p className={parts.hint}>
            {texts.followUnknown}{' '}
            <Button size="compact-xs" onClick={() => navigation.findShipments(account.id)}>
              {texts.findShipments}
            </Button>
          </p>
        )}
        {problem !== null && (
          <ProblemNote problem={problem} onDismiss={() => setProblem(null)}>
            {jobId !== null && (
              <Button onClick={() => navigation.openJob(jobId as JobId)}>{texts.followedAlready}</Button>
            )}
            {isNewParcel && (
              <Button
                onClick={() =>
                  navigation.compose({
                    kind: 'new',
                    what: 'tracking',
                    parcel: { connectionId: account.id as ConnectionId, number: id.trim() },
                  })
                }
              >
                {texts.followAsNew}
              </Button>
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
