// Who pays, and from which account with the courier: for the transport and for the duties.

import type { BillingDraft } from './draft.ts';
import { FormField } from './form-field.tsx';
import classes from './labels.module.css';
import { texts } from './texts.ts';

interface Props {
  /** "billing" or "customs.billing". */
  path: string;
  label: string;
  /** What is paid, where the form has more than one who pays. */
  of?: string;
  billing: BillingDraft;
  onChange: (billing: BillingDraft) => void;
}

export function BillingFields({ path, label, of, billing, onChange }: Props) {
  return (
    <div className={classes.fields}>
      <FormField
        path={`${path}.paid_by`}
        label={label}
        span={3}
        options={[
          { value: '', label: texts.notSaid },
          ...Object.entries(texts.payers).map(([value, name]) => ({ value, label: name })),
        ]}
        value={billing.paid_by}
        onChange={(paid_by) => onChange({ ...billing, paid_by })}
      />
      {billing.paid_by !== '' &&
        (['account_number', 'postal_code', 'country'] as const).map((name) => (
          <FormField
            key={name}
            path={`${path}.method.${name}`}
            label={texts.billing[name]}
            {...(of === undefined ? {} : { spoken: `${texts.billing[name]}, ${of}` })}
            span={3}
            value={billing[name]}
            onChange={(value) => onChange({ ...billing, [name]: value })}
          />
        ))}
    </div>
  );
}

export function billingSummary({ paid_by, account_number }: BillingDraft): string | null {
  if (paid_by === '') return null;
  const payer = texts.payers[paid_by] ?? paid_by;
  return account_number.trim() === '' ? payer : `${payer}, ${account_number.trim()}`;
}
