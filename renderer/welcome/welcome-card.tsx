// A short welcome over the practice desk, once. It covers no panel and holds nothing up: the desk behind it works.

import { Button, CloseButton } from '@mantine/core';
import { useState } from 'react';
import { z } from 'zod';
import type { LayoutPiece } from '../state/layout.ts';
import { useAlert, useDesk, useDeskStore, useLayout } from '../state/use-desk.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import { texts } from './texts.ts';
import classes from './welcome.module.css';

const piece: LayoutPiece<{ seen: boolean }> = {
  key: 'welcome',
  schema: z.object({ seen: z.boolean() }),
  fallback: { seen: false },
};

export function WelcomeCard() {
  const [{ seen }] = useLayout(piece);
  const wanted = useDeskStore('settings', (state) => state.loaded) && !seen;
  const practice = useDeskStore('host', (state) => state.hello?.workspace === 'practice');
  const onDesk = useDeskStore('screen', (state) => state.screen === 'desk' && state.panel === null);
  return wanted && practice && onDesk ? <Card /> : null;
}

function Card() {
  const { actions, navigation } = useDesk();
  const [alert, dismiss] = useAlert('workspace');
  const [opening, setOpening] = useState(false);
  const close = () => actions.saveLayout(piece.key, { seen: true });

  useShortcut({ keys: 'Escape', label: texts.close, group: texts.label, run: close });

  async function connect() {
    setOpening(true);
    // Practice remembers that it was seen, before live takes its place.
    await actions.updateSettings({ layout: { [piece.key]: { seen: true } } });
    const outcome = await actions.openWorkspace('live');
    setOpening(false);
    if (outcome.ok) navigation.addConnection();
  }

  return (
    <aside className={classes.card} aria-labelledby="welcome-title">
      <header className={classes.head}>
        <h2 id="welcome-title">{texts.title}</h2>
        <CloseButton aria-label={texts.close} onClick={close} />
      </header>
      <p>{texts.what}</p>
      <ol className={classes.steps}>
        {texts.steps.map(([name, words]) => (
          <li key={name}>
            <b>{name}</b>
            <span>{words}</span>
          </li>
        ))}
      </ol>
      <p className={classes.keys}>
        <span>
          <KeyHint keys="n" /> {texts.newJobKey}
        </span>
        <span>
          <KeyHint keys="mod+k" /> {texts.paletteKey}
        </span>
        <span>
          <KeyHint keys="?" /> {texts.sheetKey}
        </span>
      </p>
      {alert !== undefined && <ProblemNote problem={alert} onDismiss={dismiss} />}
      <div className={classes.actions}>
        <Button variant="filled" onClick={close}>
          {texts.look}
        </Button>
        <Button loading={opening} onClick={() => void connect()}>
          {texts.connect}
        </Button>
      </div>
    </aside>
  );
}
