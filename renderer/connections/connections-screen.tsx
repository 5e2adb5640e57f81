// The accounts with providers, the form for a new one, and the place for their secrets. Shown by the frame.

import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Connection } from '../../shared/domain/connection.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { useVault } from '../state/use-vault.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ScreenFrame } from '../ui/screen-frame.tsx';
import parts from '../ui/screen-parts.module.css';
import { SideNote } from '../ui/side-note.tsx';
import { VaultPanel } from '../ui/vault-panel.tsx';
import { AddConnection } from './add-connection.tsx';
import { ConnectionCard } from './connection-card.tsx';
import classes from './connections.module.css';
import { texts } from './texts.ts';

interface Props {
  /** What only the connection's own system can do. */
  providerPart?: (connection: Connection) => ReactNode;
}

export function ConnectionsScreen({ providerPart }: Props) {
  const { actions, navigation } = useDesk();
  const connections = useDeskStore('connections', (state) => state.connections);
  const loaded = useDeskStore('connections', (state) => state.loaded);
  const practice = useDeskStore('host', (state) => state.hello?.workspace === 'practice');
  const adding = useDeskStore('screen', (state) => state.addConnection);
  const vault = useVault();
  const [added, setAdded] = useState<ConnectionId | null>(null);
  const vaultWaits = vault.status !== null && vault.status.state !== 'ready';

  async function connectReal() {
    const outcome = await actions.openWorkspace('live');
    if (outcome.ok) navigation.addConnection();
  }

  return (
    <ScreenFrame
      title={texts.title}
      lead={texts.lead}
      actions={
        !practice &&
        !adding &&
        connections.length > 0 && <Button onClick={navigation.addConnection}>{texts.add}</Button>
      }
    >
      <div className={parts.screen}>
        {practice && (
          <SideNote
            actions={
              <>
                <Button variant={adding ? 'filled' : 'default'} onClick={() => void connectReal()}>
                  {texts.connectReal}
                </Button>
                {adding && (
                  <Button onClick={() => navigation.show('connections')}>{texts.practiceAddStay}</Button>
                )}
              </>
            }
          >
            {adding ? texts.practiceAdd : texts.practice}
          </SideNote>
        )}
        {!practice && vault.status !== null && vaultWaits && (
          <section className={parts.card} aria-label={texts.secrets}>
            <VaultPanel status={vault.status} onChoose={vault.choose} onUnlock={vault.unlock} />
          </section>
        )}
        {!practice && adding && (
          <AddConnection
            vaultReady={!vaultWaits}
            onDone={(id) => {
              setAdded(id);
              navigation.show('connections');
            }}
          />
        )}
        {loaded && connections.length === 0 && !adding && !practice && (
          <EmptyState
            title={texts.empty}
            actions={
              <>
                <Button variant="filled" onClick={navigation.addConnection}>
                  {texts.newTitle}
                </Button>
                <Button onClick={() => void actions.openWorkspace('practice')}>{texts.lookAround}</Button>
              </>
            }
          >
            {texts.emptyWhy}
          </EmptyState>
        )}
        {connections.map((connection) => (
          <ConnectionCard
            key={connection.id}
            connection={connection}
            isNew={connection.id === added}
            providerPart={providerPart?.(connection)}
          />
        ))}
        {!practice && vault.status !== null && !vaultWaits && connections.length > 0 && (
          <section className={parts.card} aria-labelledby="connections-secrets">
            <h2 id="connections-secrets" className={classes.partTitle}>
              {texts.secrets}
            </h2>
            <VaultPanel status={vault.status} onChoose={vault.choose} onUnlock={vault.unlock} />
          </section>
        )}
      </div>
    </ScreenFrame>
  );
}
