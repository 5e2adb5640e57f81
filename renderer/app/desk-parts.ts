// How wide board, map and panel are on the desk. Pure; measured in CSS pixels of the desk (the window without the rail).

import type { DeskMode } from '../state/stores.ts';

export const PANEL_WIDTH = 440;
const BORDER_WIDTH = 1;
/** Up to here board and map do not stand side by side: the rail, or 1 and 3, leads from one to the other. */
const NARROW = 1024 - 56;
/** From here on the panel stands beside the map instead of over it. */
const WIDE = 2560 - 56;
const LEAST_BOARD = 360;
const LEAST_MAP = 280;

export interface DeskParts {
  board: number;
  map: number;
  panel: number;
  /** The panel covers a part of the map. */
  panelOver: boolean;
  /** The border is there to be moved. */
  split: boolean;
  /** Width that is neither board nor map. */
  besides: number;
}

interface Wanted {
  width: number;
  mode: DeskMode;
  panel: boolean;
  boardShare: number;
}

export function deskParts({ width, mode, panel, boardShare }: Wanted): DeskParts {
  const narrow = width <= NARROW;
  const panelWidth = panel ? Math.min(PANEL_WIDTH, width) : 0;
  const alone = mode === 'board' || (narrow && mode !== 'map');
  if (alone) {
    return {
      board: width - panelWidth,
      map: 0,
      panel: panelWidth,
      panelOver: false,
      split: false,
      besides: panelWidth,
    };
  }
  if (mode === 'map') {
    return { board: 0, map: width, panel: panelWidth, panelOver: panel, split: false, besides: 0 };
  }
  const panelOver = panel && width < WIDE;
  const besides = BORDER_WIDTH + (panelOver ? 0 : panelWidth);
  const shared = width - besides;
  // Never less map than the panel needs: it may cover the map, but not the board.
  const leastMap = panelOver ? panelWidth : LEAST_MAP;
  const board = Math.round(Math.max(LEAST_BOARD, Math.min(shared * boardShare, shared - leastMap)));
  return { board, map: shared - board, panel: panelWidth, panelOver, split: true, besides };
}
