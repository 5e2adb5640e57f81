// Zoom, show all, follow the selected courier, and what is shown of places and zones.

import {
  IconFocusCentered,
  IconMinus,
  IconPlus,
  IconPolygon,
  IconRoute,
  IconSquareDot,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { useLayout } from '../state/use-desk.ts';
import { ToolButton } from '../ui/tool-button.tsx';
import { useShortcut } from '../ui/use-shortcut.ts';
import type { DeskMap } from './desk-map.ts';
import classes from './map.module.css';
import { mapLayout } from './map-layout.ts';
import { texts } from './texts.ts';
import { ZoneLegend } from './zone-legend.tsx';

const group = texts.shortcutGroup;
const ICON = 16;

export function MapTools({ map }: { map: DeskMap }) {
  const following = useStore(map.ui, (state) => state.following);
  const nobody = useStore(map.ui, (state) => state.selected === null);
  const far = useStore(map.ui, (state) => state.far);
  const [layout, saveLayout] = useLayout(mapLayout);
  const [legend, setLegend] = useState(false);

  useShortcut({ keys: '+', label: texts.zoomIn, group, run: () => map.zoomBy(1) });
  useShortcut({ keys: '-', label: texts.zoomOut, group, run: () => map.zoomBy(-1) });
  useShortcut({ keys: 'f', label: texts.fitAll, group, run: () => map.fitAll() });
  useShortcut({ keys: 'shift+f', label: texts.follow, group, run: () => map.setFollowing(!following) });

  const togglePlaces = () => saveLayout({ ...layout, places: !layout.places });
  useShortcut({ keys: 'p', label: texts.places, group, run: togglePlaces });

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
          <ToolButton
            label={far && layout.places ? texts.placesFar(texts.places) : texts.places}
            keys="p"
            active={layout.places}
            onClick={togglePlaces}
          >
            <IconSquareDot size={ICON} />
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
