// What the person should know about the chosen account before sending: it cannot be reached, or the core cannot.

import type { Connection } from '../../shared/domain/connection.ts';
import { useDeskStore } from '../state/use-desk.ts';
import { SideNote } from '../ui/side-note.tsx';
import { texts } from './texts.ts';

export function ConnectionNotes({ connection }: { connection: Connection | null }) {
  const lost = useDeskStore('link', (state) => state.status.phase === 'lost');
  if (lost) return <SideNote kind="caution">{texts.coreLost}</SideNote>;
  if (connection === null) return null;
  const { state, message } = connection.health;
  if (state === 'ok' || state === 'untested') return null;
  return <SideNote kind="caution">{texts.health(state, message)}</SideNote>;
}
