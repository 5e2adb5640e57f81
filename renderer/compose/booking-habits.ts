// What the last booking tells about the next one: the account that was used and, for each account, whom to call.

import { z } from 'zod';
import type { LayoutPiece } from '../state/layout.ts';

export const bookingHabits: LayoutPiece<{
  connectionId: string;
  contacts: Record<string, { name: string; phone: string }>;
}> = {
  key: 'compose',
  schema: z.object({
    connectionId: z.string(),
    contacts: z.record(z.string(), z.object({ name: z.string(), phone: z.string() })),
  }),
  fallback: { connectionId: '', contacts: {} },
};
