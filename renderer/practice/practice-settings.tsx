// In the frame's practice bar: what goes wrong on purpose, with the way to end it, and the button to the dials. They
// float over the desk and hold nothing up: what they do is watched on the board behind them.

import { Button, FocusTrap, Popover, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SeverityMark } from '../ui/severity-mark.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import { FaultDials } from './fault-dials.tsx';
import { LifeDials } from './life-dials.tsx';
import classes from './practice.module.css';
import { standingFaults } from './standing-faults.ts';
import { texts } from './texts.ts';
import { TokenDials } from './token-dials.tsx';
import { useDials } from './use-dials.ts';

const KEY = 'shift+p';

export function PracticeSettings() {
  const { dials, problem, ask, turn, setToken, newMorning } = useDials();
  const [opened, setOpened] = useState(false);
  const [asking, setAsking] = useState(false);
  const standing = dials && standingFaults(dials);

  function show(wanted: boolean) {
    // Another window may have turned them.
    if (wanted) ask();
    setOpened(wanted);
  }
  useShortcut({ keys: KEY, label: texts.open, group: texts.group, run: () => show(!opened) });

  async function endAll() {
    if (standing?.change) await turn(standing.change);
    for (const connectionId of standing?.revoked ?? []) await setToken(connectionId, false);
  }

  return (
    <>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
        <Tooltip label={<KeyHint keys={KEY} />}>
          <span>
            <Popover.Target>
              <Button size="compact-xs" onClick={() => show(!opened)}>
                {texts.open}
              </Button>
            </Popover.Target>
          </span>
        </Tooltip>
        <Popover.Dropdown
          className={classes.settings}
          onKeyDown={(event) => {
            // Closes this alone, and not the panel beside it too.
            if (event.key === 'Escape') event.nativeEvent.stopImmediatePropagation();
          }}
        >
          {/* Otherwise the first speed would have the focus, although another one is chosen. */}
          <FocusTrap.InitialFocus />
          {problem !== null && <ProblemNote problem={problem} onRetry={ask} />}
          {dials === null && problem === null && <p className={classes.hint}>{texts.loading}</p>}
          {dials !== null && (
            <div className={classes.columns}>
              <div className={classes.column}>
                <LifeDials dials={dials} onTurn={(change) => void turn(change)} />
                <TokenDials
                  tokens={dials.tokens}
                  onSet={(connectionId, revoked) => void setToken(connectionId, revoked)}
                />
                <Button
                  onClick={() => {
                    setOpened(false);
                    setAsking(true);
                  }}
                >
                  {texts.morning} …
                </Button>
              </div>
              <FaultDials fault={dials.fault} onTurn={(change) => void turn(change)} />
            </div>
          )}
        </Popover.Dropdown>
      </Popover>
      {standing !== null && standing.sentences.length > 0 && (
        <>
          <span className={classes.standing}>
            <SeverityMark severity="caution" />
            {standing.sentences.join(' ')}
          </span>
          <Button size="compact-xs" onClick={() => void endAll()}>
            {texts.end}
          </Button>
        </>
      )}
      <ConfirmDialog
        opened={asking}
        title={texts.morningTitle}
        doIt={texts.morning}
        keepIt={texts.morningKeep}
        onConfirm={async () => {
          const begun = await newMorning();
          setAsking(false);
          // What went wrong stands beside the dials.
          if (!begun) setOpened(true);
        }}
        onClose={() => setAsking(false)}
      >
        <p className={classes.body}>{texts.morningBody}</p>
      </ConfirmDialog>
    </>
  );
}
