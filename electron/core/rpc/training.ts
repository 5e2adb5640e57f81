// Section `training`.

import type { Desk, Implementer } from './context.ts';

export function trainingSection(os: Implementer, desk: Desk) {
  return {
    get: os.training.get.handler(() => desk.training.get()),
    reset: os.training.reset.handler(() => desk.training.reset()),
  };
}
