// An address that not every shipment has: a tick, and its fields below.

import { Checkbox } from '@mantine/core';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { SpareAddress } from './address-draft.ts';
import { AddressFields } from './address-fields.tsx';
import { useMessageAt } from './form-field.tsx';
import classes from './labels.module.css';

interface Props {
  connectionId: ConnectionId;
  path: string;
  /** What the tick says, and what the address is called. */
  words: { given: string; legend: string };
  spare: SpareAddress;
  onChange: (spare: SpareAddress) => void;
}

export function SpareAddressFields({ connectionId, path, words, spare, onChange }: Props) {
  const messageAt = useMessageAt();
  return (
    <div className={classes.group}>
      <Checkbox
        label={words.given}
        checked={spare.given}
        onChange={(event) => onChange({ ...spare, given: event.currentTarget.checked })}
      />
      {spare.given && (
        <AddressFields
          connectionId={connectionId}
          legend={words.legend}
          address={spare.address}
          message={(name) => messageAt(`${path}.${name}`)}
          onChange={(address) => onChange({ ...spare, address })}
        />
      )}
    </div>
  );
}
