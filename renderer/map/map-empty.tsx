// No courier has told where it is: why, and what leads to one.

import { Button } from '@mantine/core';
import { useStore } from 'zustand';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import type { DeskMap } from './desk-map.ts';
import classes from './map.module.css';
import { texts } from './texts.ts';

export function MapEmpty({ map }: { map: DeskMap }) {
  const { navigation } = useDesk();
  const empty = useStore(map.ui, (state) => state.empty);
  const connected = useDeskStore('connections', (state) => state.connections.length > 0);
  const panelOpen = useDeskStore('screen', (state) => state.panel !== null);
  if (!empty || panelOpen) return null;
  return (
    <div className={classes.empty}>
      <EmptyState
        title={texts.empty.title}
        actions={
          connected ? (
            <Button onClick={() => navigation.compose({ kind: 'new' })}>{texts.empty.newJob}</Button>
          ) : (
            <Button onClick={() => navigation.addConnection()}>{texts.empty.addConnection}</Button>
          )
        }
      >
        {connected ? texts.empty.why : texts.empty.whyNoConnection}
      </EmptyState>
    </div>
  );
}
