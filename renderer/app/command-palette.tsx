// Search over every job and every command of the page (Ctrl+K). Letters narrow both; Enter runs what is chosen.

import { Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { JobRow } from '../../shared/domain/job.ts';
import { labelOf, severityOf } from '../../shared/domain/job-status.ts';
import { useDesk } from '../state/use-desk.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import { SeverityMark } from '../ui/severity-mark.tsx';
import classes from './command-palette.module.css';
import { closeOverlay, overlays } from './overlays.ts';
import { usePaletteCommands } from './palette-commands.ts';
import { texts } from './texts.ts';

const MOST_JOBS = 8;
const PAUSE_MS = 80;

export function CommandPalette() {
  const opened = useStore(overlays, (state) => state.open === 'palette');
  return (
    <Modal
      opened={opened}
      onClose={closeOverlay}
      withCloseButton={false}
      title={texts.palette.label}
      classNames={{ header: classes.hidden, body: classes.body }}
      size={620}
      yOffset="12vh"
      transitionProps={{ duration: 0 }}
    >
      <Palette />
    </Modal>
  );
}

interface Choice {
  id: string;
  run: () => void;
}

function Palette() {
  const { actions, navigation } = useDesk();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState(0);
  const [found, setFound] = useState<{ rows: JobRow[]; failed: boolean }>({ rows: [], failed: false });
  const [asked] = useDebouncedValue(text.trim(), PAUSE_MS);
  const words = text.trim().toLowerCase().split(/\s+/);
  const commands = usePaletteCommands().filter(({ label }) =>
    words.every((word) => label.toLowerCase().includes(word)),
  );

  useEffect(() => {
    if (asked === '') {
      setFound({ rows: [], failed: false });
      return;
    }
    const abort = new AbortController();
    void actions
      .findJobs({ view: { text: asked, group: 'none' }, offset: 0, limit: MOST_JOBS }, abort.signal)
      .then((outcome) => {
        if (abort.signal.aborted) return;
        setFound(outcome.ok ? { rows: outcome.value.rows, failed: false } : { rows: [], failed: true });
        setChosen(0);
      });
    return () => abort.abort();
  }, [actions, asked]);

  const choices: Choice[] = [
    ...found.rows.map((row) => ({ id: `job-${row.id}`, run: () => navigation.openJob(row.id) })),
    ...commands.map(({ label, run }) => ({ id: `command-${label}`, run })),
  ];
  const active = choices[Math.min(chosen, choices.length - 1)];

  function choose(choice: Choice | undefined) {
    if (choice === undefined) return;
    closeOverlay();
    choice.run();
  }

  function press(event: KeyboardEvent) {
    if (event.key === 'ArrowDown') setChosen((chosen + 1) % Math.max(1, choices.length));
    else if (event.key === 'ArrowUp') setChosen((chosen - 1 + choices.length) % Math.max(1, choices.length));
    else if (event.key === 'Enter') choose(active);
    else return;
    event.preventDefault();
  }

  const option = (choice: Choice) => ({
    id: choice.id,
    role: 'option',
    'aria-selected': choice.id === active?.id,
    className: classes.option,
    onClick: () => choose(choice),
    onPointerMove: () => setChosen(choices.findIndex(({ id }) => id === choice.id)),
  });

  return (
    <>
      <input
        className={classes.input}
        data-autofocus
        role="combobox"
        aria-label={texts.palette.label}
        aria-expanded={choices.length > 0}
        aria-controls="palette-list"
        aria-activedescendant={active?.id}
        placeholder={texts.palette.placeholder}
        spellCheck={false}
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setChosen(0);
        }}
        onKeyDown={press}
      />
      <div id="palette-list" role="listbox" aria-label={texts.palette.label} className={classes.list}>
        {found.rows.length > 0 && (
          <div role="group" aria-label={texts.palette.jobs}>
            <div className={classes.heading} aria-hidden="true">
              {texts.palette.jobs}
            </div>
            {found.rows.map((row) => (
              <div key={row.id} {...option({ id: `job-${row.id}`, run: () => navigation.openJob(row.id) })}>
                <SeverityMark severity={severityOf(row.status)} slashed={row.phase === 'closed'} />
                <span className={classes.main}>
                  <b>
                    {row.reference ??
                      row.externalIds.externalId ??
                      row.externalIds.trackingId ??
                      row.externalIds.jobId ??
                      row.id}
                  </b>{' '}
                  {row.recipient}
                </span>
                <span className={classes.side}>{withoutName(row)}</span>
                <span className={classes.side}>{labelOf(row.status)}</span>
              </div>
            ))}
          </div>
        )}
        {commands.length > 0 && (
          <div role="group" aria-label={texts.palette.commands}>
            <div className={classes.heading} aria-hidden="true">
              {texts.palette.commands}
            </div>
            {commands.map(({ label, keys, run }) => (
              <div key={label} {...option({ id: `command-${label}`, run })}>
                <span className={classes.main}>{label}</span>
                {keys !== undefined && <KeyHint keys={keys} />}
              </div>
            ))}
          </div>
        )}
      </div>
      {found.failed && <p className={classes.nothing}>{texts.palette.failed}</p>}
      {!found.failed && choices.length === 0 && asked === text.trim() && (
        <p className={classes.nothing}>{texts.palette.nothing(text.trim())}</p>
      )}
    </>
  );
}

/** Where it goes; the name that stands before it in the line is not said again. */
function withoutName({ to, recipient }: JobRow): string | null {
  return recipient !== null && to?.startsWith(`${recipient}, `) ? to.slice(recipient.length + 2) : to;
}
