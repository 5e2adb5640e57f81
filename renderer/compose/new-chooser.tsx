// "New": asks what is to be moved, and not by which system. Kinds without an account say which one they need.
// Shown by the frame, which knows the forms; where only one kind is possible nobody is asked.

import { Button } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { PROVIDER_LABELS, type ProviderName } from '../../shared/domain/provider-name.ts';
import type { NewKind } from '../state/stores.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import { PanelFrame } from '../ui/panel-frame.tsx';
import { ProviderMark } from '../ui/provider-mark.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import classes from './compose.module.css';
import { texts } from './texts.ts';

export interface NewChoice {
  what: NewKind;
  provider: ProviderName;
  /** An account of that system is connected. */
  ready: boolean;
}

interface Props {
  choices: readonly NewChoice[];
  /** What was chosen last: it has the focus, so that Enter chooses it again. */
  last: NewKind | null;
  onChoose: (what: NewKind) => void;
  onConnect: () => void;
  onClose: () => void;
}

export function NewChooser({ choices, last, onChoose, onConnect, onClose }: Props) {
  const list = useRef<HTMLUListElement>(null);
  const anyMissing = choices.some(({ ready }) => !ready);

  useEffect(() => {
    const buttons = buttonsIn(list.current);
    (buttons.find((button) => button.dataset.what === last) ?? buttons[0])?.focus({ preventScroll: true });
  }, [last]);

  function step(event: KeyboardEvent) {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const buttons = buttonsIn(list.current);
    const here = buttons.indexOf(document.activeElement as HTMLElement);
    buttons[(here + by + buttons.length) % buttons.length]?.focus();
  }

  return (
    <PanelFrame title={texts.chooser.title} subtitle={texts.chooser.lead} onClose={onClose}>
      <ul ref={list} className={classes.choices} onKeyDown={step}>
        {choices.map(({ what, provider, ready }, index) => (
          <li key={what}>
            <button
              type="button"
              className={classes.choice}
              data-what={what}
              disabled={!ready}
              onClick={() => onChoose(what)}
            >
              <span className={classes.choiceName}>{texts.chooser.kinds[what].name}</span>
              {ready && <NumberKey number={index + 1} run={() => onChoose(what)} />}
              <span className={classes.choiceMore}>{texts.chooser.kinds[what].more}</span>
              <span className={classes.choiceMore}>
                <ProviderMark provider={provider} />{' '}
                {ready ? PROVIDER_LABELS[provider].word : texts.chooser.needs(PROVIDER_LABELS[provider].word)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {anyMissing && (
        <Button className={classes.connect ?? ''} onClick={onConnect}>
          {texts.addConnection}
        </Button>
      )}
    </PanelFrame>
  );
}

function NumberKey({ number, run }: { number: number; run: () => void }) {
  useShortcut({
    keys: String(number),
    label: texts.chooser.byNumber(number),
    group: texts.chooser.title,
    run,
  });
  return <KeyHint keys={String(number)} />;
}

/** Those that can be chosen. */
function buttonsIn(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('button:not([disabled])') ?? [])];
}
