// Manifests: the list, a new one out of an account's ready labels, and one with its paper.

import { useCallback } from 'react';
import type { Label } from '../../shared/contract/labels.ts';
import { useDesk } from '../state/use-desk.ts';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import { CopyId } from '../ui/copy-id.tsx';
import parts from '../ui/screen-parts.module.css';
import { Facts } from './facts.tsx';
import { FollowedCard } from './followed-card.tsx';
import classes from './labels.module.css';
import { ListedPart } from './listed-part.tsx';
import { NewManifest } from './new-manifest.tsx';
import { Paper } from './paper.tsx';
import { momentOf } from './shapes.ts';
import { Status } from './status.tsx';
import { texts } from './texts.ts';
import { accountName, type Ground } from './use-ground.ts';
import { mapOutcome } from './use-making.ts';

interface Props {
  ground: Ground;
  /** Labels that were chosen elsewhere. */
  chosen: readonly Label[];
  onUnsettled: () => void;
}

const words = {
  list: texts.manifestList,
  newOne: texts.newManifest,
  none: texts.noManifests,
  noneWhy: texts.noManifestsWhy,
};

export function Manifests({ ground, chosen, onUnsettled }: Props) {
  const { connectionId } = ground;
  const { actions } = useDesk();
  const ask = useCallback(
    (wanted: object, signal: AbortSignal) => actions.labels.manifests({ connectionId, ...wanted }, signal),
    [actions, connectionId],
  );
  return (
    <ListedPart
      startNew={chosen.length > 0}
      ask={ask}
      words={words}
      row={(manifest, open) => {
        const made = momentOf(manifest.created_at);
        return (
          <div className={`${parts.row} ${classes.row}`} data-kind="plain">
            <Status status={manifest.status} />
            <button type="button" className={parts.opener} onClick={open}>
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
      form={(onMade, onCancel) => (
        <NewManifest
          ground={ground}
          chosen={chosen}
          onMade={onMade}
          onCancel={onCancel}
          onUnsettled={onUnsettled}
        />
      )}
      one={(id, note) => <ManifestDetail ground={ground} id={id} note={note} />}
    />
  );
}

function ManifestDetail({ ground, id, note }: { ground: Ground; id: string; note: string | null }) {
  const { connectionId } = ground;
  const { actions } = useDesk();
  const ask = useCallback(
    async (signal: AbortSignal | undefined) =>
      mapOutcome(await actions.labels.getManifest({ connectionId, id }, signal), ({ manifest, ...how }) => ({
        thing: manifest,
        ...how,
      })),
    [actions, connectionId, id],
  );
  return (
    <FollowedCard
      ask={ask}
      note={note}
      title={({ shipper_account: account }) =>
        texts.manifest(account?.description ?? accountName(ground, account?.id))
      }
    >
      {(manifest) => (
        <>
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
          <ul className={parts.list} aria-label={texts.facts.labels}>
            {manifest.labels.map((label) => (
              <li key={label.id}>
                <div className={parts.status} style={{ padding: 'var(--space-1) var(--space-3)' }}>
                  <span>{label.id}</span>
                  <span className={classes.second}>
                    {label.manifested === true ? texts.inIt : texts.notInIt}
                  </span>
                </div>
              </li>
            ))}
          </ul>
          {manifest.files.manifest ? (
            <Paper connectionId={connectionId} of="manifest" id={manifest.id} slot="manifest" />
          ) : (
            <p className={classes.second}>{texts.noPaper}</p>
          )}
        </>
      )}
    </FollowedCard>
  );
}
