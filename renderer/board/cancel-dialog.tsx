// Cancelling: first says which of the chosen jobs will be cancelled and which cannot be and why, then asks, then shows
// what became of each.

import { Button, Group, Modal, Progress } from '@mantine/core';
import { useState } from 'react';
import type { JobRow } from '../../shared/domain/job.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { SeverityMark } from '../ui/severity-mark.tsx';
import classes from './cancel-dialog.module.css';
import { rowObstacle } from './row-obstacle.ts';
import { texts } from './texts.ts';

interface Props {
  rows: readonly JobRow[];
  onClose: () => void;
}

interface Result {
  row: JobRow;
  problem: Problem | null;
}

export function CancelDialog({ rows, onClose }: Props) {
  const { actions } = useDesk();
  // As it was when it was asked: what is confirmed is what was read.
  const [asked] = useState(() => rows.map((row) => ({ row, obstacle: rowObstacle(row, 'cancel') })));
  const [working, setWorking] = useState(false);
  const [results, setResults] = useState<Result[]>([]);
  const will = asked.filter(({ obstacle }) => obstacle === null);
  const cannot = asked.filter(({ obstacle }) => obstacle !== null);
  const finished = !working && results.length > 0;

  async function cancelAll() {
    setWorking(true);
    const done: Result[] = [];
    for (const { row } of will) {
      const outcome = await actions.cancelJob(row);
      done.push({ row, problem: outcome.ok ? null : outcome.problem });
      setResults([...done]);
    }
    setWorking(false);
  }

  const refused = results.filter(({ problem }) => problem !== null);
  return (
    <Modal
      opened
      onClose={working ? () => {} : onClose}
      centered
      size={520}
      title={will.length === 0 ? texts.cancel.none : texts.cancel.title(will.length)}
    >
      {!finished && (
        <>
          {will.length > 0 && <p className={classes.line}>{texts.cancel.will(will.length)}</p>}
          {will.length > 0 && <Rows rows={will.map(({ row }) => ({ row, words: null }))} />}
          {cannot.length > 0 && <p className={classes.line}>{texts.cancel.cannot(cannot.length)}</p>}
          {cannot.length > 0 && <Rows rows={cannot.map(({ row, obstacle }) => ({ row, words: obstacle }))} />}
        </>
      )}
      {finished && (
        <div role="status">
          <p className={classes.line}>
            {texts.cancel.results(results.length - refused.length, refused.length)} {texts.cancel.asked}
          </p>
          {refused.length > 0 && (
            <Rows rows={refused.map(({ row, problem }) => ({ row, words: problem?.sentence ?? null }))} />
          )}
        </div>
      )}
      {working && (
        <Progress
          value={(results.length / will.length) * 100}
          aria-label={texts.cancel.working(results.length, will.length)}
          mt="sm"
        />
      )}
      <Group justify="flex-end" gap="xs" mt="md">
        {finished ? (
          <Button variant="filled" onClick={onClose} data-autofocus>
            {texts.cancel.close}
          </Button>
        ) : (
          <>
            <Button onClick={onClose} disabled={working} data-autofocus>
              {will.length === 0 ? texts.cancel.back : texts.cancel.keepIt(will.length)}
            </Button>
            {will.length > 0 && (
              <Button variant="filled" loading={working} onClick={cancelAll}>
                {texts.cancel.doIt(will.length)}
              </Button>
            )}
          </>
        )}
      </Group>
    </Modal>
  );
}

function Rows({ rows }: { rows: readonly { row: JobRow; words: string | null }[] }) {
  return (
    <ul className={classes.rows}>
      {rows.map(({ row, words }) => (
        <li key={row.id}>
          {words !== null && <SeverityMark severity="caution" size={10} />}
          <b>
            {row.reference ??
              row.externalIds.externalId ??
              row.externalIds.trackingId ??
              row.externalIds.jobId ??
              row.id}
          </b>{' '}
          {row.recipient}
          {words !== null && <span className={classes.words}>{words}</span>}
        </li>
      ))}
    </ul>
  );
}
