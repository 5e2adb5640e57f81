// All shortcuts that work now, by group ("?").

import { Modal } from '@mantine/core';
import { useStore } from 'zustand';
import { KeyHint } from '../ui/key-hint.tsx';
import { useShortcutList } from '../ui/use-shortcut.ts';
import { closeOverlay, overlays } from './overlays.ts';
import classes from './shortcut-sheet.module.css';
import { texts } from './texts.ts';

export function ShortcutSheet() {
  const opened = useStore(overlays, (state) => state.open === 'shortcuts');
  const shortcuts = useShortcutList();
  const groups = Object.entries(Object.groupBy(shortcuts, ({ group }) => group));
  return (
    <Modal opened={opened} onClose={closeOverlay} title={texts.shortcuts.title} size={640}>
      <div className={classes.groups}>
        {groups.map(([group, list = []]) => (
          <section key={group}>
            <h3 className={classes.title}>{group}</h3>
            <dl className={classes.list}>
              {list.map(({ keys, label }) => (
                <div key={`${keys} ${label}`}>
                  <dt>{label}</dt>
                  <dd>
                    <KeyHint keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
