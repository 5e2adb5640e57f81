// The border between board and map: dragged, or moved by the arrow keys when it has the focus; a double click puts it back.

import type { KeyboardEvent, PointerEvent } from 'react';
import classes from './split-border.module.css';

interface Props {
  /** The board's share of the width, 0 to 1. */
  share: number;
  /** What is shared, in pixels. */
  width: number;
  label: string;
  onMove: (share: number) => void;
  onDone: (share: number) => void;
}

const LEAST = 0.2;
const MOST = 0.8;
const STANDARD = 0.6;
const STEP = 0.02;

export function SplitBorder({ share, width, label, onMove, onDone }: Props) {
  const within = (next: number) => Math.min(MOST, Math.max(LEAST, next));

  function drag(event: PointerEvent<HTMLDivElement>) {
    const border = event.currentTarget;
    const left = border.parentElement?.getBoundingClientRect().left ?? 0;
    const shareAt = (clientX: number) => within((clientX - left) / width);
    border.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => onMove(shareAt(moved.clientX));
    const done = (ended: globalThis.PointerEvent) => {
      border.removeEventListener('pointermove', move);
      onDone(shareAt(ended.clientX));
    };
    border.addEventListener('pointermove', move);
    border.addEventListener('pointerup', done, { once: true });
  }

  function press(event: KeyboardEvent) {
    const step = event.shiftKey ? STEP * 5 : STEP;
    if (event.key === 'ArrowLeft') onDone(within(share - step));
    else if (event.key === 'ArrowRight') onDone(within(share + step));
    else if (event.key === 'Home') onDone(LEAST);
    else if (event.key === 'End') onDone(MOST);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={label}
      aria-valuemin={LEAST * 100}
      aria-valuemax={MOST * 100}
      aria-valuenow={Math.round(share * 100)}
      className={classes.border}
      onPointerDown={drag}
      onDoubleClick={() => onDone(STANDARD)}
      onKeyDown={press}
    />
  );
}
