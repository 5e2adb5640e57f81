// The last words of the bench and of chaos: one table on the terminal, JSON beside it, and the same table in a page of
// docs/, between the markers of its part. What is not met says so; nothing here rounds a miss away.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Figure, isMet, show } from './figures.ts';
import { type Machine, machineLine } from './machine.ts';

export interface Report {
  /** "npm run bench -- board --quick" */
  command: string;
  at: string;
  machine: Machine;
  figures: Figure[];
  /** In words, where there is anything to say beside the figures. */
  violations?: string[];
}

const DOCS = join(import.meta.dirname, '../../docs');

export function printTable({ figures, machine, at }: Report): string {
  const lines = figures.map((figure) => ({ ...cellsOf(figure), part: figure.part }));
  const width = (pick: (line: (typeof lines)[number]) => string) =>
    Math.max(0, ...lines.map((line) => pick(line).length));
  const [what, value, goal] = [width((l) => l.what), width((l) => l.value), width((l) => l.goal)];
  const out: string[] = [];
  let part = '';
  for (const line of lines) {
    if (line.part !== part) out.push('', line.part.toUpperCase());
    part = line.part;
    out.push(
      `  ${line.what.padEnd(what)}  ${line.value.padStart(value)}  ${line.goal.padEnd(goal)}  ${line.verdict.padEnd(7)}  ${line.note}`.trimEnd(),
    );
  }
  const goals = figures.filter(({ goal: wanted }) => wanted !== undefined);
  const met = goals.filter((figure) => isMet(figure)).length;
  out.push('', `${met} of ${goals.length} goals met. ${at}. ${machineLine(machine)}`);
  return out.join('\n');
}

export async function writeJson(report: Report, path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(report, null, 2)}\n`);
  return path;
}

/** Fills the places of the parts that were run, `<!-- WORD: PART -->`; what other parts said earlier stays. */
export async function writeDocs(report: Report, name: string, word: string): Promise<void> {
  const path = join(DOCS, name);
  let page = await readFile(path, 'utf8');
  for (const part of new Set(report.figures.map((figure) => figure.part))) {
    const [begin, end] = [`<!-- ${word}: ${part} -->`, `<!-- end: ${part} -->`];
    const [from, to] = [page.indexOf(begin), page.indexOf(end)];
    if (from === -1 || to < from)
      throw new Error(`docs/${basename(path)} has no place for "${part}" (${begin} … ${end}).`);
    page = page.slice(0, from) + [begin, '', ...markdown(part, report), '', ''].join('\n') + page.slice(to);
  }
  await writeFile(path, page);
}

function markdown(part: string, { figures, command, at, machine }: Report): string[] {
  const rows = figures
    .filter((figure) => figure.part === part)
    .map(cellsOf)
    .map(({ what, value, goal, verdict, note }) => `| ${[what, value, goal, verdict, note].join(' | ')} |`);
  return [
    `\`${command}\`, ${at}, ${machineLine(machine)}`,
    '',
    '| what | measured | goal | | beside it |',
    '| --- | ---: | --- | --- | --- |',
    ...rows,
  ];
}

function cellsOf(figure: Figure) {
  const { what, value, unit, goal, note = '' } = figure;
  const met = isMet(figure);
  return {
    what,
    value: `${show(value)} ${unit}`.trim(),
    goal: goal === undefined ? '' : 'most' in goal ? `≤ ${show(goal.most)}` : `≥ ${show(goal.least)}`,
    verdict: met === null ? '' : met ? 'met' : 'NOT met',
    note,
  };
}
