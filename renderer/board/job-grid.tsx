// The list itself: column names, groups and rows of which only those that can be seen exist, moved through by pointer
// and keys. A grid to a screen reader, with the true numbers of lines and columns.

import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type RefObject,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useStore } from 'zustand';
import type { JobId } from '../../shared/domain/ids.ts';
import type { JobRow } from '../../shared/domain/job.ts';
import type { JobPhase } from '../../shared/domain/job-status.ts';
import { asAsked } from '../state/board-query.ts';
import { groupRanges } from '../state/group-ranges.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { type FittedColumn, GUTTER } from './columns.ts';
import { GroupHead } from './group-head.tsx';
import classes from './job-grid.module.css';
import { JobLine } from './job-line.tsx';
import {
  itemAtLine,
  lineOfHead,
  lineOfRow,
  listGeometry,
  type Measures,
  rowsBetween,
  rowTopIn,
  type Section,
} from './list-geometry.ts';
import { physicalHeight } from './scroll-place.ts';
import { texts } from './texts.ts';
import { useListScroll } from './use-list-scroll.ts';
import type { Marks } from './use-marks.ts';
import { useStillness } from './use-stillness.ts';

const HEAD_HEIGHT = 30;
const GROUP_HEIGHT = 30;
/** Pixels; some bands high. */
const FRAME_STEP = 16_384;
const ROW_HEIGHT = { compact: 26, normal: 32, roomy: 40 } as const;

interface Props {
  grid: RefObject<HTMLDivElement | null>;
  columns: readonly FittedColumn[];
  head: React.ReactNode;
  marks: Marks;
  onToggleGroup: (phase: JobPhase) => void;
  onMenu: (at: { x: number; y: number }, row: JobRow) => void;
  /** Stands where the rows would: nothing to show, or not yet. */
  children: React.ReactNode;
}

