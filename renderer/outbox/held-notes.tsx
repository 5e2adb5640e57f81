// Why commands do not leave: one sentence for each connection that holds some, with what can be done about it.

import { Button } from '@mantine/core';
import type { Connection } from '../../shared/domain/connection.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { OutboxEntry as Entry } from '../state/stores.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { SideNote } from '../ui/side-note.tsx';
import { groupOf } from './group-entries.ts';
import { texts } from './texts.ts';

export function HeldNotes({ entries }: { entries: readonly Entry[] }) {
  const connections = useDeskStore('connections', (state) => state.connections);
  return connections.map((connection) => {
    const count = heldBy(connection.id, entries);
    return count === 0 ? null : <HeldNote key={connection.id} connection={connection} count={count} />;
  });
}

function HeldNote({ connection: { id, label, health }, count }: { connection: Connection; count: number }) {
  const { actions, navigation } = useDesk();
  const now = currentTime();
  const { state, since, until } = health;
  switch (state) {
    case 'ok':
    case 'untested':
      return null;
    case 'unreachable':
      return (
        <SideNote kind="caution">{texts.held.unreachable(label, clockTime(since, now), count)}</SideNote>
      );
    case 'limited':
      return (
        <SideNote>{texts.held.limited(label, until === null ? null : clockTime(until, now), count)}</SideNote>
      );
    case 'vault-locked':
    case 'signed-out':
      return (
        <SideNote
          kind="caution"
          actions={<Button onClick={() => navigation.show('connections')}>{texts.toConnections}</Button>}
        >
          {texts.held[state](label, count)}
        </SideNote>
      );
    case 'paused':
      return (
        <SideNote
          actions={
            <Button onClick={() => void actions.updateConnection({ id, paused: false })}>
              {texts.resume}
            </Button>
          }
        >
          {texts.held.paused(label, count)}
        </SideNote>
      );
  }
}

function heldBy(id: ConnectionId, entries: readonly Entry[]): number {
  return entries.filter(({ command }) => {
    const group = groupOf(command);
    return command.connectionId === id && (group === 'waiting' || group === 'unconfirmed');
  }).length;
}
