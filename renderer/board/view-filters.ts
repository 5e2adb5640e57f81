// The filters of a view as things that can be named, shown as chips and taken away one by one. Pure.

import type { JobView } from '../../shared/contract/jobs.ts';
import type { Connection } from '../../shared/domain/connection.ts';
import { labelOf } from '../../shared/domain/job-status.ts';
import { PROVIDER_LABELS } from '../../shared/domain/provider-name.ts';
import { texts } from './texts.ts';

export interface ViewFilter {
  key: string;
  label: string;
  without: (view: JobView) => JobView;
}

/** Everything that narrows the view, in words. */
export function filtersOf(view: JobView, connections: readonly Connection[]): ViewFilter[] {
  const filters: ViewFilter[] = [];
  const list = <Name extends 'phases' | 'statuses' | 'providers' | 'connectionIds' | 'tags'>(
    name: Name,
    label: (value: NonNullable<JobView[Name]>[number]) => string,
  ) => {
    const values: readonly NonNullable<JobView[Name]>[number][] = view[name] ?? [];
    for (const value of values) {
      filters.push({
        key: `${name} ${value}`,
        label: label(value),
        without: (from) =>
          narrowed(
            from,
            name,
            (from[name] ?? []).filter((other) => other !== value),
          ),
      });
    }
  };
  if (view.text) {
    filters.push({
      key: 'text',
      label: texts.filter.text(view.text),
      without: ({ text: _, ...rest }) => rest,
    });
  }
  list('phases', (phase) => texts.phases[phase]);
  list('statuses', labelOf);
  list('providers', (provider) => PROVIDER_LABELS[provider].word);
  list('connectionIds', (id) => connections.find((each) => each.id === id)?.label ?? id);
  if (view.late)
    filters.push({ key: 'late', label: texts.filter.late, without: ({ late: _, ...rest }) => rest });
  if (view.day) filters.push({ key: 'day', label: view.day, without: ({ day: _, ...rest }) => rest });
  list('tags', texts.filter.tagged);
  if (view.archived) {
    filters.push({
      key: 'archived',
      label: texts.filter.archived,
      without: ({ archived: _, ...rest }) => rest,
    });
  }
  return filters;
}

/** The view with one list of values; an empty one narrows nothing and is left out. */
export function narrowed<Name extends 'phases' | 'statuses' | 'providers' | 'connectionIds' | 'tags'>(
  view: JobView,
  name: Name,
  values: readonly unknown[],
): JobView {
  const { [name]: _, ...rest } = view;
  return values.length === 0 ? rest : { ...rest, [name]: values };
}

export type QuickFilter = 'all' | 'live' | 'late' | 'trouble';

/** Which of the quick filters the view is, when it is nothing else; null for one of the person's own making. */
export function quickFilterOf(view: JobView): QuickFilter | null {
  const { sort: _, group: __, folded: ___, ...filters } = view;
  const names = Object.keys(filters).filter((name) => filters[name as keyof typeof filters] !== undefined);
  if (names.length === 0) return 'all';
  if (names.length > 1) return null;
  if (filters.late) return 'late';
  const phases = filters.phases?.toSorted().join(' ');
  if (phases === 'attention') return 'trouble';
  return phases === 'attention moving preparing waiting' ? 'live' : null;
}

/** Whether two views ask for the same jobs in the same order, folded or not. */
export function isSameView(a: JobView, b: JobView): boolean {
  const plain = (view: JobView) =>
    JSON.stringify(
      Object.entries({ ...view, folded: undefined })
        .filter(([, value]) => value !== undefined)
        .toSorted(([one], [other]) => one.localeCompare(other)),
    );
  return plain(a) === plain(b);
}

export function withText(view: JobView, text: string): JobView {
  const { text: before, ...rest } = view;
  if ((before ?? '') === text) return view;
  return text === '' ? rest : { ...rest, text };
}
