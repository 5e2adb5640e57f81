// Account openings: the list of them, the steps of the chosen one, the form for a new one. Shown by the frame.

import { Button } from '@mantine/core';
import { useState } from 'react';
import type { OnboardingId } from '../../shared/domain/ids.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ScreenFrame } from '../ui/screen-frame.tsx';
import parts from '../ui/screen-parts.module.css';
import { SideNote } from '../ui/side-note.tsx';
import { NewOpening } from './new-opening.tsx';
import { OpeningSteps } from './opening-steps.tsx';
import { OpeningsList } from './openings-list.tsx';
import { texts } from './texts.ts';

export function OnboardingScreen() {
  const { navigation } = useDesk();
  const all = useDeskStore('connections', (state) => state.connections);
  const connectionsLoaded = useDeskStore('connections', (state) => state.loaded);
  const openings = useDeskStore('onboarding', (state) => state.openings);
  const loaded = useDeskStore('onboarding', (state) => state.loaded);
  const practice = useDeskStore('host', (state) => state.hello?.workspace === 'practice');
  const [chosen, setChosen] = useState<OnboardingId | null>(null);
  const [adding, setAdding] = useState(false);
  const connections = all.filter(({ provider }) => provider === 'jet-delivery');
  const opening = openings.find(({ id }) => id === chosen) ?? openings[0];
  const showForm = connections.length > 0 && (adding || (loaded && openings.length === 0));
  const mailbox = practice ? connections[0]?.baseUrl : undefined;

  return (
    <ScreenFrame
      title={texts.title}
      lead={texts.lead}
      actions={
        connections.length > 0 &&
        !showForm && <Button onClick={() => setAdding(true)}>{texts.newOpening}</Button>
      }
    >
      <div className={parts.screen}>
        {typeof mailbox === 'string' && (
          <SideNote
            actions={
              <Button component="a" href={`${mailbox}/practice/mailbox`} target="_blank" rel="noreferrer">
                {texts.mailbox}
              </Button>
            }
          >
            {texts.practice}
          </SideNote>
        )}
        {connectionsLoaded && connections.length === 0 && (
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
        {showForm && (
          <NewOpening
            connections={connections}
            onCancel={openings.length === 0 ? undefined : () => setAdding(false)}
            onDone={(id) => {
              setChosen(id);
              setAdding(false);
            }}
          />
        )}
        {openings.length > 0 && (
          <OpeningsList
            openings={openings}
            chosen={showForm ? null : (opening?.id ?? null)}
            onChoose={(id) => {
              setChosen(id);
              setAdding(false);
            }}
          />
        )}
        {!showForm && opening !== undefined && <OpeningSteps key={opening.id} opening={opening} />}
      </div>
    </ScreenFrame>
  );
}
