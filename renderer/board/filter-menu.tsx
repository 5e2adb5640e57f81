// All filters of the board: phase, status, connection, day, late, tags, archived. Each works at once.

import { ActionIcon, Button, Chip, Popover, Switch, TagsInput, TextInput, Tooltip } from '@mantine/core';
import { IconFilter } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { JobView } from '../../shared/contract/jobs.ts';
import { JOB_PHASES, JOB_STATUSES, labelOf, phaseOf, severityOf } from '../../shared/domain/job-status.ts';
import { useDesk, useDeskStore } from '../state/use-desk.ts';
import { SeverityMark } from '../ui/severity-mark.tsx';
import classes from './filter-menu.module.css';
import { showAll } from './quick-filters.ts';
import { texts } from './texts.ts';
import { narrowed, quickFilterOf } from './view-filters.ts';

export function FilterMenu() {
  const { board } = useDesk();
  const narrows = useStore(board.store, (state) => quickFilterOf(state.view) === null);
  return (
    <Popover position="bottom-end" width={440} trapFocus>
      <Tooltip label={texts.bar.filter}>
        <span>
          <Popover.Target>
            <ActionIcon aria-label={texts.bar.filter} data-active={narrows || undefined}>
              <IconFilter size={16} />
            </ActionIcon>
          </Popover.Target>
        </span>
      </Tooltip>
      <Popover.Dropdown className={classes.menu}>
        <Filters />
      </Popover.Dropdown>
    </Popover>
  );
}

/** There only while the menu is open. */
function Filters() {
  const { board } = useDesk();
  const view = useStore(board.store, (state) => state.view);
  const connections = useDeskStore('connections', (state) => state.connections);
  const change = (next: (view: JobView) => JobView) => board.setView(next);
  return (
    <>
      <Part label={texts.filter.phase}>
        <Chips
          values={view.phases ?? []}
          options={JOB_PHASES.map((phase) => ({ value: phase, label: texts.phases[phase] }))}
          onChange={(phases) => change((now) => narrowed(now, 'phases', phases))}
        />
      </Part>
      <Part label={texts.filter.status}>
        <Chips
          values={view.statuses ?? []}
          options={JOB_STATUSES.map((status) => ({
            value: status,
            label: (
              <span className={classes.status}>
                <SeverityMark severity={severityOf(status)} slashed={phaseOf(status) === 'closed'} size={9} />
                {labelOf(status)}
              </span>
            ),
          }))}
          onChange={(statuses) => change((now) => narrowed(now, 'statuses', statuses))}
        />
      </Part>
      {connections.length > 0 && (
        <Part label={texts.filter.connection}>
          <Chips
            values={view.connectionIds ?? []}
            options={connections.map(({ id, label }) => ({ value: id, label }))}
            onChange={(ids) => change((now) => narrowed(now, 'connectionIds', ids))}
          />
        </Part>
      )}
      <Part label={texts.filter.day}>
        <div className={classes.day}>
          <TextInput
            type="date"
            aria-label={texts.filter.day}
            value={view.day ?? ''}
            onChange={(event) => {
              const day = event.currentTarget.value;
              change(({ day: _, ...rest }) => (day === '' ? rest : { ...rest, day }));
            }}
          />
          {([-1, 0, 1] as const).map((offset) => (
            <Button
              key={offset}
              onClick={() => change((now) => ({ ...now, day: localDay(offset) }))}
              aria-pressed={view.day === localDay(offset)}
            >
              {offset === -1
                ? texts.filter.yesterday
                : offset === 0
                  ? texts.filter.today
                  : texts.filter.tomorrow}
            </Button>
          ))}
        </div>
      </Part>
      <Part label={texts.filter.tags}>
        <TagsInput
          aria-label={texts.filter.tags}
          placeholder={texts.filter.tagHint}
          value={view.tags ?? []}
          comboboxProps={{ withinPortal: false }}
          onChange={(tags) => change((now) => narrowed(now, 'tags', tags))}
        />
      </Part>
      <div className={classes.foot}>
        <Switch
          label={texts.filter.late}
          checked={view.late === true}
          onChange={(event) => {
            const on = event.currentTarget.checked;
            change(({ late: _, ...rest }) => (on ? { ...rest, late: true } : rest));
          }}
        />
        <Switch
          label={texts.filter.archived}
          checked={view.archived === true}
          onChange={(event) => {
            const on = event.currentTarget.checked;
            change(({ archived: _, ...rest }) => (on ? { ...rest, archived: true } : rest));
          }}
        />
        <Button onClick={() => change(showAll)}>{texts.bar.clear}</Button>
      </div>
    </>
  );
}

function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={classes.part}>
      <h3>{label}</h3>
      {children}
    </section>
  );
}

interface ChipsProps<Value extends string> {
  values: readonly Value[];
  options: readonly { value: Value; label: ReactNode }[];
  onChange: (values: Value[]) => void;
}

function Chips<Value extends string>({ values, options, onChange }: ChipsProps<Value>) {
  return (
    <div className={classes.chips}>
      {options.map(({ value, label }) => {
        const on = values.includes(value);
        return (
          <Chip
            key={value}
            size="xs"
            checked={on}
            onChange={() => onChange(on ? values.filter((other) => other !== value) : [...values, value])}
          >
            {label}
          </Chip>
        );
      })}
    </div>
  );
}

/** The day of the person at the screen, which is also the core's: both are on one machine. */
function localDay(offset: number): string {
  const date = new Date();
  date.setDate(date.getDate() + offset);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
