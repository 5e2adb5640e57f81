// Manifests: the list, a new one out of an account's ready labels, and one with its paper.

import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import type { Label } from '../../shared/contract/labels.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { CopyId } from '../ui/copy-id.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ProblemNote } from '../ui/problem-note.tsx';
import { SideNote } from '../ui/side-note.tsx';
import { can, courierName } from './abilities.ts';
import { Facts, Said } from './facts.tsx';
import { labelName } from './label-list.tsx';
import classes from './labels.module.css';
import { PageList, PERIODS, type Period, since } from './page-list.tsx';
import { Paper } from './paper.tsx';
import { momentOf } from './shapes.ts';
import { Status, Trouble } from './status.tsx';
import { texts } from './texts.ts';
import { useFollowed } from './use-followed.ts';
import { accountName, type Ground, slugOf } from './use-ground.ts';
import { usePages } from './use-pages.ts';
import { useReadyLabels } from './use-ready-labels.ts';

interface Props {
  ground: Ground;
  /** Labels that were chosen elsewhere. */
  chosen: readonly Label[];
  onUnsettled: () => void;
}

type Shown = { kind: 'list' } | { kind: 'new' } | { kind: 'one'; id: string; note: string | null };

export function Manifests({ ground, chosen, onUnsettled }: Props) {
  const [shown, setShown] = useState<Shown>(chosen.length > 0 ? { kind: 'new' } : { kind: 'list' });
  if (shown.kind === 'new') {
    return (
      <NewManifest
        ground={ground}
        chosen={chosen}
        onMade={(id, note) => setShown({ kind: 'one', id, note })}
        onCancel={() => setShown({ kind: 'list' })}
        onUnsettled={onUnsettled}
      />
    );
  }
  if (shown.kind === 'one') {
    return (
      <>
        <div>
          <Button onClick={() => setShown({ kind: 'list' })}>{texts.back}</Button>
        </div>
        <ManifestDetail ground={ground} id={shown.id} note={shown.note} />
      </>
    );
  }
  return (
    <ManifestList
      ground={ground}
      onOpen={(id) => setShown({ kind: 'one', id, note: null })}
      onNew={() => setShown({ kind: 'new' })}
    />
  );
}

interface ListProps {
  ground: Ground;
  onOpen: (id: string) => void;
  onNew: () => void;
}

function ManifestList({ ground, onOpen, onNew }: ListProps) {
  const { connectionId } = ground;
  const { actions } = useDesk();
  const [period, setPeriod] = useState<Period>('7');
  const ask = useCallback(
    (next_token: string | undefined, signal: AbortSignal) =>
      actions.labels.manifests(
        {
          connectionId,
          created_at_min: since(period),
          ...(next_token === undefined ? {} : { next_token }),
        },
        signal,
      ),
    [actions, connectionId, period],
  );
  const pages = usePages(ask);
  return (
    <div className={classes.stack}>
      <div className={classes.bar}>
        <NativeSelect
          size="xs"
          label={texts.period}
          value={period}
          data={PERIODS.map((value) => ({ value, label: texts.periods[value] }))}
          onChange={(event) => setPeriod(event.currentTarget.value as Period)}
        />
        <Button onClick={pages.reload}>{texts.refresh}</Button>
        <Button variant="filled" onClick={onNew}>
          {texts.newManifest}
        </Button>
      </div>
      <PageList
        pages={pages}
        label={texts.manifestList}
        empty={<EmptyState title={texts.noManifests}>{texts.noManifestsWhy}</EmptyState>}
        row={(manifest) => {
          const made = momentOf(manifest.created_at);
          return (
            <div className={classes.row} data-kind="plain">
              <Status status={manifest.status} />
              <button type="button" className={classes.name} onClick={() => onOpen(manifest.id)}>
                {manifest.shipper_account?.description ?? accountName(ground, manifest.shipper_account?.id)}
              </button>
              <span className={classes.second}>
                {texts.countLabels(
                  manifest.labels.filter(({ manifested }) => manifested === true).length,
                  manifest.labels.length,
                )}
              </span>
              <span />
              <span className={classes.second}>{made === null ? '' : clockTime(made, currentTime())}</span>
            </div>
          );
        }}
      />
    </div>
  );
}

interface NewProps {
  ground: Ground;
  chosen: readonly Label[];
  onMade: (id: string, note: string) => void;
  onCancel: () => void;
  onUnsettled: () => void;
}

