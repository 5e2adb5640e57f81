// The form that books a job, changes one, or books one like another; and the way to follow a job made elsewhere.
// Opened by the frame with what the person wants. Nothing typed is ever lost by closing it.

import { Button } from '@mantine/core';
import type { ComposeIntent } from '../state/stores.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { PanelFrame } from '../ui/panel-frame.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { Waiting } from '../ui/waiting.tsx';
import { ComposeForm } from './compose-form.tsx';
import { FollowDialog } from './follow-dialog.tsx';
import { texts } from './texts.ts';
import { useComposeStart } from './use-compose-start.ts';

export function ComposePanel({ intent }: { intent: ComposeIntent }) {
  return intent.kind === 'follow' ? <FollowDialog /> : <BookingPanel intent={intent} />;
}

function BookingPanel({ intent }: { intent: Exclude<ComposeIntent, { kind: 'follow' }> }) {
  const { navigation } = useDesk();
  const loading = useComposeStart(intent);
  const hasAccount = useDeskStore('connections', ({ connections, loaded }) =>
    loaded ? connections.some(({ provider }) => provider === 'twinjet') : true,
  );
  if (loading.kind === 'ready' && (hasAccount || intent.kind === 'edit')) {
    return <ComposeForm intent={intent} start={loading.start} />;
  }
  return (
    <PanelFrame title={texts.titles[intent.kind]} onClose={() => navigation.closePanel()}>
      {loading.kind === 'loading' && <Waiting heights={[120, 32, 32, 80, 32]} label={texts.loading} />}
      {loading.kind === 'problem' && <ProblemNote problem={loading.problem} />}
      {loading.kind === 'ready' && (
        <EmptyState
          title={texts.noConnection}
          actions={<Button onClick={() => navigation.addConnection()}>{texts.addConnection}</Button>}
        >
          {texts.noConnectionWhy}
        </EmptyState>
      )}
    </PanelFrame>
  );
}
