// Keys that work everywhere on the page.

import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { keepKeysAhead } from '../ui/keys-ahead.ts';
import { useShortcut } from '../ui/use-shortcut.ts';
import { closeOverlay, openPalette, overlays } from './overlays.ts';
import { texts } from './texts.ts';

const { groups } = texts.shortcuts;

export function useDeskShortcuts(): void {
  const { navigation } = useDesk();
  const panelOpen = useDeskStore('screen', (state) => state.panel !== null && state.screen === 'desk');
  useShortcut({
    keys: '1',
    label: texts.shortcuts.board,
    group: groups.go,
    run: () => navigation.setMode('board'),
  });
  useShortcut({
    keys: '2',
    label: texts.shortcuts.split,
    group: groups.go,
    run: () => navigation.setMode('split'),
  });
  useShortcut({
    keys: '3',
    label: texts.shortcuts.map,
    group: groups.go,
    run: () => navigation.setMode('map'),
  });
  useShortcut({
    keys: 'i',
    label: texts.shortcuts.inbox,
    group: groups.go,
    run: () => navigation.show('inbox'),
  });
  useShortcut({
    keys: 'mod+,',
    label: texts.shortcuts.settings,
    group: groups.go,
    run: () => navigation.show('settings'),
  });
  useShortcut({
    keys: 'mod+k',
    label: texts.shortcuts.palette,
    group: groups.go,
    always: true,
    run: () => (overlays.getState().open === 'palette' ? closeOverlay() : openPalette()),
  });
  useShortcut({
    keys: 'n',
    label: texts.shortcuts.newJob,
    group: groups.desk,
    run: () => {
      navigation.compose({ kind: 'new' });
      keepKeysAhead();
    },
  });
  useShortcut({
    keys: '?',
    label: texts.shortcuts.sheet,
    group: groups.help,
    run: () => overlays.setState({ open: 'shortcuts' }),
  });
  useShortcut(
    panelOpen
      ? {
          keys: 'Escape',
          label: texts.shortcuts.close,
          group: groups.desk,
          run: () => navigation.closePanel(),
        }
      : null,
  );
}