export function JobGrid({ grid, columns, head, marks, onToggleGroup, onMenu, children }: Props) {
  const { board, stores, navigation } = useDesk();
  const { pages, total, totalIsExact, groups, answered, news, view } = useStore(board.store);
  const density = useDeskStore('settings', (state) => state.settings.density);
  const newsStaleMs = useDeskStore('settings', (state) => state.settings.ageing.newsStaleMs);
  const connections = useDeskStore('connections', (state) => state.connections);
  const cursorJob = useDeskStore('selection', (state) => state.cursor);
  const openJob = useDeskStore('screen', ({ panel }) => (panel?.kind === 'job' ? panel.jobId : null));
  const [cursorHead, setCursorHead] = useState<JobPhase | null>(null);
  // A row the keyboard went to before it was there.
  const [awaited, setAwaited] = useState<number | null>(null);
  const lastLine = useRef(0);
  const id = useId();
  const stillness = useStillness();

  const labels = useMemo(() => new Map(connections.map((each) => [each.id, each.label])), [connections]);
  const grouped = answered?.group === 'phase';
  const asked = answered === null ? null : asAsked(answered);
  const foldable = asked?.folded === answered?.folded;
  const measures: Measures = useMemo(() => ({ row: ROW_HEIGHT[density], head: GROUP_HEIGHT }), [density]);
  const geometry = useMemo(
    () => listGeometry(grouped ? groupRanges(groups, asked?.folded ?? []) : null, total, measures),
    [grouped, groups, asked?.folded, total, measures],
  );
  const { band, span, onScroll, showLine, linesAPage } = useListScroll({
    scroller: grid,
    board,
    geometry,
    answered,
    headHeight: HEAD_HEIGHT,
  });

  const cursorIndex = awaited ?? (cursorJob === null ? undefined : board.indexOf(cursorJob));
  const cursorLine =
    cursorHead !== null
      ? lineOfHead(geometry, cursorHead)
      : cursorIndex === undefined
        ? -1
        : lineOfRow(geometry, cursorIndex);
  if (cursorLine >= 0) lastLine.current = cursorLine;

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that arrive are what is waited for
  useEffect(() => {
    const row = awaited === null ? undefined : board.rowAt(awaited);
    if (row === undefined) return;
    setAwaited(null);
    stores.selection.setState({ cursor: row.id });
  }, [awaited, pages, board, stores]);

  // Chosen elsewhere (the map, the palette): the row comes into view.
  useEffect(
    () =>
      stores.selection.subscribe((state, before) => {
        if (state.cursor === before.cursor || state.cursor === null) return;
        setCursorHead(null);
        const index = board.indexOf(state.cursor);
        if (index !== undefined) showLine(lineOfRow(geometry, index));
      }),
    [stores, board, geometry, showLine],
  );

  function goTo(line: number, extend: boolean) {
    const within = Math.max(0, Math.min(geometry.lines - 1, line));
    const item = itemAtLine(geometry, within);
    if (item === undefined) return;
    lastLine.current = within;
    showLine(within);
    if (item.kind === 'head') {
      setCursorHead(item.phase);
      return;
    }
    setCursorHead(null);
    const row = board.rowAt(item.index);
    if (extend) marks.extendTo(item.index, cursorIndex ?? item.index);
    if (row === undefined) {
      setAwaited(item.index);
      return;
    }
    setAwaited(null);
    stores.selection.setState({ cursor: row.id });
    // A panel that is open follows the keyboard through the list.
    if (stores.screen.getState().panel?.kind === 'job') navigation.openJob(row.id);
  }

  function press(event: KeyboardEvent<HTMLDivElement>) {
    if (event.target !== event.currentTarget || event.altKey) return;
    const mod = event.ctrlKey || event.metaKey;
    const item = cursorLine < 0 ? undefined : itemAtLine(geometry, cursorLine);
    const row = item?.kind === 'row' ? board.rowAt(item.index) : undefined;
    const from = cursorLine >= 0 ? cursorLine : lastLine.current - 1;
    switch (event.key) {
      case 'ArrowDown':
        goTo(from + 1, event.shiftKey);
        break;
      case 'ArrowUp':
        goTo(from - 1, event.shiftKey);
        break;
      case 'PageDown':
        goTo(from + linesAPage, event.shiftKey);
        break;
      case 'PageUp':
        goTo(from - linesAPage, event.shiftKey);
        break;
      case 'Home':
        goTo(0, event.shiftKey);
        break;
      case 'End':
        goTo(geometry.lines - 1, event.shiftKey);
        break;
      case 'ArrowLeft':
      case 'ArrowRight': {
        const phase = item?.kind === 'head' ? item.phase : row?.phase;
        const range = geometry.sections.find(({ group }) => group?.phase === phase)?.group;
        if (!foldable || range == null || range.folded === (event.key === 'ArrowLeft')) return;
        if (range.folded === false) setCursorHead(range.phase);
        onToggleGroup(range.phase);
        break;
      }
      case 'Enter':
        if (item?.kind === 'head') {
          if (foldable) onToggleGroup(item.phase);
        } else if (row !== undefined) navigation.openJob(row.id);
        break;
      case ' ':
      case 'x':
        if (mod || item?.kind !== 'row' || row === undefined) return;
        marks.toggle(row, item.index);
        break;
      case 'a':
        if (!mod) return;
        marks.all();
        break;
      case 'Escape':
        if (stores.selection.getState().marked.size === 0) return;
        marks.clear();
        break;
      case 'F10':
      case 'ContextMenu':
        if ((event.key === 'F10' && !event.shiftKey) || row === undefined) return;
        onMenu(menuPlace(document.getElementById(lineId(cursorLine))), row);
        break;
      default:
        return;
    }
    stillness.keyPressed();
    event.preventDefault();
    // Keys that mean something here do not also reach the page's shortcuts.
    event.stopPropagation();
  }

  function rowOf(target: EventTarget): { row: JobRow; index: number } | null {
    const line = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
    const index = Number(line?.dataset.index);
    const row = line === null ? undefined : board.rowAt(index);
    return row === undefined ? null : { row, index };
  }

  function click(event: MouseEvent) {
    const hit = rowOf(event.target);
    if (hit === null) return;
    setCursorHead(null);
    setAwaited(null);
    const onGutter = event.target instanceof Element && event.target.closest('[data-gutter]') !== null;
    if (event.shiftKey) marks.extendTo(hit.index, cursorIndex ?? hit.index);
    else if (event.ctrlKey || event.metaKey || onGutter) marks.toggle(hit.row, hit.index);
    else {
      navigation.openJob(hit.row.id);
      return;
    }
    stores.selection.setState({ cursor: hit.row.id });
  }

  function hover(job: JobId | null) {
    if (stores.selection.getState().hoveredJob !== job) stores.selection.setState({ hoveredJob: job });
  }

  const lineId = (line: number) => `${id}-${line}`;
  const drawn = geometry.sections.filter(({ top, height }) => top < band.to && top + height > band.from);
  const active = cursorLine >= 0 && isDrawn(cursorLine) ? lineId(cursorLine) : undefined;

  function isDrawn(line: number): boolean {
    const item = itemAtLine(geometry, line);
    if (item === undefined) return false;
    return drawn.some((section) => {
      if (item.kind === 'head') return section.group?.phase === item.phase;
      const rows = rowsBetween(section, band.from, band.to, measures);
      return rows !== null && item.index >= rows.first && item.index <= rows.last;
    });
  }

  function drawSection(section: Section) {
    const { group } = section;
    // Only the part in the band is there; its heading sticks to the top of the viewport as long as it is.
    const top = Math.max(section.top, band.from);
    const bottom = Math.min(section.top + section.height, band.to);
    const rows = rowsBetween(section, band.from, band.to, measures);
    // Rows stand in a frame that moves in long steps, so that those which stay in the band are not drawn again with it.
    const frameTop = Math.floor(top / FRAME_STEP) * FRAME_STEP;
    const lines: React.ReactNode[] = [];
    for (let index = rows?.first ?? 0; rows !== null && index <= rows.last; index += 1) {
      const row = board.rowAt(index);
      const line = lineOfRow(geometry, index);
      const rowTop = section.top + rowTopIn(section, index, measures) - frameTop;
      lines.push(
        row === undefined ? (
          <div
            key={index}
            role="row"
            aria-rowindex={line + 2}
            className={classes.ghost}
            style={{ top: rowTop }}
          >
            <div role="gridcell" aria-label={texts.row.fetching} />
          </div>
        ) : (
          <JobLine
            key={index}
            id={lineId(line)}
            row={row}
            index={index}
            line={line + 2}
            top={rowTop}
            cursor={row.id === cursorJob}
            open={row.id === openJob}
            columns={columns}
            connectionLabel={labels.get(row.connectionId) ?? ''}
            newsStaleMs={newsStaleMs}
          />
        ),
      );
    }
    return (
      <div
        // By its place and not by its group: another order or grouping then fills the rows that are there.
        key={geometry.sections.indexOf(section)}
        role="rowgroup"
        className={classes.section}
        style={{ top: top - band.shift, height: bottom - top }}
      >
        {group !== null && (
          <GroupHead
            id={lineId(section.line)}
            phase={group.phase}
            total={texts.total(group.total, totalIsExact)}
            folded={group.folded}
            foldable={foldable}
            news={news.get(group.phase) ?? 0}
            line={section.line + 2}
            columnCount={columns.length + 1}
            cursor={cursorHead === group.phase}
            onToggle={() => onToggleGroup(group.phase)}
            onNews={stillness.end}
          />
        )}
        <div role="presentation" className={classes.rows} style={{ top: frameTop - top }}>
          {lines}
        </div>
      </div>
    );
  }

  const newRows = news.get('all') ?? 0;
  return (
    <div className={classes.frame}>
      {newRows > 0 && (
        <button type="button" className={classes.news} onClick={stillness.end}>
          {texts.news(newRows)}
        </button>
      )}
      <div
        ref={grid}
        role="grid"
        tabIndex={0}
        aria-label={texts.grid}
        aria-rowcount={totalIsExact ? geometry.lines + 1 : -1}
        aria-colcount={columns.length + 1}
        aria-multiselectable
        aria-busy={view !== answered}
        aria-activedescendant={active}
        className={classes.grid}
        style={
          {
            '--columns': `${GUTTER}px ${columns.map(({ width }) => `${width}px`).join(' ')}`,
            '--row-height': `${measures.row}px`,
            '--head-height': `${HEAD_HEIGHT}px`,
            '--group-height': `${GROUP_HEIGHT}px`,
          } as CSSProperties
        }
        onScroll={onScroll}
        onKeyDown={press}
        onClick={click}
        onContextMenu={(event) => {
          const hit = rowOf(event.target);
          if (hit === null) return;
          event.preventDefault();
          stores.selection.setState({ cursor: hit.row.id });
          onMenu({ x: event.clientX, y: event.clientY }, hit.row);
        }}
        onPointerMove={(event: PointerEvent) => {
          stillness.pointerMoved();
          hover(rowOf(event.target)?.row.id ?? null);
        }}
        onPointerLeave={() => {
          stillness.pointerLeft();
          hover(null);
        }}
      >
        {head}
        {geometry.lines > 0 && (
          <div role="presentation" className={classes.sizer} style={{ height: physicalHeight(span) }}>
            {drawn.map(drawSection)}
          </div>
        )}
      </div>
      {geometry.lines === 0 && <div className={classes.instead}>{children}</div>}
    </div>
  );
}

function menuPlace(line: HTMLElement | null): { x: number; y: number } {
  const box = line?.getBoundingClientRect();
  return box === undefined ? { x: 80, y: 80 } : { x: box.left + 40, y: box.bottom };
}
