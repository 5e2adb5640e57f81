// Reads the rows of the five seeds against the sources of the tests. Used by `npm run coverage` and by the test that keeps
// docs/coverage.md true. It runs no test.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One endpoint or rule of a seed. */
export interface CoverageRow {
  /** What the seed says, in a few words. */
  rule: string;
  /** Procedures of the contract by which a dispatcher gets there; none for what the console does by itself. */
  procedures: string[];
  /** `file: part of a test's title`, the file without `test/` where it is there. */
  shownBy: string[];
}

export interface SeedCoverage {
  seed: string;
  title: string;
  sections: { title: string; rows: CoverageRow[] }[];
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const sources = new Map<string, string>();

function sourceOf(file: string): string {
  const known = sources.get(file);
  if (known !== undefined) return known;
  const path = /^(electron|renderer|shared)\//.test(file) ? file : `test/${file}`;
  const source = readFileSync(root + path, 'utf8');
  sources.set(file, source);
  return source;
}

/** Whether a test of that file has the words in its title; a title may stand in a table of `each`. */
function isShown(reference: string): boolean {
  const [file = '', title = ''] = splitOnce(reference, ': ');
  if (title === '') return false;
  const source = sourceOf(file);
  for (let at = source.indexOf(title); at >= 0; at = source.indexOf(title, at + 1)) {
    const line = source.slice(source.lastIndexOf('\n', at) + 1, at);
    // Between quotes, and not in a comment.
    if (!/^\s*(\/\/|\*|\/\*)/.test(line) && /['"`]/.test(line)) return true;
  }
  return false;
}

function splitOnce(text: string, by: string): [string, string] {
  const at = text.indexOf(by);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + by.length)];
}

/** What is wrong with the rows, in sentences; empty when every rule is shown. */
export function gapsOf(seeds: readonly SeedCoverage[], procedures: ReadonlySet<string>): string[] {
  const gaps: string[] = [];
  for (const { seed, sections } of seeds) {
    for (const { title, rows } of sections) {
      for (const { rule, procedures: named, shownBy } of rows) {
        const where = `seed ${seed}, ${title}, ${rule}`;
        if (shownBy.length === 0) gaps.push(`${where}: no test shows it`);
        for (const reference of shownBy)
          if (!isShown(reference)) gaps.push(`${where}: no such test: ${reference}`);
        for (const name of named)
          if (!procedures.has(name)) gaps.push(`${where}: no such procedure: ${name}`);
      }
    }
  }
  return gaps;
}

/** docs/coverage.md, whole. */
export function pageOf(seeds: readonly SeedCoverage[]): string {
  const rules = seeds.flatMap(({ sections }) => sections.flatMap(({ rows }) => rows)).length;
  const lines = [
    '# Coverage',
    '',
    `What the five documents ask for, how a dispatcher gets there, and which tests show it: ${rules} rows. Made by \`npm run coverage\``,
    'from [test/coverage](../test/coverage/README.md); a test fails when a row has no test, or names one that is not there.',
  ];
  for (const { seed, title, sections } of seeds) {
    lines.push('', `## ${title} (seed ${seed})`);
    for (const section of sections) {
      lines.push('', `### ${section.title}`, '', '| rule | procedure | shown by |', '| --- | --- | --- |');
      for (const { rule, procedures, shownBy } of section.rows) {
        const named = procedures.map((name) => `\`${name}\``).join(', ');
        lines.push(`| ${cell(rule)} | ${named || 'by itself'} | ${shownBy.map(cell).join('<br>')} |`);
      }
    }
  }
  return `${lines.join('\n')}\n`;
}

const cell = (text: string) => text.replaceAll('|', '\\|');
