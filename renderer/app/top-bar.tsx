// The bar at the top: search and commands, how each connection is, the time.

import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { useTick } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import { SeverityMark } from '../ui/severity-mark.tsx';
import { ConnectionMarks } from './connection-marks.tsx';
import { openPalette } from './overlays.ts';
import { texts } from './texts.ts';
import classes from './top-bar.module.css';

/** What the badge of the inbox takes, in pixels. */
const BADGE_WIDTH = 132;

export function TopBar() {
  const { navigation } = useDesk();
  const { ref, width } = useElementSize();
  const time = useTick((now) => clockTime(now, now));
  return (
    <header className={classes.bar}>
      <button type="button" className={classes.search} onClick={openPalette} aria-keyshortcuts="Control+K">
        <IconSearch size={14} aria-hidden="true" />
        <span>{texts.topBar.search}</span>
        <KeyHint keys="mod+k" />
      </button>
      <Button
        leftSection={<IconPlus size={14} />}
        aria-keyshortcuts="n"
        onClick={() => navigation.compose({ kind: 'new' })}
      >
        {texts.topBar.newJob}
      </Button>
      <div ref={ref} className={classes.right}>
        <InboxBadge />
        <ConnectionMarks room={width - BADGE_WIDTH} />
      </div>
      <time className={classes.clock}>{time}</time>
    </header>
  );
}

/** Only while somebody is needed: a quiet console shows nothing. */
function InboxBadge() {
  const { navigation } = useDesk();
  const open = useDeskStore('inbox', ({ counts }) => counts?.open ?? 0);
  const critical = useDeskStore('inbox', ({ counts }) => counts?.critical ?? 0);
  if (open === 0) return null;
  return (
    <button
      type="button"
      className={classes.badge}
      aria-keyshortcuts="i"
      title={texts.topBar.inbox(open, critical)}
      onClick={() => navigation.show('inbox')}
    >
      <SeverityMark severity={critical > 0 ? 'critical' : 'caution'} size={10} />
      {texts.topBar.needsYou(open)}
    </button>
  );
}
