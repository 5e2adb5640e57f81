// Section `training`: ten small tasks of the practice workspace, ticked off by what really happened there.

import { z } from 'zod';
import { procedure } from './procedure.ts';
import { epochMs } from './schemas.ts';

/** In the order of the sheet. */
export const TRAINING_TASKS = [
  /** A courier job was taken by TwinJet. */
  'book',
  /** Another one to an address of a job that was just looked at. */
  'book-again',
  /** A cancel was taken, or undid a booking that had not left. */
  'cancel',
  /** A failed shipment was placed again. */
  'rescue',
  /** A tracking number is followed. */
  'follow',
  /** A parcel was retracked, or marked as completed (delivered, lost, returned). */
  'settle-parcel',
  /** A FedEx account proved to be ours. */
  'fedex',
  /** An opening with Jet Delivery was begun. */
  'jet',
  /** A label was made and cancelled. */
  'label',
  /** An entry of the inbox was acknowledged or put off. */
  'inbox',
] as const;
export type TrainingTask = (typeof TRAINING_TASKS)[number];

const trainingSchema = z.object({
  tasks: z.array(z.object({ task: z.enum(TRAINING_TASKS), doneAt: epochMs.nullable() })),
});
export type Training = z.infer<typeof trainingSchema>;

export const training = {
  /** All ten, in their order. Kept beside the workspaces: another morning, or another start, forgets none. */
  get: procedure.output(trainingSchema),
  /** Begins again, with nothing ticked. */
  reset: procedure.output(trainingSchema),
};
