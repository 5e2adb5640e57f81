// The desk: board and map side by side with a movable border, or either alone; the panel over the map, never over the
// board. On a narrow screen one of the two is shown; on a very wide one panel, map and board stand side by side.

import { type CSSProperties, Suspense, useEffect, useState } from 'react';
import { z } from 'zod';
import { Board } from '../board/board.tsx';
import type { LayoutPiece } from '../state/layout.ts';
import type { ComposeIntent, Panel } from '../state/stores.ts';
import { useDesk, useDeskStore, useLayout } from '../state/use-desk.ts';
import { useWidth } from '../ui/use-width.ts';
import { CrashGuard } from './crash-guard.tsx';
import { type DeskParts, deskParts } from './desk-parts.ts';
import classes from './desk-view.module.css';
import { JobMiniMap } from './job-mini-map.tsx';
import { NewPanel } from './new-panel.tsx';
import { ProviderPart } from './provider-part.tsx';
import { ComposePanel, EditParcel, JobPanel, MapView, PredictPanel, ShipmentPanel } from './slots.tsx';
import { SplitBorder } from './split-border.tsx';
import { texts } from './texts.ts';
import { useFirstRows } from './use-first-rows.ts';

const splitPiece: LayoutPiece<{ boardShare: number }> = {
  key: 'desk',
  schema: z.object({ boardShare: z.number().min(0.1).max(0.9) }),
  fallback: { boardShare: 0.6 },
};

/** A notice and the space around it. */
const LEAST_NOTICE = 472;

export function DeskView() {
  const mode = useDeskStore('screen', (state) => state.mode);
  const panel = useDeskStore('screen', (state) => state.panel);
  const [{ boardShare }, saveSplit] = useLayout(splitPiece);
  const [dragShare, setDragShare] = useState<number | null>(null);
  const { ref, width } = useWidth();
  const firstRows = useFirstRows();
  const parts: DeskParts = deskParts({
    width,
    mode,
    panel: panel !== null,
    boardShare: dragShare ?? boardShare,
  });
  useNoticesBeside(parts.panel + LEAST_NOTICE <= width ? parts.panel : 0);
  return (
    <div
      ref={ref}
      className={classes.desk}
      style={
        {
          '--board': `${parts.board}px`,
          '--map': `${parts.map}px`,
          '--side': `${parts.panel}px`,
        } as CSSProperties
      }
    >
      {width > 0 && (
        <>
          <section className={classes.board} hidden={parts.board === 0} aria-label={texts.desk.board}>
            <CrashGuard>
              <Board />
            </CrashGuard>
          </section>
          {parts.split && (
            <SplitBorder
              share={dragShare ?? boardShare}
              label={texts.desk.border}
              width={width - parts.besides}
              onMove={setDragShare}
              onDone={(share) => {
                setDragShare(null);
                saveSplit({ boardShare: share });
              }}
            />
          )}
          {parts.map > 0 && (
            <section className={classes.map} aria-label={texts.desk.map}>
              <CrashGuard>
                <Suspense>
                  {firstRows && <MapView coveredRight={parts.panelOver ? parts.panel : 0} />}
                </Suspense>
              </CrashGuard>
            </section>
          )}
          {panel !== null && (
            <aside
              className={classes.panel}
              data-over={parts.panelOver ? (parts.panel < parts.map ? 'part' : 'whole') : undefined}
              aria-label={texts.desk.panel}
            >
              <CrashGuard key={JSON.stringify(panel)}>
                <Suspense>
                  <PanelContent panel={panel} />
                </Suspense>
              </CrashGuard>
            </aside>
          )}
        </>
      )}
    </div>
  );
}

/** Notices come up left of the panel: its foot holds what is about to be sent. They are drawn outside of the desk. */
function useNoticesBeside(panel: number) {
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--notices-right', `${panel}px`);
    return () => void style.removeProperty('--notices-right');
  }, [panel]);
}

function PanelContent({ panel }: { panel: Panel }) {
  if (panel.kind === 'compose') {
    return panel.intent.kind === 'new' ? <NewPanel {...panel.intent} /> : <JobForm intent={panel.intent} />;
  }
  if (panel.kind === 'predict') return <PredictPanel />;
  return (
    <JobPanel
      jobId={panel.jobId}
      miniMap={<JobMiniMap />}
      providerActions={<ProviderPart which="actions" />}
      providerPart={<ProviderPart which="facts" />}
    />
  );
}

/** To change a job, or to order one like it: the form of its own system. */
function JobForm({ intent }: { intent: Exclude<ComposeIntent, { kind: 'new' }> }) {
  const { navigation } = useDesk();
  const jobId = 'jobId' in intent ? intent.jobId : null;
  const provider = useDeskStore('job', ({ id, detail }) => (id === jobId ? detail?.job.provider : undefined));
  if (provider === 'aftership' && intent.kind === 'edit') return <EditParcel jobId={intent.jobId} />;
  return provider === 'shipping-order' && intent.kind !== 'follow' ? (
    <ShipmentPanel intent={intent} onClose={() => navigation.closePanel()} />
  ) : (
    <ComposePanel intent={intent} />
  );
}
