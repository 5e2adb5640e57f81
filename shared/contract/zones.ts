// Section `zones`: delivery zones that providers sent, by connection.

import { z } from 'zod';
import { procedure } from './procedure.ts';
import { zoneSchema } from './schemas.ts';

export const zones = {
  list: procedure.output(z.array(zoneSchema)),
};