function NewManifest({ ground, chosen, onMade, onCancel, onUnsettled }: NewProps) {
  const { connectionId, couriers, accounts } = ground;
  const { actions } = useDesk();
  const able = accounts.find(({ slug }) => can(couriers, slug, 'manifests') !== false) ?? accounts[0];
  const [accountId, setAccountId] = useState(chosen[0]?.shipper_account?.id ?? able?.id ?? '');
  const slug = slugOf(ground, accountId);
  const ready = useReadyLabels(connectionId, accountId);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [problem, setProblem] = useState<Problem | null>(null);
  const [working, setWorking] = useState(false);
  const isAble = can(couriers, slug, 'manifests') !== false;

  // What was chosen in the list is what goes in; without a choice, everything that is ready.
  useEffect(() => {
    const wanted = new Set(chosen.map(({ id }) => id));
    setLeft(
      new Set(
        (ready.labels ?? []).filter(({ id }) => wanted.size > 0 && !wanted.has(id)).map(({ id }) => id),
      ),
    );
  }, [ready.labels, chosen]);

  const inIt = (ready.labels ?? []).filter(({ id }) => !left.has(id));

  async function make() {
    if (working || inIt.length === 0) return;
    setWorking(true);
    const outcome = await actions.labels.createManifest({
      connectionId,
      request: { shipper_account: { id: accountId }, label_ids: inIt.map(({ id }) => id) },
    });
    setWorking(false);
    if (!outcome.ok) {
      setProblem(outcome.problem);
      onUnsettled();
      return;
    }
    const { manifest, foundAgain, pending } = outcome.value;
    onMade(manifest.id, foundAgain ? texts.foundAgain : pending ? texts.taken : texts.manifested);
  }

  return (
    <form
      className={classes.card}
      aria-label={texts.newManifest}
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <h2>{texts.newManifest}</h2>
      <p className={classes.second}>{texts.manifestMeans}</p>
      <div className={classes.bar}>
        <NativeSelect
          size="xs"
          label={texts.account}
          value={accountId}
          data={accounts.map(({ id }) => ({ value: id, label: accountName(ground, id) }))}
          onChange={(event) => {
            setAccountId(event.currentTarget.value);
            setProblem(null);
          }}
        />
      </div>
      {!isAble && <SideNote kind="caution">{texts.noManifestsHere(courierName(couriers, slug))}</SideNote>}
      <ReadyLabels
        ready={ready}
        isIn={(id) => !left.has(id)}
        onToggle={(id) => {
          const next = new Set(left);
          if (!next.delete(id)) next.add(id);
          setLeft(next);
        }}
      />
      {problem !== null && <ProblemNote problem={problem} onDismiss={() => setProblem(null)} />}
      <div className={classes.acts}>
        <Button type="submit" variant="filled" loading={working} disabled={!isAble || inIt.length === 0}>
          {texts.makeManifest(inIt.length)}
        </Button>
        <Button onClick={onCancel}>{texts.cancel}</Button>
      </div>
    </form>
  );
}

interface ReadyProps {
  ready: ReturnType<typeof useReadyLabels>;
  isIn: (id: string) => boolean;
  onToggle: (id: string) => void;
}

/** The ready labels of an account, to be taken in or left out. */
export function ReadyLabels({ ready, isIn, onToggle }: ReadyProps) {
  const { labels, problem, reload } = ready;
  return (
    <fieldset className={classes.group}>
      <legend>{texts.readyLabels}</legend>
      {problem !== null && <ProblemNote problem={problem} onRetry={reload} />}
      {labels === null && problem === null && <p className={classes.second}>{texts.loading}</p>}
      {labels?.length === 0 && <p className={classes.second}>{texts.noReadyLabels}</p>}
      {labels !== null && labels.length > 0 && (
        <div className={classes.choices}>
          {labels.map((label) => (
            <Checkbox
              key={label.id}
              label={[labelName(label), ...label.references].join(', ')}
              checked={isIn(label.id)}
              onChange={() => onToggle(label.id)}
            />
          ))}
        </div>
      )}
    </fieldset>
  );
}

function ManifestDetail({ ground, id, note }: { ground: Ground; id: string; note: string | null }) {
  const { connectionId } = ground;
  const { actions } = useDesk();
  const ask = useCallback(
    async (signal: AbortSignal | undefined) => {
      const outcome = await actions.labels.getManifest({ connectionId, id }, signal);
      if (!outcome.ok) return outcome;
      const { manifest, pending, problem } = outcome.value;
      return { ok: true as const, value: { thing: manifest, pending, problem } };
    },
    [actions, connectionId, id],
  );
  const { told, problem, reload } = useFollowed(ask);
  if (told === null) {
    return problem === null ? (
      <p className={classes.second}>{texts.loading}</p>
    ) : (
      <ProblemNote problem={problem} onRetry={() => void reload()} />
    );
  }
  const { thing: manifest, pending } = told;
  const account = manifest.shipper_account;
  const name = account?.description ?? accountName(ground, account?.id);
  return (
    <section className={classes.card} aria-label={texts.manifest(name)}>
      <header className={classes.head}>
        <h2>{texts.manifest(name)}</h2>
        <Status status={manifest.status} />
      </header>
      {note !== null && <SideNote announce>{note}</SideNote>}
      {pending && (
        <p className={classes.second} role="status">
          {texts.underWay}
        </p>
      )}
      <Trouble problem={told.problem} />
      {problem !== null && <ProblemNote problem={problem} onRetry={() => void reload()} />}
      <Facts
        facts={[
          [
            texts.facts.labels,
            texts.countLabels(
              manifest.labels.filter(({ manifested }) => manifested === true).length,
              manifest.labels.length,
            ),
          ],
          [texts.facts.id, <CopyId key="id" value={manifest.id} label={texts.facts.id} />],
        ]}
      />
      <ul className={classes.list} aria-label={texts.facts.labels}>
        {manifest.labels.map((label) => (
          <li key={label.id}>
            <div className={classes.status} style={{ padding: 'var(--space-1) var(--space-3)' }}>
              <span>{label.id}</span>
              <span className={classes.second}>{label.manifested === true ? texts.inIt : texts.notInIt}</span>
            </div>
          </li>
        ))}
      </ul>
      {manifest.files.manifest ? (
        <Paper connectionId={connectionId} of="manifest" id={manifest.id} slot="manifest" />
      ) : (
        <p className={classes.second}>{texts.noPaper}</p>
      )}
      <Said thing={manifest} />
    </section>
  );
}
