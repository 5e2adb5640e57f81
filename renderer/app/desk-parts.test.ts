import { expect, test } from 'vitest';
import { deskParts, PANEL_WIDTH } from './desk-parts.ts';

const wanted = { width: 1384, mode: 'split' as const, panel: false, boardShare: 0.6 };

test('board and map share the width by the border between them', () => {
  const { board, map, besides, split } = deskParts(wanted);
  expect(split).toBe(true);
  expect(board + map + besides).toBe(1384);
  expect(board / (board + map)).toBeCloseTo(0.6, 2);
});

test('the panel lies over the map and never over the board, which leaves a strip of map beside it', () => {
  const open = deskParts({ ...wanted, panel: true });
  expect(open.panelOver).toBe(true);
  expect(open.board + open.map + open.besides).toBe(1384);
  expect(open.panel).toBe(PANEL_WIDTH);
  expect(open.map - open.panel).toBe(240);
  const roomy = { ...wanted, boardShare: 0.4 };
  expect(deskParts({ ...roomy, panel: true }).board).toBe(deskParts(roomy).board);
});

test('where the board cannot give way any more, the panel takes the whole place of the map', () => {
  for (const width of [1224, 1000]) {
    const closed = deskParts({ ...wanted, width });
    const open = deskParts({ ...wanted, width, panel: true });
    expect(open.board).toBeLessThanOrEqual(closed.board);
    expect(open.panel).toBe(open.map);
    expect(open.panel).toBeGreaterThanOrEqual(PANEL_WIDTH);
  }
  const wideBoard = deskParts({ ...wanted, boardShare: 0.85, panel: true });
  expect(wideBoard.board).toBeGreaterThanOrEqual(680);
  expect(wideBoard.map - wideBoard.panel).toBe(240);
});

test('beside a board alone the panel takes its own width', () => {
  const parts = deskParts({ ...wanted, mode: 'board', panel: true });
  expect(parts).toMatchObject({ board: 1384 - PANEL_WIDTH, map: 0, panelOver: false });
});

test('on a narrow desk one of the two is shown', () => {
  expect(deskParts({ ...wanted, width: 968 })).toMatchObject({ board: 968, map: 0, split: false });
  expect(deskParts({ ...wanted, width: 968, mode: 'map' })).toMatchObject({ board: 0, map: 968 });
});

test('on a very wide desk panel, map and board stand side by side', () => {
  const parts = deskParts({ ...wanted, width: 2504, panel: true });
  expect(parts.panelOver).toBe(false);
  expect(parts.board + parts.map + parts.besides).toBe(2504);
});
