// One end of the job. With nothing in it, it stands for the client's own location, and says so.

import { Button } from '@mantine/core';
import { useState } from 'react';
import { get, useFormContext, useFormState, useWatch } from 'react-hook-form';
import { useStore } from 'zustand';
import { useDeskStore } from '../state/use-desk.ts';
import parts from '../ui/panel-form.module.css';
import { SideNote } from '../ui/side-note.tsx';
import { AddressSearch } from './address-search.tsx';
import classes from './compose.module.css';
import { type AddressEnd, type ComposeValues, EMPTY_ADDRESS, isEmptyAddress } from './compose-values.ts';
import { Field } from './field.tsx';
import type { QuoteKeeper } from './quote-keeper.ts';
import { foundLine, verdictOf } from './quote-verdict.ts';
import { texts } from './texts.ts';

interface Props {
  end: AddressEnd;
  quotes: QuoteKeeper;
  /** Whether it stays folded to one line while it is empty. */
  foldable: boolean;
}

export function AddressFields({ end, quotes, foldable }: Props) {
  const { control, setValue, setFocus, formState } = useFormContext<ComposeValues>();
  const address = useWatch({ control, name: end });
  const { errors } = useFormState({ control });
  const relaxed = useDeskStore('settings', (state) => state.settings.addressRules === 'relaxed');
  const [wanted, setWanted] = useState(!foldable);
  const empty = isEmptyAddress(address);
  const open = wanted || !empty || get(errors, end) !== undefined;
  const { refused, found } = useEndOfQuote(quotes, end);

  function clear() {
    setValue(end, EMPTY_ADDRESS, { shouldDirty: true, shouldValidate: formState.isSubmitted });
    setWanted(!foldable);
  }

  return (
    <section className={parts.block} aria-label={texts.ends[end]}>
      <div className={parts.blockHead}>
        <h3 className={parts.blockTitle}>{texts.ends[end]}</h3>
        {!open && <span className={classes.own}>{texts.ownLocationShort}</span>}
        {!open && (
          <Button
            variant="subtle"
            onClick={() => {
              setWanted(true);
              // The field is there only after the next paint.
              requestAnimationFrame(() => setFocus(`${end}.address_name`));
            }}
          >
            {texts.enterAddress}
          </Button>
        )}
        {open && !empty && (
          <Button variant="subtle" aria-label={texts.clearAddressLong(end)} onClick={clear}>
            {texts.clearAddress}
          </Button>
        )}
      </div>
      {open && empty && <p className={parts.hint}>{texts.ownLocation[end]}</p>}
      {open && (
        <div className={classes.address}>
          <AddressSearch end={end} part="address_name" />
          <AddressSearch end={end} part="street_address" />
          <Field name={`${end}.floor`} label={texts.address.floor} />
          <Field name={`${end}.city`} label={texts.address.city} />
          <Field name={`${end}.state`} label={relaxed ? texts.relaxed.state : texts.address.state} />
          <Field name={`${end}.zip_code`} label={relaxed ? texts.relaxed.zip_code : texts.address.zip_code} />
          <Field name={`${end}.contact`} label={texts.address.contact} />
          <Field name={`${end}.phone_number`} label={texts.address.phone_number} type="tel" />
          <Field name={`${end}.special_instructions`} label={texts.address.special_instructions} />
        </div>
      )}
      {refused !== null && (
        <SideNote kind="caution" announce>
          {texts.outside(end, empty, refused)}
        </SideNote>
      )}
      {found !== null && <p className={parts.hint}>{texts.foundAs(found)}</p>}
    </section>
  );
}

function useEndOfQuote(quotes: QuoteKeeper, end: AddressEnd) {
  const quote = useStore(quotes.store, (state) => (state.kind === 'quote' ? state.quote : null));
  if (quote === null) return { refused: null, found: null };
  return {
    refused: verdictOf(quote).ends[end],
    found: foundLine(end === 'pick_address' ? quote.pick_address : quote.drop_address),
  };
}
