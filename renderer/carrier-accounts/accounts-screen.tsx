// The carrier accounts of an Orderly Hub connection: the list, one account, a new one, a FedEx registration. Shown by
// the frame.

import { Button, NativeSelect } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { FedexRegistration } from '../../shared/contract/carrier-accounts.ts';
import type { Connection } from '../../shared/domain/connection.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { ScreenFrame } from '../ui/screen-frame.tsx';
import parts from '../ui/screen-parts.module.css';
import { AccountDetail } from './account-detail.tsx';
import { AccountList } from './account-list.tsx';
import classes from './carrier-accounts.module.css';
import { FedexStepper } from './fedex-stepper.tsx';
import { NewAccount } from './new-account.tsx';
import { texts } from './texts.ts';
import { useAccountList } from './use-account-list.ts';

type Shown =
  | { kind: 'list' }
  | { kind: 'account'; id: string; note: string | null }
  | { kind: 'new' }
  | { kind: 'fedex'; accountId: string | null };

export function AccountsScreen() {
  const { navigation } = useDesk();
  const connections = useDeskStore('connections', (state) => state.connections);
  const loaded = useDeskStore('connections', (state) => state.loaded);
  const hubs = connections.filter(({ provider }) => provider === 'orderly-hub');
  const [chosen, setChosen] = useState<ConnectionId | null>(null);
  const hub = hubs.find(({ id }) => id === chosen) ?? hubs[0];

  if (hub === undefined) {
    return (
      <ScreenFrame title={texts.title} lead={texts.lead}>
        {loaded && (
          <EmptyState
            title={texts.empty}
            actions={
              <Button variant="filled" onClick={navigation.addConnection}>
                {texts.toConnections}
              </Button>
            }
          >
            {texts.emptyWhy}
          </EmptyState>
        )}
      </ScreenFrame>
    );
  }
  return <HubAccounts key={hub.id} hub={hub} hubs={hubs} onChoose={setChosen} />;
}

interface Props {
  hub: Connection;
  hubs: readonly Connection[];
  onChoose: (id: ConnectionId) => void;
}

function HubAccounts({ hub: { id: connectionId }, hubs, onChoose }: Props) {
  const [shown, setShown] = useState<Shown>({ kind: 'list' });
  const listed = useAccountList(connectionId);
  const { registrations, problem, reload } = useRegistrations(connectionId);

  function toList() {
    setShown({ kind: 'list' });
    listed.reload();
  }

  return (
    <ScreenFrame
      title={texts.title}
      lead={texts.lead}
      actions={
        shown.kind === 'list' ? (
          <>
            <Button onClick={() => setShown({ kind: 'fedex', accountId: null })}>
              {texts.registerFedex}
            </Button>
            <Button onClick={() => setShown({ kind: 'new' })}>{texts.add}</Button>
          </>
        ) : (
          <Button onClick={toList}>{texts.back}</Button>
        )
      }
    >
      <div className={parts.screen}>
        {hubs.length > 1 && shown.kind === 'list' && (
          <div className={parts.bar}>
            <NativeSelect
              size="xs"
              label={texts.connection}
              value={connectionId}
              data={hubs.map(({ id, label }) => ({ value: id, label }))}
              onChange={(event) => onChoose(event.currentTarget.value as ConnectionId)}
            />
          </div>
        )}
        {problem !== null && <ProblemNote problem={problem} onRetry={() => void reload()} />}
        {shown.kind === 'list' && (
          <>
            <UnderWay
              registrations={registrations ?? []}
              onResume={(accountId) => setShown({ kind: 'fedex', accountId })}
            />
            <AccountList listed={listed} onOpen={(id) => setShown({ kind: 'account', id, note: null })} />
          </>
        )}
        {shown.kind === 'new' && (
          <NewAccount
            connectionId={connectionId}
            onCreated={(id, note) => setShown({ kind: 'account', id, note })}
            onFedex={() => setShown({ kind: 'fedex', accountId: null })}
            onCancel={toList}
          />
        )}
        {shown.kind === 'account' && (
          <AccountDetail
            connectionId={connectionId}
            id={shown.id}
            note={shown.note}
            onFedex={
              registrations?.some(({ accountId }) => accountId === shown.id)
                ? () => setShown({ kind: 'fedex', accountId: shown.id })
                : null
            }
            onDeleted={() => {
              toList();
              void reload();
            }}
          />
        )}
        {shown.kind === 'fedex' && (
          <FedexStepper
            connectionId={connectionId}
            registration={registrations?.find(({ accountId }) => accountId === shown.accountId) ?? null}
            onRegistered={(accountId) => void reload().then(() => setShown({ kind: 'fedex', accountId }))}
            onChanged={reload}
            onOpen={(id) => setShown({ kind: 'account', id, note: null })}
            onLeave={toList}
          />
        )}
      </div>
    </ScreenFrame>
  );
}

interface UnderWayProps {
  registrations: readonly FedexRegistration[];
  onResume: (accountId: string) => void;
}

function UnderWay({ registrations, onResume }: UnderWayProps) {
  if (registrations.length === 0) return null;
  return (
    <section className={parts.stack} aria-labelledby="fedex-under-way">
      <h2 id="fedex-under-way" className={parts.part}>
        {texts.underWay}
      </h2>
      <ul className={parts.list}>
        {registrations.map(({ accountId, customerName, numberEnding, step }) => (
          <li key={accountId}>
            <div className={parts.head} style={{ padding: 'var(--space-2) var(--space-3)' }}>
              <span>{texts.registrationOf(customerName, numberEnding)}</span>
              <span className={classes.second}>{texts.steps[step]}</span>
              <Button size="compact-xs" onClick={() => onResume(accountId)}>
                {texts.goOn}
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function useRegistrations(connectionId: ConnectionId) {
  const { actions } = useDesk();
  const [registrations, setRegistrations] = useState<FedexRegistration[] | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const reload = useCallback(async () => {
    const outcome = await actions.listFedexRegistrations(connectionId);
    setProblem(outcome.ok ? null : outcome.problem);
    if (outcome.ok) setRegistrations(outcome.value.registrations);
  }, [actions, connectionId]);
  useEffect(() => void reload(), [reload]);
  return { registrations, problem, reload };
}
