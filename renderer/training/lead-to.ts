// Brings a person to the place where a task of the training sheet is done: a form, a screen, or a job that will do.

import type { JobView } from '../../shared/contract/jobs.ts';
import type { TrainingTask } from '../../shared/contract/training.ts';
import type { Desk } from '../state/desk.ts';

export async function leadTo(task: TrainingTask, desk: Desk): Promise<void> {
  const { navigation } = desk;
  switch (task) {
    case 'book':
      navigation.compose({ kind: 'new', what: 'courier' });
      return;
    case 'book-again':
      return openFirst(desk, { providers: ['twinjet'], phases: ['done'], sort: NEWEST });
    case 'cancel':
      return openFirst(desk, { providers: ['twinjet'], statuses: ['accepted', 'assigned'] });
    case 'rescue':
      // One that was delayed or sent back cannot be placed again.
      return openFirst(desk, { providers: ['shipping-order'], statuses: ['failed'] });
    case 'follow':
      navigation.compose({ kind: 'new', what: 'tracking' });
      return;
    case 'settle-parcel':
      return openFirst(desk, { providers: ['aftership'], phases: ['attention'] });
    case 'label':
      navigation.newLabel();
      return;
    case 'fedex':
      navigation.show('accounts');
      return;
    case 'jet':
      navigation.show('onboarding');
      return;
    case 'inbox':
      navigation.show('inbox');
  }
}

const NEWEST = { by: 'created', direction: 'desc' } as const;

/** Where there is none now, the board: jobs arrive by themselves. */
async function openFirst({ actions, navigation }: Desk, view: JobView): Promise<void> {
  const found = await actions.findJobs({ view, offset: 0, limit: 1 });
  const [row] = found.ok ? found.value.rows : [];
  if (row === undefined) navigation.show('desk');
  else navigation.openJob(row.id);
}
