// Nothing waits: why, and the next step. While the first answer is on its way, a skeleton, but only when that takes long.

import { Button } from '@mantine/core';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { texts } from './texts.ts';

export function OutboxEmpty({ loaded }: { loaded: boolean }) {
  const { navigation } = useDesk();
  const connected = useDeskStore('connections', (state) => state.connections.length > 0 || !state.loaded);
  if (!loaded) return <Waiting heights={[56, 56]} label={texts.loading} />;
  if (!connected) {
    return (
      <EmptyState
        title={texts.empty}
        actions={
          <Button variant="filled" onClick={navigation.addConnection}>
            {texts.connect}
          </Button>
        }
      >
        {texts.emptyNoConnection}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={texts.empty}
      actions={<Button onClick={() => navigation.compose({ kind: 'new' })}>{texts.newJob}</Button>}
    >
      {texts.emptyWhy}
    </EmptyState>
  );
}
