// Views by name: the four everybody has, and those that were saved here.

import { Button, Group, Menu, Modal, TextInput } from '@mantine/core';
import {
  IconCheck,
  IconChevronDown,
  IconDeviceFloppy,
  IconTableExport,
  IconTrash,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useStore } from 'zustand';
import type { JobView } from '../../shared/contract/jobs.ts';
import { useDesk, useLayout } from '../state/use-desk.ts';
import { type BoardLayout, type SavedView, viewsPiece } from './board-piece.ts';
import { showAll, showLate, showLive, showTrouble } from './quick-filters.ts';
import { texts } from './texts.ts';
import { isSameView, quickFilterOf } from './view-filters.ts';

interface Props {
  layout: BoardLayout;
  onArrange: (change: Partial<BoardLayout>) => void;
  onExport: () => void;
}

const standard = { all: showAll, live: showLive, late: showLate, trouble: showTrouble } as const;

export function ViewsMenu({ layout, onArrange, onExport }: Props) {
  const { board } = useDesk();
  const [saved, setSaved] = useLayout(viewsPiece);
  const [naming, setNaming] = useState(false);
  const current = useStore(board.store, ({ view }) => saved.find((each) => isSameView(each.view, view)));
  const quick = useStore(board.store, ({ view }) => quickFilterOf(view));
  const name = current?.name ?? (quick === null ? texts.bar.custom : texts.bar[quick]);

  function open({ view: wanted, columns }: SavedView) {
    const { sort = layout.sort, group = layout.group } = wanted;
    onArrange({ sort, group, columns });
    board.setView(({ folded }) => ({ ...wanted, folded }));
  }

  const tick = (on: boolean) => (on ? <IconCheck size={14} /> : undefined);
  return (
    <>
      <Menu position="bottom-start" width={240}>
        <Menu.Target>
          <Button
            variant="subtle"
            rightSection={<IconChevronDown size={13} />}
            aria-label={`${texts.bar.view}: ${name}`}
          >
            {name}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {(['all', 'live', 'late', 'trouble'] as const).map((key) => (
            <Menu.Item
              key={key}
              rightSection={tick(current === undefined && quick === key)}
              onClick={() => board.setView(standard[key])}
            >
              {texts.bar[key]}
            </Menu.Item>
          ))}
          {saved.length > 0 && <Menu.Divider />}
          {saved.map((each) => (
            <Menu.Item key={each.name} rightSection={tick(each === current)} onClick={() => open(each)}>
              {each.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconDeviceFloppy size={15} />} onClick={() => setNaming(true)}>
            {texts.bar.saveView}
          </Menu.Item>
          <Menu.Item leftSection={<IconTableExport size={15} />} onClick={onExport}>
            {texts.bar.exportView}
          </Menu.Item>
          {current !== undefined && (
            <Menu.Item
              leftSection={<IconTrash size={15} />}
              onClick={() => setSaved(saved.filter((each) => each !== current))}
            >
              {texts.bar.removeView(current.name)}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {naming && (
        <NameDialog
          taken={saved.map((each) => each.name)}
          onClose={() => setNaming(false)}
          onSave={(newName) => {
            const { view } = board.store.getState();
            const others = saved.filter((each) => each.name !== newName);
            setSaved([...others, { name: newName, view: withoutFolds(view), columns: layout.columns }]);
            setNaming(false);
          }}
        />
      )}
    </>
  );
}

function withoutFolds({ folded: _, ...view }: JobView): JobView {
  return view;
}

interface NameProps {
  taken: readonly string[];
  onSave: (name: string) => void;
  onClose: () => void;
}

function NameDialog({ taken, onSave, onClose }: NameProps) {
  const [name, setName] = useState('');
  const wanted = name.trim();
  return (
    <Modal opened onClose={onClose} title={texts.bar.saveView} centered size={400}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted !== '') onSave(wanted);
        }}
      >
        <TextInput
          label={texts.bar.viewName}
          description={taken.includes(wanted) ? texts.bar.viewTaken : texts.bar.viewHint}
          maxLength={60}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Group justify="flex-end" gap="xs" mt="md">
          <Button onClick={onClose}>{texts.bar.keep}</Button>
          <Button variant="filled" type="submit" disabled={wanted === ''}>
            {texts.bar.save}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
