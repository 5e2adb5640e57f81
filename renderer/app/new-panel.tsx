// "New" in the panel: the form of what is to be moved, asked for first where there is a choice.

import { useEffect } from 'react';
import { z } from 'zod';
import { NewChooser } from '../compose/new-chooser.tsx';
import type { LayoutPiece } from '../state/layout.ts';
import { type ComposeIntent, NEW_KINDS, type NewKind } from '../state/stores.ts';
import { useDesk, useDeskStore, useLayout } from '../state/use-desk.ts';
import { keepKeysAhead } from '../ui/keys-ahead.ts';
import { newKinds, useNewChoices } from './new-kinds.ts';

const lastPiece: LayoutPiece<{ last: NewKind | null }> = {
  key: 'new',
  schema: z.object({ last: z.enum(NEW_KINDS).nullable() }),
  fallback: { last: null },
};

export function NewPanel({ what, parcel }: Omit<Extract<ComposeIntent, { kind: 'new' }>, 'kind'>) {
  const { navigation } = useDesk();
  const choices = useNewChoices();
  const [{ last }, keepLast] = useLayout(lastPiece);
  const loaded = useDeskStore('connections', (state) => state.loaded);
  const ready = choices.filter((choice) => choice.ready);
  const only = ready.length === 1 ? ready[0]?.what : undefined;
  const begins = beginningOf(what ?? only);
  const leads = begins !== null && 'leads' in begins ? begins.leads : null;
  useEffect(() => leads?.(navigation), [leads, navigation]);
  if (begins !== null && 'Form' in begins) {
    return <begins.Form onClose={() => navigation.closePanel()} {...(parcel && { parcel })} />;
  }
  if (leads !== null || !loaded) return null;
  return (
    <NewChooser
      choices={choices}
      last={last}
      onChoose={(next) => {
        keepLast({ last: next });
        navigation.compose({ kind: 'new', what: next });
        const begun = beginningOf(next);
        if (begun !== null && 'Form' in begun) keepKeysAhead();
      }}
      onConnect={() => navigation.addConnection()}
      onClose={() => navigation.closePanel()}
    />
  );
}

function beginningOf(wanted: NewKind | undefined) {
  return newKinds.find(({ what }) => what === wanted)?.begins ?? null;
}
