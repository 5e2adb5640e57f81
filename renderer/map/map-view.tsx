// The map of the desk: mounted by the frame. React makes the element once and draws what stands beside the picture; the
// picture itself lives in desk-map.ts.

import { type CSSProperties, useEffect, useRef, useState } from 'react';
import { useDesk } from '../state/use-desk.ts';
import { createDeskMap, type DeskMap } from './desk-map.ts';
import classes from './map.module.css';
import { MapEmpty } from './map-empty.tsx';
import { MapLists } from './map-lists.tsx';
import { MapNotes } from './map-notes.tsx';
import { MapTip } from './map-tip.tsx';
import { MapTools } from './map-tools.tsx';

interface Props {
  /** So many pixels on the right lie under the panel. */
  coveredRight?: number;
}

export function MapView({ coveredRight = 0 }: Props) {
  const desk = useDesk();
  const holder = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<DeskMap | null>(null);

  useEffect(() => {
    if (holder.current === null) return;
    const made = createDeskMap(holder.current, desk);
    setMap(made);
    return () => {
      setMap(null);
      made.remove();
    };
  }, [desk]);
  useEffect(() => map?.setCovered(coveredRight), [map, coveredRight]);

  return (
    <div className={classes.map} style={{ '--covered': `${coveredRight}px` } as CSSProperties}>
      {/* The same in words is in the list of couriers in view. */}
      <div ref={holder} className={classes.picture} aria-hidden="true" />
      {map !== null && (
        <>
          <MapTools map={map} />
          <MapEmpty map={map} />
          <MapLists map={map} />
          <MapNotes map={map} />
          <MapTip map={map} />
        </>
      )}
    </div>
  );
}
