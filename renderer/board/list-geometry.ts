// Where everything of a grouped list is: rows by their index in the view, headings, lines (headings and rows counted
// together, as a keyboard and a screen reader go through them) and pixels. Pure arithmetic over at most a handful of
// groups, so that a million rows cost what ten do.

import type { JobPhase } from '../../shared/domain/job-status.ts';
import type { GroupRange } from '../state/group-ranges.ts';

export interface Section {
  /** Null: a list without groups, and so without a heading. */
  group: GroupRange | null;
  /** Index of its first row, and how many it shows. */
  first: number;
  shown: number;
  /** Line of its heading, or of its first row where there is none. */
  line: number;
  /** Pixels from the top of the list. */
  top: number;
  height: number;
}

export interface Measures {
  row: number;
  head: number;
}

export interface ListGeometry {
  sections: readonly Section[];
  measures: Measures;
  height: number;
  lines: number;
}

export type LineItem = { kind: 'head'; phase: JobPhase } | { kind: 'row'; index: number };

export function listGeometry(
  ranges: readonly GroupRange[] | null,
  total: number,
  measures: Measures,
): ListGeometry {
  const sections: Section[] = [];
  let top = 0;
  let line = 0;
  const groups: (GroupRange | null)[] = ranges === null ? [null] : [...ranges];
  for (const group of groups) {
    const shown = group?.shown ?? total;
    const heading = group === null ? 0 : 1;
    const height = heading * measures.head + shown * measures.row;
    sections.push({ group, first: group?.first ?? 0, shown, line, top, height });
    top += height;
    line += heading + shown;
  }
  return { sections, measures, height: top, lines: line };
}

/** Pixels from the top of its section to a row. */
export function rowTopIn(section: Section, index: number, { row, head }: Measures): number {
  return (section.group === null ? 0 : head) + (index - section.first) * row;
}

export function topOfLine(geometry: ListGeometry, line: number): number {
  const section = sectionOfLine(geometry, line);
  if (section === undefined) return geometry.height;
  const item = line - section.line;
  if (section.group !== null && item === 0) return section.top;
  return section.top + rowTopIn(section, rowOfLine(section, line), geometry.measures);
}

export function lineOfRow(geometry: ListGeometry, index: number): number {
  const section = geometry.sections.find(({ first, shown }) => index >= first && index < first + shown);
  if (section === undefined) return -1;
  return section.line + (section.group === null ? 0 : 1) + (index - section.first);
}

export function lineOfHead(geometry: ListGeometry, phase: JobPhase): number {
  return geometry.sections.find(({ group }) => group?.phase === phase)?.line ?? -1;
}

export function itemAtLine(geometry: ListGeometry, line: number): LineItem | undefined {
  const section = sectionOfLine(geometry, line);
  if (section === undefined) return undefined;
  if (section.group !== null && line === section.line) return { kind: 'head', phase: section.group.phase };
  return { kind: 'row', index: rowOfLine(section, line) };
}

/** Rows of a section that lie between two heights of the list; null when there are none. */
export function rowsBetween(
  section: Section,
  top: number,
  bottom: number,
  measures: Measures,
): { first: number; last: number } | null {
  const start = section.top + (section.group === null ? 0 : measures.head);
  const first = Math.max(0, Math.floor((top - start) / measures.row));
  const last = Math.min(section.shown - 1, Math.ceil((bottom - start) / measures.row) - 1);
  return last < first ? null : { first: section.first + first, last: section.first + last };
}

function sectionOfLine({ sections }: ListGeometry, line: number): Section | undefined {
  return sections.findLast((section) => line >= section.line && section.height > 0);
}

function rowOfLine(section: Section, line: number): number {
  return section.first + (line - section.line) - (section.group === null ? 0 : 1);
}
