// The ticks of the training sheet, kept in a small file beside the workspaces. Made by core.ts, which tells it what
// happens in practice; a failure of the file costs the ticks and nothing else.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TRAINING_TASKS, type Training, type TrainingTask } from '../../../shared/contract/training.ts';
import type { Command } from '../../../shared/domain/command.ts';
import type { Clock, Logger } from '../ports.ts';
import { type Answered, afterAnswer, NOTHING_BEFORE, taskOfAnswer, taskOfCommand } from './tasks-done.ts';

export interface TrainingService {
  get(): Promise<Training>;
  reset(): Promise<Training>;
  /** A procedure was answered in practice. */
  answered(answer: Answered): void;
  /** As the outbox of practice now stands. */
  commands(commands: readonly Command[]): Promise<void>;
}

interface Options {
  dataDir: string;
  clock: Clock;
  log: Logger;
  /** After a tick, or a new beginning. */
  onChange: () => void;
}

interface Kept {
  /** When it was begun anew: commands from before do not count. */
  since: number;
  done: Partial<Record<TrainingTask, number>>;
}

export function createTrainingService({ dataDir, clock, log, onChange }: Options): TrainingService {
  const path = join(dataDir, 'training.json');
  let before = NOTHING_BEFORE;
  let reading: Promise<Kept> | null = null;
  let writing: Promise<unknown> = Promise.resolve();

  function kept(): Promise<Kept> {
    reading ??= readFile(path, 'utf8').then(read, () => read('{}'));
    return reading;
  }

  function keep(next: Kept): void {
    writing = writing
      .then(() => writeFile(path, JSON.stringify(next)))
      .catch((error: unknown) => log.warn('The training sheet could not be kept', { error: String(error) }));
  }

  async function tick(task: TrainingTask): Promise<void> {
    const state = await kept();
    if (state.done[task] !== undefined) return;
    state.done[task] = clock.now();
    keep(state);
    onChange();
  }

  function told({ done }: Kept): Training {
    return { tasks: TRAINING_TASKS.map((task) => ({ task, doneAt: done[task] ?? null })) };
  }

  return {
    get: async () => told(await kept()),
    async reset() {
      const state: Kept = { since: clock.now(), done: {} };
      reading = Promise.resolve(state);
      before = NOTHING_BEFORE;
      keep(state);
      onChange();
      return told(state);
    },
    answered(answer) {
      const task = taskOfAnswer(answer, before);
      before = afterAnswer(answer, before);
      if (task !== null) void tick(task);
    },
    async commands(commands) {
      const { since } = await kept();
      for (const command of commands) {
        const task = command.createdAt >= since ? taskOfCommand(command) : null;
        if (task !== null) await tick(task);
      }
    },
  };
}

/** Whatever cannot be read is as good as never done. */
function read(text: string): Kept {
  let value: Partial<Kept> | null = null;
  try {
    value = JSON.parse(text) as Partial<Kept> | null;
  } catch {
    // Damaged, as after a crash in the middle of a write.
  }
  const done = Object.fromEntries(
    TRAINING_TASKS.flatMap((task) => {
      const at = value?.done?.[task];
      return typeof at === 'number' ? [[task, at]] : [];
    }),
  );
  return { since: typeof value?.since === 'number' ? value.since : 0, done };
}
