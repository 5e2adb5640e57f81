// Whose map it is, always in sight; and, when there are no tiles, why.

import { useStore } from 'zustand';
import { useDeskStore } from '../state/use-desk.ts';
import type { DeskMap } from './desk-map.ts';
import classes from './map.module.css';
import { texts } from './texts.ts';

export function MapNotes({ map }: { map: DeskMap }) {
  const ground = useStore(map.ui, (state) => state.ground);
  const attribution = useDeskStore('settings', (state) => state.settings.tiles.attribution);
  return (
    <div className={classes.notes}>
      {ground.kind === 'tiles' ? (
        <Attribution text={attribution} />
      ) : (
        <span role="status">
          {texts.noTiles[ground.because]}{' '}
          {ground.because === 'failing' && (
            <>
              <button type="button" onClick={() => map.retryTiles()}>
                {texts.retryTiles}
              </button>
              {' · '}
            </>
          )}
          {texts.bordersFrom}
        </span>
      )}
    </div>
  );
}

/** OpenStreetMap asks for a link to its licence. */
function Attribution({ text }: { text: string }) {
  if (!text.includes('OpenStreetMap')) return text;
  return (
    <a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noreferrer">
      {text}
    </a>
  );
}
