// Whose zones are on the map: one line a connection that has any, with its stroke, to be shown or hidden.

import { Checkbox } from '@mantine/core';
import { useDeskStore, useLayout } from '../state/use-desk.ts';
import classes from './map.module.css';
import { mapLayout } from './map-layout.ts';
import { texts } from './texts.ts';
import { zoneStroke } from './zone-layer.ts';

export function ZoneLegend() {
  const connections = useDeskStore('connections', (state) => state.connections);
  const zones = useDeskStore('zones', (state) => state.zones);
  const [layout, saveLayout] = useLayout(mapLayout);
  const shown = connections
    .map(({ id, label }, index) => ({ id, label, index }))
    .filter(({ id }) => zones.some((zone) => zone.connectionId === id));
  return (
    <section className={classes.legend} aria-label={texts.zones}>
      <h2>{texts.zones}</h2>
      {shown.length === 0 && <p>{texts.zonesNone}</p>}
      {shown.map(({ id, label, index }) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the control is Mantine's Checkbox inside
        <label key={id} className={classes.legendRow}>
          <Checkbox
            checked={!layout.hiddenZones.includes(id)}
            onChange={(event) =>
              saveLayout({
                ...layout,
                hiddenZones: event.currentTarget.checked
                  ? layout.hiddenZones.filter((hidden) => hidden !== id)
                  : [...layout.hiddenZones, id],
              })
            }
          />
          <svg width="24" height="4" aria-hidden="true">
            <path d="M0 2H24" stroke="currentColor" strokeWidth="1.5" strokeDasharray={zoneStroke(index)} />
          </svg>
          <span className={classes.legendName}>{label}</span>
        </label>
      ))}
    </section>
  );
}
