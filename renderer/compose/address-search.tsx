// A line of an address that knows where the client has been before: typing offers recent addresses, one of which fills
// the whole address. Arrow down opens it without typing.

import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import type { Address } from '../../shared/domain/address.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { useDesk } from '../state/use-desk.ts';
import classes from './compose.module.css';
import type { AddressEnd, ComposeValues } from './compose-values.ts';
import { useFieldError } from './field.tsx';
import { addressValues } from './from-request.ts';
import { texts } from './texts.ts';

const REST_MS = 120;
const MOST = 8;

export function AddressSearch({ end, part }: { end: AddressEnd; part: 'address_name' | 'street_address' }) {
  const name = `${end}.${part}` as const;
  const { register, control, setValue, formState } = useFormContext<ComposeValues>();
  const [typed, connectionId] = useWatch({ control, name: [name, 'connectionId'] });
  const error = useFieldError(name);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const [wanted, setWanted] = useState(false);
  const found = useRecentAddresses(connectionId as ConnectionId, typed, wanted);
  const field = register(name);

  function pick(line: string) {
    const address = found.find((one) => optionKey(one) === line);
    if (address !== undefined) {
      const fix = { shouldDirty: true, shouldValidate: formState.isSubmitted };
      setValue(end, addressValues(address), fix);
    }
    close();
  }

  function close() {
    setWanted(false);
    combobox.closeDropdown();
  }

  function press(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'ArrowDown' && !wanted) {
      setWanted(true);
      combobox.openDropdown();
    }
    if (event.key === 'Escape' && combobox.dropdownOpened && found.length > 0) {
      // Only the list goes, not the form.
      event.preventDefault();
      close();
    }
  }

  return (
    <Combobox
      store={combobox}
      onOptionSubmit={pick}
      transitionProps={{ duration: 0 }}
      shadow="floating"
      offset={4}
    >
      <Combobox.Target>
        <TextInput
          {...field}
          label={texts.address[part]}
          error={error}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            void field.onChange(event);
            setWanted(event.currentTarget.value.trim() !== '');
            combobox.openDropdown();
            combobox.resetSelectedOption();
          }}
          onKeyDown={press}
          onBlur={(event) => {
            void field.onBlur(event);
            close();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={found.length === 0}>
        <Combobox.Options aria-label={texts.recent(end)}>
          {found.map((address) => (
            <Combobox.Option key={optionKey(address)} value={optionKey(address)}>
              <span className={classes.suggestion}>
                <b>{address.name ?? address.street}</b>
                <span>{placeOf(address)}</span>
              </span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** What tells two of one name apart: street and unit, town, and who opens the door. */
function placeOf({ name, street, unit, city, contact }: Address): string {
  return [name === null ? null : street, unit, city, contact].filter(Boolean).join(', ');
}

function optionKey(address: Address): string {
  return JSON.stringify([
    address.name,
    address.street,
    address.unit,
    address.city,
    address.postalCode,
    address.contact,
  ]);
}

/** A help while typing: when it cannot be had, nothing is offered and nobody is bothered. */
function useRecentAddresses(connectionId: ConnectionId, typed: string, wanted: boolean): Address[] {
  const { actions } = useDesk();
  const [found, setFound] = useState<Address[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (!wanted) {
      setFound([]);
      return;
    }
    const abort = new AbortController();
    const text = typed.trim().slice(0, 200);
    timer.current = setTimeout(async () => {
      const outcome = await actions.recentAddresses(
        { connectionId, limit: MOST, ...(text === '' ? {} : { text }) },
        abort.signal,
      );
      if (!abort.signal.aborted) setFound(outcome.ok ? outcome.value : []);
    }, REST_MS);
    return () => {
      clearTimeout(timer.current);
      abort.abort();
    };
  }, [actions, connectionId, typed, wanted]);
  return found;
}
