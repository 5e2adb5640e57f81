// The accounts of one connection: filters, a page of rows, what the last test of each said.

import { Button, NativeSelect } from '@mantine/core';
import type { CarrierAccount, KeptTest } from '../../shared/contract/carrier-accounts.ts';
import { CARRIER_WORDS, CARRIERS, carrierWord } from '../../shared/domain/carrier-account.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { SeverityMark } from '../ui/severity-mark.tsx';
import { SideNote } from '../ui/side-note.tsx';
import { abilities, statusShape } from './account-shape.ts';
import classes from './carrier-accounts.module.css';
import { texts } from './texts.ts';
import type { AccountList as Listed } from './use-account-list.ts';

interface Props {
  listed: Listed;
  onOpen: (id: string) => void;
}

const STATUSES = ['active', 'inactive', 'error'];
const PAGE_SIZES = [20, 50, 100];

export function AccountList({ listed, onOpen }: Props) {
  const { filter, setFilter, answer, problem, loading, reload } = listed;
  const isFiltered = filter.carrier !== '' || filter.status !== '';
  return (
    <div className={parts.stack}>
      <div className={parts.bar}>
        <NativeSelect
          size="xs"
          label={texts.carrier}
          value={filter.carrier}
          data={[
            { value: '', label: texts.allCarriers },
            ...CARRIERS.map((carrier) => ({ value: carrier, label: CARRIER_WORDS[carrier] })),
          ]}
          onChange={(event) => setFilter({ ...filter, carrier: event.currentTarget.value, page: 1 })}
        />
        <NativeSelect
          size="xs"
          label={texts.status}
          value={filter.status}
          data={[
            { value: '', label: texts.allStatuses },
            ...STATUSES.map((status) => ({ value: status, label: texts.statuses[status] ?? status })),
          ]}
          onChange={(event) => setFilter({ ...filter, status: event.currentTarget.value, page: 1 })}
        />
        <NativeSelect
          size="xs"
          label={texts.onePage}
          value={String(filter.limit)}
          data={PAGE_SIZES.map(String)}
          onChange={(event) => setFilter({ ...filter, limit: Number(event.currentTarget.value), page: 1 })}
        />
        <Button onClick={reload} loading={loading && answer !== null}>
          {texts.refresh}
        </Button>
      </div>
      {problem !== null && <ProblemNote problem={problem} onRetry={reload} />}
      {answer === null && loading && <p className={classes.second}>{texts.loading}</p>}
      {answer !== null && answer.unreadable > 0 && (
        <SideNote kind="caution">{texts.unreadable(answer.unreadable)}</SideNote>
      )}
      {answer !== null && answer.data.length === 0 && (
        <EmptyState
          title={isFiltered ? texts.noneMatch : texts.none}
          actions={
            isFiltered && (
              <Button onClick={() => setFilter({ ...filter, carrier: '', status: '', page: 1 })}>
                {texts.showAll}
              </Button>
            )
          }
        >
          {isFiltered ? texts.noneMatchWhy : texts.noneWhy}
        </EmptyState>
      )}
      {answer !== null && answer.data.length > 0 && (
        <ul className={parts.list} aria-label={texts.list}>
          {answer.data.map((account) => (
            <li key={account.id} data-account={account.id}>
              <Row account={account} test={answer.tests[account.id] ?? null} onOpen={onOpen} />
            </li>
          ))}
        </ul>
      )}
      {answer !== null && <Pager listed={listed} />}
    </div>
  );
}

interface RowProps {
  account: CarrierAccount;
  test: KeptTest | null;
  onOpen: (id: string) => void;
}

function Row({ account, test, onOpen }: RowProps) {
  const { severity, slashed, word } = statusShape(account.status);
  return (
    <div className={`${parts.row} ${classes.row}`}>
      <span className={parts.status}>
        <SeverityMark severity={severity} slashed={slashed} />
        {word}
      </span>
      <button type="button" className={parts.opener} onClick={() => onOpen(account.id)}>
        {account.name}
      </button>
      <span>{carrierWord(account.carrier)}</span>
      <span className={classes.second}>{abilities(account)}</span>
      <span className={classes.second}>{account.isTest ? texts.sandbox : ''}</span>
      {test !== null && <TestLine test={test} />}
    </div>
  );
}

export function TestLine({ test: { valid, error, testedAt } }: { test: KeptTest }) {
  const time = clockTime(testedAt, currentTime());
  return (
    <span className={classes.result}>
      <SeverityMark severity={valid ? 'done' : 'caution'} />
      <span>{valid ? texts.tested(time) : texts.testFailed(time, error)}</span>
    </span>
  );
}

function Pager({ listed: { answer, filter, setFilter } }: { listed: Listed }) {
  if (answer === null) return null;
  const { page, totalPages, total, hasMore } = answer.pagination;
  return (
    <div className={classes.pager}>
      <Button disabled={page <= 1} onClick={() => setFilter({ ...filter, page: page - 1 })}>
        {texts.previous}
      </Button>
      <span role="status">{texts.pages(page, totalPages, total)}</span>
      <Button disabled={!hasMore} onClick={() => setFilter({ ...filter, page: page + 1 })}>
        {texts.next}
      </Button>
    </div>
  );
}
