// Zoom, show all, follow the selected courier, and which zones are shown.

import { IconFocusCentered, IconMinus, IconPlus, IconPolygon, IconRoute } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { ToolButton } from '../ui/tool-button.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import type { DeskMap } from './desk-map.ts';
import classes from './map.module.css';
import { texts } from './texts.ts';
import { ZoneLegend } from './zone-legend.tsx';

const group = texts.shortcutGroup;
const ICON = 16;

export function MapTools({ map }: { map: DeskMap }) {
  const following = useStore(map.ui, (state) => state.following);
  const nobody = useStore(map.ui, (state) => state.selected === null);
  const [legend, setLegend] = useState(false);

  useShortcut({ keys: '+', label: texts.zoomIn, group, run: () => map.zoomBy(1) });
  useShortcut({ keys: '-', label: texts.zoomOut, group, run: () => map.zoomBy(-1) });
  useShortcut({ keys: 'f', label: texts.fitAll, group, run: () => map.fitAll() });
  useShortcut({ keys: 'shift+f', label: texts.follow, group, run: () => map.setFollowing(!following) });

  return (
    <>
      <div className={classes.tools}>
        <div className={classes.group}>
          <ToolButton label={texts.zoomIn} keys="+" onClick={() => map.zoomBy(1)}>
            <IconPlus size={ICON} />
          </ToolButton>
          <ToolButton label={texts.zoomOut} keys="-" onClick={() => map.zoomBy(-1)}>
            <IconMinus size={ICON} />
          </ToolButton>
        </div>
        <div className={classes.group}>
          <ToolButton label={texts.fitAll} keys="f" onClick={() => map.fitAll()}>
            <IconFocusCentered size={ICON} />
          </ToolButton>
          <ToolButton
            label={texts.follow}
            keys="shift+f"
            active={following}
            off={nobody ? texts.followNobody : null}
            onClick={() => map.setFollowing(!following)}
          >
            <IconRoute size={ICON} />
          </ToolButton>
          <ToolButton label={texts.zones} active={legend} onClick={() => setLegend(!legend)}>
            <IconPolygon size={ICON} />
          </ToolButton>
        </div>
      </div>
      {legend && <ZoneLegend />}
    </>
  );
}
