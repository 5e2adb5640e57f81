// Keeps the address in the page's hash and what is on screen in step, both ways: a reload, a deep link, the tray's menu.

import { useEffect } from 'react';
import { showLate, showLive, showTrouble } from '../board/quick-filters.ts';
import { parseRoute, routeOf } from '../state/navigation.ts';
import { useDesk } from '../state/use-desk.ts';

const FILTERS = { live: showLive, late: showLate, trouble: showTrouble };

export function useRoute(): void {
  const { stores, navigation, board } = useDesk();
  useEffect(() => {
    const write = () => {
      const route = routeOf(stores);
      // Without an entry in the history: "back" leaves the console and does not replay clicks.
      if (location.hash !== route) history.replaceState(null, '', route);
    };
    const read = () => {
      const route = parseRoute(location.hash);
      switch (route?.kind) {
        case 'desk':
          if (route.mode !== null) navigation.setMode(route.mode);
          else navigation.show('desk');
          break;
        case 'screen':
          navigation.show(route.screen);
          break;
        case 'job':
          navigation.openJob(route.jobId);
          break;
        case 'new':
          navigation.compose({ kind: 'new' });
          break;
        case 'filter':
          navigation.show('desk');
          board.setView(FILTERS[route.filter]);
          break;
      }
      write();
    };
    if (location.hash !== '') read();
    window.addEventListener('hashchange', read);
    const unsubscribe = stores.screen.subscribe(write);
    return () => {
      window.removeEventListener('hashchange', read);
      unsubscribe();
    };
  }, [stores, navigation, board]);
}
