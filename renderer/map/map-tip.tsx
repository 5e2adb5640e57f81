// What lies under the pointer, in plain text beside it.

import { useStore } from 'zustand';
import type { DeskMap } from './desk-map.ts';
import classes from './map.module.css';

export function MapTip({ map }: { map: DeskMap }) {
  const tip = useStore(map.ui, (state) => state.tip);
  if (tip === null) return null;
  const [title, ...lines] = tip.lines;
  return (
    <div
      className={classes.tip}
      style={{ left: `min(${tip.x + 14}px, 100% - 290px)`, top: `min(${tip.y + 14}px, 100% - 170px)` }}
    >
      <p>{title}</p>
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: plain lines, drawn anew together
        <p key={index}>{line}</p>
      ))}
    </div>
  );
}
