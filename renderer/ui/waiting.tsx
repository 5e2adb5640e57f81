// Grey lines in place of a form or a list that is still being read; only where that takes long enough to notice.

import { Skeleton } from '@mantine/core';
import { useTimeout } from '@mantine/hooks';
import { useState } from 'react';
import classes from './waiting.module.css';

/** Nothing flashes up for what is there at once. */
const SKELETON_AFTER_MS = 300;

/** `heights`: of the lines, in pixels. `label`: what is being read. */
export function Waiting({ heights, label }: { heights: readonly number[]; label: string }) {
  const [long, setLong] = useState(false);
  useTimeout(() => setLong(true), SKELETON_AFTER_MS, { autoInvoke: true });
  if (!long) return null;
  return (
    <div className={classes.stack} role="status" aria-label={label}>
      {heights.map((height, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they never change
        <Skeleton key={place} height={height} />
      ))}
    </div>
  );
}
