// The rail at the left edge: the screens, each with what waits there.

import { Tooltip } from '@mantine/core';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import classes from './rail.module.css';
import { railEntries } from './screens.ts';
import { texts } from './texts.ts';

export function Rail() {
  const { navigation } = useDesk();
  const screen = useDeskStore('screen', (state) => state.screen);
  const mode = useDeskStore('screen', (state) => state.mode);
  const outbox = useDeskStore('counts', ({ counts }) =>
    counts === null ? 0 : counts.outbox.waiting + counts.outbox.unknown + counts.outbox.failed,
  );
  const inbox = useDeskStore('inbox', ({ counts }) => counts?.open ?? 0);
  return (
    <nav className={classes.rail} aria-label={texts.rail.label}>
      {/* The product's mark: one track crosses to another, and what travels on them is the dot. */}
      <svg className={classes.sign} width="24" height="24" viewBox="0 0 16 16" aria-hidden="true">
        <path d="M1.5 4H4.2C9.6 4 6.4 12 11.8 12H14.5M1.5 12H4.4" />
        <circle cx="12.4" cy="4" r="1.9" />
      </svg>
      {railEntries.map((entry) => {
        const Icon = entry.icon;
        const here =
          entry.screen === screen &&
          (entry.mode === undefined || entry.mode === mode || (entry.mode === 'board' && mode === 'split'));
        const count = entry.screen === 'outbox' ? outbox : entry.screen === 'inbox' ? inbox : 0;
        const words = entry.screen === 'inbox' ? texts.rail.needing(count) : texts.rail.waiting(count);
        return (
          <Tooltip
            key={entry.label}
            position="right"
            label={
              <span className={classes.tip}>
                {entry.label}
                {entry.keys !== undefined && <KeyHint keys={entry.keys} />}
              </span>
            }
          >
            <button
              type="button"
              className={classes.entry}
              aria-label={count > 0 ? `${entry.label}, ${words}` : entry.label}
              aria-current={here ? 'page' : undefined}
              onClick={() => {
                if (entry.mode === undefined) navigation.show(entry.screen);
                // The board's entry brings back the desk as it was left; the map's shows the map alone.
                else if (entry.mode === 'board' && screen !== 'desk' && mode !== 'map')
                  navigation.show('desk');
                else if (entry.mode === 'board' && mode === 'map') navigation.setMode('split');
                else navigation.setMode(entry.mode);
              }}
            >
              <Icon size={20} stroke={1.6} />
              {count > 0 && <span className={classes.count}>{count > 99 ? '99+' : count}</span>}
            </button>
          </Tooltip>
        );
      })}
    </nav>
  );
}
