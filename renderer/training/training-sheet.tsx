// In the frame's practice bar: how far the training is, the task that is being tried, and the sheet with all ten. It
// floats over the desk and holds nothing up.

import { Button, CloseButton, Popover, Tooltip } from '@mantine/core';
import { IconCheck, IconCircle } from '@tabler/icons-react';
import { useState } from 'react';
import type { TrainingTask } from '../../shared/contract/training.ts';
import { PROVIDER_LABELS } from '../../shared/domain/provider-name.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import { leadTo } from './lead-to.ts';
import { missingSystem } from './task-needs.ts';
import { texts } from './texts.ts';
import classes from './training.module.css';

const KEY = 'shift+t';

export function TrainingSheet() {
  const desk = useDesk();
  const tasks = useDeskStore('training', (state) => state.tasks);
  const [opened, setOpened] = useState(false);
  const [trying, setTrying] = useState<TrainingTask | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const done = tasks.filter(({ doneAt }) => doneAt !== null).length;
  const tried = tasks.find(({ task, doneAt }) => task === trying && doneAt === null)?.task ?? null;
  useShortcut({ keys: KEY, label: texts.label, group: texts.label, run: () => setOpened(!opened) });

  function show(task: TrainingTask) {
    setOpened(false);
    setTrying(task);
    void leadTo(task, desk);
  }

  async function reset() {
    setTrying(null);
    const outcome = await desk.actions.resetTraining();
    setProblem(outcome.ok ? null : outcome.problem);
  }

  if (tasks.length === 0) return null;
  return (
    <>
      <Popover opened={opened} onChange={setOpened} position="bottom-start" width={440} trapFocus returnFocus>
        <Tooltip label={<KeyHint keys={KEY} />}>
          <span>
            <Popover.Target>
              <Button size="compact-xs" onClick={() => setOpened(!opened)}>
                {texts.open(done, tasks.length)}
              </Button>
            </Popover.Target>
          </span>
        </Tooltip>
        <Popover.Dropdown
          className={classes.sheet}
          aria-label={texts.label}
          onKeyDown={(event) => {
            // Closes this alone, and not the panel beside it too.
            if (event.key === 'Escape') event.nativeEvent.stopImmediatePropagation();
          }}
        >
          <p className={classes.lead}>{done === tasks.length ? texts.allDone : texts.lead}</p>
          {problem !== null && <ProblemNote problem={problem} onDismiss={() => setProblem(null)} />}
          <ol className={classes.tasks}>
            {tasks.map(({ task, doneAt }) => (
              <Task key={task} task={task} done={doneAt !== null} onShow={() => show(task)} />
            ))}
          </ol>
          <Button size="compact-xs" disabled={done === 0} onClick={() => void reset()}>
            {texts.reset}
          </Button>
        </Popover.Dropdown>
      </Popover>
      {tried !== null && (
        <span className={classes.trying}>
          <span>
            <b>{texts.now(texts.tasks[tried].name)}</b> {texts.tasks[tried].how}
          </span>
          <CloseButton size={18} aria-label={texts.putAside} onClick={() => setTrying(null)} />
        </span>
      )}
    </>
  );
}

function Task({ task, done, onShow }: { task: TrainingTask; done: boolean; onShow: () => void }) {
  const missing = useDeskStore('connections', ({ connections }) => missingSystem(task, connections));
  const { name, how } = texts.tasks[task];
  return (
    <li className={classes.task} data-task={task} data-done={done || undefined}>
      <span className={classes.mark}>
        {done ? (
          <IconCheck size={16} stroke={2.4} aria-label={texts.done} />
        ) : (
          <IconCircle size={16} aria-label={texts.notYet} />
        )}
      </span>
      <span className={classes.words}>
        <span className={classes.name}>{name}</span>
        <span className={classes.how}>
          {missing === null ? how : texts.needs(PROVIDER_LABELS[missing].word)}
        </span>
      </span>
      {missing === null && (
        <Button size="compact-xs" variant="subtle" aria-label={`${texts.showMe}: ${name}`} onClick={onShow}>
          {texts.showMe}
        </Button>
      )}
    </li>
  );
}
