// Nothing waits: why, and the next step. While the first answer is on its way, a skeleton, but only when that takes long.

import { Button, Skeleton } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { useState } from 'react';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import classes from './outbox.module.css';
import { texts } from './texts.ts';

const SKELETON_AFTER_MS = 300;

export function OutboxEmpty({ loaded }: { loaded: boolean }) {
  const { navigation } = useDesk();
  const connected = useDeskStore('connections', (state) => state.connections.length > 0 || !state.loaded);
  if (!loaded) return <Waiting />;
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

function Waiting() {
  const [long, setLong] = useState(false);
  useTimeout(() => setLong(true), SKELETON_AFTER_MS, { autoInvoke: true });
  if (!long) return null;
  return (
    <div className={classes.screen} role="status" aria-label={texts.loading}>
      <Skeleton height={56} />
      <Skeleton height={56} />
    </div>
  );
}
