// The commands of the palette: what can be done from everywhere, with its key where it has one.

import { showAll, showLate, showLive, showTrouble } from '../board/quick-filters.ts';
import { texts as composeTexts } from '../compose/texts.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { useNewChoices } from './new-kinds.ts';
import { railEntries } from './screens.ts';
import { texts } from './texts.ts';

export interface PaletteCommand {
  label: string;
  keys?: string;
  run: () => void;
}

export function usePaletteCommands(): PaletteCommand[] {
  const { actions, board, navigation } = useDesk();
  const paused = useDeskStore('settings', (state) => state.settings.polling.paused);
  const parcels = useDeskStore('connections', (state) =>
    state.connections.some(({ provider }) => provider === 'aftership'),
  );
  const shipments = useDeskStore('connections', (state) =>
    state.connections.some(({ provider }) => provider === 'shipping-order'),
  );
  const kinds = useNewChoices().filter(({ ready }) => ready);
  const filter = (change: typeof showAll) => () => {
    navigation.show('desk');
    board.setView(change);
  };
  return [
    { label: texts.topBar.newJob, keys: 'n', run: () => navigation.compose({ kind: 'new' }) },
    // With one kind only, the command above is it.
    ...(kinds.length < 2 ? [] : kinds).map(({ what }) => ({
      label: texts.palette.newOf(composeTexts.chooser.kinds[what].name),
      run: () => navigation.compose({ kind: 'new', what }),
    })),
    ...(parcels ? [{ label: texts.palette.predict, run: () => navigation.predict() }] : []),
    { label: texts.palette.follow, run: () => navigation.compose({ kind: 'follow' }) },
    ...(shipments ? [{ label: texts.palette.findShipments, run: () => navigation.findShipments() }] : []),
    { label: texts.palette.late, run: filter(showLate) },
    { label: texts.palette.trouble, run: filter(showTrouble) },
    { label: texts.palette.live, run: filter(showLive) },
    { label: texts.palette.all, run: filter(showAll) },
    { label: texts.shortcuts.split, keys: '2', run: () => navigation.setMode('split') },
    ...railEntries.map(({ label, keys, screen, mode }) => ({
      label,
      ...(keys === undefined ? {} : { keys }),
      run: () => (mode === undefined ? navigation.show(screen) : navigation.setMode(mode)),
    })),
    { label: texts.palette.addConnection, run: navigation.addConnection },
    {
      label: paused ? texts.palette.resume : texts.palette.pause,
      run: () => void actions.updateSettings({ polling: { paused: !paused } }),
    },
    ...(['light', 'dark', 'system'] as const).map((theme) => ({
      label: texts.palette[theme],
      run: () => void actions.updateSettings({ theme }),
    })),
  ];
}
