// The invoice that goes with a label; it is asked for as soon as anything of it is typed.

import type { InvoiceDraft } from './draft.ts';
import { summaryOf } from './fold.tsx';
import { FormField } from './form-field.tsx';
import classes from './labels.module.css';
import { texts } from './texts.ts';

interface Props {
  invoice: InvoiceDraft;
  onChange: (invoice: InvoiceDraft) => void;
}

export function InvoiceFields({ invoice, onChange }: Props) {
  const set = (change: Partial<InvoiceDraft>) => onChange({ ...invoice, ...change });
  return (
    <div className={classes.fields}>
      <FormField
        path="invoice.date"
        type="date"
        label={texts.invoice.date}
        span={3}
        value={invoice.date}
        onChange={(date) => set({ date })}
      />
      <FormField
        path="invoice.number"
        label={texts.invoice.number}
        span={3}
        value={invoice.number}
        onChange={(number) => set({ number })}
      />
      <FormField
        path="invoice.type"
        label={texts.invoice.type}
        span={3}
        options={[
          { value: '', label: texts.notSaid },
          ...Object.entries(texts.invoiceTypes).map(([value, label]) => ({ value, label })),
        ]}
        value={invoice.type}
        onChange={(type) => set({ type })}
      />
      <FormField
        path="invoice.number_of_copies"
        label={texts.invoice.copies}
        span={3}
        options={[{ value: '', label: texts.notSaid }, '1', '2', '3', '4']}
        value={invoice.copies}
        onChange={(copies) => set({ copies })}
      />
      <FormField
        path="invoice.signature_name"
        label={texts.invoice.signature}
        value={invoice.signature_name}
        onChange={(signature_name) => set({ signature_name })}
      />
      <FormField
        path="invoice.declaration_statement"
        label={texts.invoice.declaration}
        value={invoice.declaration_statement}
        onChange={(declaration_statement) => set({ declaration_statement })}
      />
    </div>
  );
}

export function invoiceSummary({ date, number, type }: InvoiceDraft): string | null {
  return summaryOf(texts.invoiceTypes[type], number, date);
}
