// Rail, top bar, bars and the screen of the moment.

import { Suspense, useEffect } from 'react';
import { useDeskStore } from '../state/use-desk.ts';
import { CommandPalette } from './command-palette.tsx';
import { CrashGuard } from './crash-guard.tsx';
import { DeskView } from './desk-view.tsx';
import classes from './frame.module.css';
import { Rail } from './rail.tsx';
import { screenOf } from './screens.ts';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { loadAhead, WelcomeCard } from './slots.tsx';
import { StatusBars } from './status-bars.tsx';
import { OVERLAYS } from './theme.ts';
import { TopBar } from './top-bar.tsx';
import { useDeskShortcuts } from './use-desk-shortcuts.ts';
import { useFirstRows } from './use-first-rows.ts';
import { useNotices } from './use-notices.tsx';
import { usePageTitle } from './use-page-title.ts';
import { useRoute } from './use-route.ts';

export function Frame() {
  const screen = useDeskStore('screen', (state) => state.screen);
  useDeskShortcuts();
  usePageTitle();
  useRoute();
  useNotices();
  const firstRows = useFirstRows();
  useEffect(() => {
    if (firstRows) loadAhead();
  }, [firstRows]);
  const Screen = screen === 'desk' ? null : screenOf[screen];
  return (
    <div className={classes.frame}>
      <Rail />
      <div className={classes.column}>
        <TopBar />
        <StatusBars />
        <main className={classes.main}>
          {/* The desk stays in the page while another screen is shown: coming back costs nothing and loses no place. */}
          <div className={classes.screen} hidden={Screen !== null}>
            <DeskView />
          </div>
          {Screen !== null && (
            <div className={classes.screen}>
              <CrashGuard key={screen}>
                <Suspense>
                  <Screen />
                </Suspense>
              </CrashGuard>
            </div>
          )}
          <Suspense>{firstRows && <WelcomeCard />}</Suspense>
          {/* Menus, dialogs and notices float in here, so that they too belong to the page's main part. */}
          <div id={OVERLAYS} className={classes.overlays} />
        </main>
      </div>
      <CommandPalette />
      <ShortcutSheet />
    </div>
  );
}
