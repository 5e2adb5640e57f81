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
/** So much map is to be seen beside the panel: a courier and the streets around it. The board gives way for it … */
const STRIP = 240;
/** … but not below this, or its rows say too little. */
const GIVING_BOARD = 680;
/** Less than this of a map is of no use: the panel then takes its whole place. */
const LEAST_STRIP = 160;

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
  const parts = { panelOver, split: true, besides };
  // Never less map than the panel needs: it may cover the map, but not the board.
  const leastMap = panelOver ? panelWidth : LEAST_MAP;
  const board = Math.round(Math.max(LEAST_BOARD, Math.min(shared * boardShare, shared - leastMap)));
  if (!panelOver) return { ...parts, board, map: shared - board, panel: panelWidth };
  const giving = Math.min(board, Math.max(GIVING_BOARD, shared - panelWidth - STRIP));
  const map = shared - giving;
  if (map - panelWidth >= LEAST_STRIP) return { ...parts, board: giving, map, panel: panelWidth };
  return { ...parts, board, map: shared - board, panel: shared - board };
}
