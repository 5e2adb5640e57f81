// How the board is displayed: grouping, order, density, which columns and in what order.

import { ActionIcon, Button, Checkbox, Popover, SegmentedControl, Select, Tooltip } from '@mantine/core';
import {
  IconAdjustmentsHorizontal,
  IconChevronDown,
  IconChevronUp,
  IconSortAscending,
  IconSortDescending,
} from '@tabler/icons-react';
import { JOB_SORTS } from '../../shared/contract/jobs.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { type BoardLayout, standardColumns } from './board-piece.ts';
import { COLUMN_IDS, type ColumnId, columns, type JobSort } from './columns.ts';
import classes from './display-menu.module.css';
import { texts } from './texts.ts';

interface Props {
  layout: BoardLayout;
  hidden: readonly ColumnId[];
  onArrange: (change: Partial<BoardLayout>) => void;
}

export function DisplayMenu({ layout, hidden, onArrange }: Props) {
  const { actions } = useDesk();
  const density = useDeskStore('settings', (state) => state.settings.density);
  const upwards = layout.sort.direction === 'asc';
  const shown = layout.columns;
  const list = [...shown, ...COLUMN_IDS.filter((id) => !shown.includes(id))];

  function toggle(id: ColumnId) {
    const next = shown.includes(id) ? shown.filter((other) => other !== id) : [...shown, id];
    if (next.length > 0) onArrange({ columns: next });
  }

  function move(id: ColumnId, by: -1 | 1) {
    const from = shown.indexOf(id);
    const next = shown.filter((other) => other !== id);
    next.splice(from + by, 0, id);
    onArrange({ columns: next });
  }

  return (
    <Popover position="bottom-end" width={300} trapFocus>
      <Tooltip label={texts.bar.display}>
        <span>
          <Popover.Target>
            <ActionIcon aria-label={texts.bar.display}>
              <IconAdjustmentsHorizontal size={16} />
            </ActionIcon>
          </Popover.Target>
        </span>
      </Tooltip>
      <Popover.Dropdown className={classes.menu}>
        <div className={classes.line}>
          <span>{texts.display.grouping}</span>
          <SegmentedControl
            aria-label={texts.display.grouping}
            data={[
              { value: 'phase', label: texts.display.byPhase },
              { value: 'none', label: texts.display.flat },
            ]}
            value={layout.group}
            onChange={(group) => onArrange({ group: group as BoardLayout['group'] })}
          />
        </div>
        <div className={classes.line}>
          <span>{texts.display.order}</span>
          <span className={classes.order}>
            <Select
              aria-label={texts.display.order}
              data={JOB_SORTS.map((by) => ({ value: by, label: texts.sorts[by] }))}
              value={layout.sort.by}
              allowDeselect={false}
              comboboxProps={{ withinPortal: false }}
              onChange={(by) => onArrange({ sort: { ...layout.sort, by: by as JobSort } })}
            />
            <ActionIcon
              aria-label={upwards ? texts.display.upwards : texts.display.downwards}
              onClick={() => onArrange({ sort: { ...layout.sort, direction: upwards ? 'desc' : 'asc' } })}
            >
              {upwards ? <IconSortAscending size={16} /> : <IconSortDescending size={16} />}
            </ActionIcon>
          </span>
        </div>
        <div className={classes.line}>
          <span>{texts.display.density}</span>
          <SegmentedControl
            aria-label={texts.display.density}
            data={(['compact', 'normal', 'roomy'] as const).map((value) => ({
              value,
              label: texts.display[value],
            }))}
            value={density}
            onChange={(value) => void actions.updateSettings({ density: value as typeof density })}
          />
        </div>
        <h3 className={classes.title}>{texts.display.columns}</h3>
        <ul className={classes.columns}>
          {list.map((id) => {
            const { label } = columns[id];
            const place = shown.indexOf(id);
            return (
              <li key={id}>
                <Checkbox label={label} checked={place >= 0} onChange={() => toggle(id)} />
                {hidden.includes(id) && <span className={classes.noRoom}>{texts.display.noRoom}</span>}
                <span className={classes.space} />
                {place >= 0 && (
                  <>
                    <ActionIcon
                      size={22}
                      disabled={place === 0}
                      aria-label={texts.display.earlier(label)}
                      onClick={() => move(id, -1)}
                    >
                      <IconChevronUp size={14} />
                    </ActionIcon>
                    <ActionIcon
                      size={22}
                      disabled={place === shown.length - 1}
                      aria-label={texts.display.later(label)}
                      onClick={() => move(id, 1)}
                    >
                      <IconChevronDown size={14} />
                    </ActionIcon>
                  </>
                )}
              </li>
            );
          })}
        </ul>
        <Button onClick={() => onArrange({ columns: [...standardColumns], widths: {} })}>
          {texts.display.standard}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}
