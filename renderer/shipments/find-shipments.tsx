// Shipments as the provider lists them: every filter it has, page by page, with what of it is on the board and what can be
// followed from here. A screen of its own; nothing of what it shows is kept.

import { Button, NativeSelect } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Connection } from '../../shared/domain/connection.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ScreenFrame } from '../ui/screen-frame.tsx';
import { SideNote } from '../ui/side-note.tsx';
import { FindFields } from './find-fields.tsx';
import { type FindProblems, type FindValues, fieldOf, NOTHING_TYPED, toFilter } from './find-values.ts';
import { FoundList } from './found-list.tsx';
import { LookForChanges } from './look-for-changes.tsx';
import classes from './shipments.module.css';
import { texts } from './texts.ts';
import { keepTyped, lastTyped, useFound } from './use-found.ts';

const words = texts.find;

export function FindShipments() {
  const { navigation } = useDesk();
  const connections = useDeskStore('connections', (state) => state.connections);
  const loaded = useDeskStore('connections', (state) => state.loaded);
  const wanted = useDeskStore('screen', (state) => state.findIn);
  const [chosen, setChosen] = useState<ConnectionId | null>(null);
  const accounts = connections.filter(({ provider }) => provider === 'shipping-order');
  const account = accounts.find(({ id }) => id === (chosen ?? wanted)) ?? accounts[0];
  if (account === undefined) {
    return (
      <ScreenFrame title={words.title} lead={words.lead}>
        {loaded && (
          <EmptyState
            title={texts.noConnection}
            actions={
              <Button variant="filled" onClick={navigation.addConnection}>
                {texts.addConnection}
              </Button>
            }
          >
            {texts.noConnectionWhy}
          </EmptyState>
        )}
      </ScreenFrame>
    );
  }
  return <AccountShipments key={account.id} account={account} accounts={accounts} onChoose={setChosen} />;
}

interface Props {
  account: Connection;
  accounts: readonly Connection[];
  onChoose: (id: ConnectionId) => void;
}

function AccountShipments({ account, accounts, onChoose }: Props) {
  const { id } = account;
  const lost = useDeskStore('link', (state) => state.status.phase === 'lost');
  const [typed, setTyped] = useState<FindValues>(() => lastTyped(id));
  const [problems, setProblems] = useState<FindProblems>({});
  const found = useFound(id);
  const form = useRef<HTMLFormElement>(null);

  function change(next: FindValues) {
    setTyped(next);
    keepTyped(id, next);
    setProblems({});
  }

  function find(next = typed) {
    const asked = toFilter(next, currentTime());
    setProblems(asked.ok ? {} : asked.problems);
    if (asked.ok) found.find(asked.filter);
    else
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  }

  /** What the provider, or the core, finds wrong with a filter stands at its field. */
  const refused = Object.fromEntries(
    (found.problem?.fields ?? []).flatMap(({ field, message }) => {
      const part = field.replace(/^filter\./, '').split('.')[0] ?? '';
      return part === '' || part === 'paginationToken' ? [] : [[fieldOf(part), message]];
    }),
  ) as FindProblems;

  return (
    <ScreenFrame title={words.title} lead={words.lead}>
      <div className={classes.findScreen}>
        <div className={classes.findHead}>
          {accounts.length > 1 && (
            <NativeSelect
              label={texts.connection}
              size="xs"
              value={id}
              data={accounts.map((one) => ({ value: one.id, label: one.label }))}
              onChange={(event) => onChoose(event.currentTarget.value as ConnectionId)}
            />
          )}
          <LookForChanges connection={account} onFound={found.again} />
        </div>
        <FindFields
          ref={form}
          typed={typed}
          problems={{ ...refused, ...problems }}
          finding={found.loading && found.page !== null}
          onChange={change}
          onFind={() => find()}
          onClear={() => {
            change(NOTHING_TYPED);
            find(NOTHING_TYPED);
          }}
        />
        {lost && <SideNote kind="caution">{words.coreLost}</SideNote>}
        <FoundList
          connectionId={id}
          found={found}
          onWiden={() => {
            const wider: FindValues = { ...typed, made: '364' };
            change(wider);
            find(wider);
          }}
          onClear={() => {
            change(NOTHING_TYPED);
            find(NOTHING_TYPED);
          }}
        />
      </div>
    </ScreenFrame>
  );
}
