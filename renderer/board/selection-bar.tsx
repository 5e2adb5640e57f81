// What can be done with the chosen jobs; floats over the foot of the list while there are any.

import { Button, Popover, TagsInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import { MOST_ROWS_A_QUESTION } from '../state/board-query.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import { ToolButton } from '../ui/tool-button.tsx';
import classes from './selection-bar.module.css';
import { texts } from './texts.ts';
import type { BoardActions } from './use-board-actions.tsx';

export function SelectionBar({ actions }: { actions: BoardActions }) {
  const { board } = useDesk();
  const marked = useDeskStore('selection', (state) => state.marked);
  const total = useStore(board.store, (state) => state.total);
  if (marked.size === 0) return null;
  const rows = [...marked.values()];
  return (
    <div className={classes.bar} role="toolbar" aria-label={texts.selection.count(rows.length)}>
      <span className={classes.count}>
        {rows.length === MOST_ROWS_A_QUESTION && total > rows.length
          ? texts.selection.limited(rows.length, total)
          : texts.selection.count(rows.length)}
      </span>
      <Button rightSection={<KeyHint keys="r" />} onClick={() => actions.refresh(rows)}>
        {texts.selection.refresh}
      </Button>
      <TagButton onApply={(add, remove) => actions.tag(rows, add, remove)} tags={tagsOf(rows)} />
      <Button onClick={() => actions.archive(rows)}>
        {rows.some((row) => !row.archived) ? texts.selection.archive : texts.selection.unarchive}
      </Button>
      <Button onClick={() => actions.cancel(rows)}>{texts.selection.cancel}</Button>
      <ToolButton label={texts.selection.clear} keys="Escape" onClick={actions.marks.clear}>
        <IconX size={15} />
      </ToolButton>
    </div>
  );
}

interface TagProps {
  /** Those that any of the chosen jobs has. */
  tags: string[];
  onApply: (add: string[], remove: string[]) => void;
}

function TagButton({ tags, onApply }: TagProps) {
  const [opened, setOpened] = useState(false);
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  return (
    <Popover opened={opened} onChange={setOpened} position="top" width={300} trapFocus>
      <Popover.Target>
        <Button onClick={() => setOpened(!opened)}>{texts.selection.tag}</Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.tags}>
        <TagsInput
          label={texts.selection.addTag}
          placeholder={texts.filter.tagHint}
          value={add}
          maxLength={40}
          acceptValueOnBlur
          comboboxProps={{ withinPortal: false }}
          data-autofocus
          onChange={setAdd}
        />
        {tags.length > 0 && (
          <TagsInput
            label={texts.selection.removeTags}
            data={tags}
            value={remove}
            comboboxProps={{ withinPortal: false }}
            onChange={setRemove}
          />
        )}
        <Button
          variant="filled"
          disabled={add.length === 0 && remove.length === 0}
          onClick={() => {
            onApply(add, remove);
            setAdd([]);
            setRemove([]);
            setOpened(false);
          }}
        >
          {texts.selection.apply}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

function tagsOf(rows: readonly { tags: string[] }[]): string[] {
  return [...new Set(rows.flatMap(({ tags }) => tags))].toSorted();
}
