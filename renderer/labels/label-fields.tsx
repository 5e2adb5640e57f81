// What belongs to the label and not to its rates: paper, numbers, words for the courier; folded away who pays, the
// invoice, options of the service, further papers and fields of one's own.

import { Button, Checkbox } from '@mantine/core';
import { PAPER_SIZES } from '../../shared/contract/labels.ts';
import { BillingFields, billingSummary } from './billing-fields.tsx';
import { type LabelDraft, PAPER_SLOTS } from './draft.ts';
import { Fold, summaryOf } from './fold.tsx';
import { FormField, useMessageAt, useWrong } from './form-field.tsx';
import { InvoiceFields, invoiceSummary } from './invoice-fields.tsx';
import classes from './labels.module.css';
import { PairFields } from './pair-fields.tsx';
import { ServiceOptions } from './service-options.tsx';
import { texts } from './texts.ts';

interface Props {
  draft: LabelDraft;
  /** What the courier prints on. */
  paperSizes: readonly string[];
  onChange: (changes: Partial<LabelDraft>) => void;
}

const pairWords = { name: texts.fieldName, value: texts.fieldValue, add: texts.addCustomField };
const SIZES: Record<string, readonly string[]> = { qr_code: ['1x1', '2x2'] };

export function LabelFields({ draft, paperSizes, onChange }: Props) {
  const messageAt = useMessageAt();
  const asked = PAPER_SLOTS.filter((slot) => draft.papers[slot] !== '');
  return (
    <>
      <div className={classes.fields}>
        <FormField
          path="paper_size"
          label={texts.paperSize}
          span={3}
          options={sizesOf(paperSizes)}
          value={draft.paper_size}
          onChange={(paper_size) => onChange({ paper_size })}
        />
        <FormField
          path="file_type"
          label={texts.fileType}
          span={3}
          options={Object.entries(texts.fileTypes).map(([value, label]) => ({ value, label }))}
          value={draft.file_type}
          onChange={(file_type) => onChange({ file_type })}
        />
        <FormField
          path="order_number"
          label={texts.orderNumber}
          hint={texts.orderNumberHint}
          value={draft.order_number}
          onChange={(order_number) => onChange({ order_number })}
        />
        <References references={draft.references} onChange={(references) => onChange({ references })} />
        <FormField
          path="shipment.delivery_instructions"
          label={texts.instructions}
          value={draft.instructions}
          onChange={(instructions) => onChange({ instructions })}
        />
        <Checkbox
          wrapperProps={{ 'data-span': 12 }}
          label={texts.qrCode}
          checked={draft.qr_code}
          error={messageAt('print_options')}
          onChange={(event) => onChange({ qr_code: event.currentTarget.checked })}
        />
        <Checkbox
          wrapperProps={{ 'data-span': 12 }}
          label={texts.returnShipment}
          checked={draft.return_shipment}
          error={messageAt('return_shipment')}
          onChange={(event) => onChange({ return_shipment: event.currentTarget.checked })}
        />
      </div>
      <Fold title={texts.payment} summary={billingSummary(draft.billing)} wrong={useWrong('billing')}>
        <BillingFields
          path="billing"
          label={texts.paidBy}
          billing={draft.billing}
          onChange={(billing) => onChange({ billing })}
        />
      </Fold>
      <Fold
        title={texts.slots.invoice ?? ''}
        summary={invoiceSummary(draft.invoice)}
        wrong={useWrong('invoice')}
      >
        <InvoiceFields invoice={draft.invoice} onChange={(invoice) => onChange({ invoice })} />
      </Fold>
      <Fold
        title={texts.serviceOptions}
        summary={summaryOf(
          ...draft.services.map(({ type, amount, currency }) =>
            amount === '' ? type : `${type} ${amount} ${currency}`,
          ),
        )}
        wrong={useWrong('service_options')}
      >
        <ServiceOptions services={draft.services} onChange={(services) => onChange({ services })} />
      </Fold>
      <Fold
        title={texts.morePapers}
        summary={summaryOf(...asked.map((slot) => texts.slots[slot]))}
        wrong={useWrong('files')}
      >
        <div className={classes.fields}>
          {PAPER_SLOTS.map((slot) => (
            <FormField
              key={slot}
              path={`files.${slot}`}
              label={texts.slots[slot] ?? slot}
              span={3}
              options={[
                { value: '', label: texts.notAsked },
                ...(SIZES[slot] ?? ['a4']).map((value) => ({ value, label: value.toUpperCase() })),
              ]}
              value={draft.papers[slot]}
              onChange={(size) => onChange({ papers: { ...draft.papers, [slot]: size } })}
            />
          ))}
        </div>
        {messageAt('files') !== null && <p role="alert">{messageAt('files')}</p>}
      </Fold>
      <Fold
        title={texts.customFields}
        summary={summaryOf(...draft.custom_fields.map(({ name }) => name))}
        wrong={useWrong('custom_fields')}
      >
        <p className={classes.second}>{texts.customFieldsWhy}</p>
        <PairFields
          pairs={draft.custom_fields}
          words={pairWords}
          onChange={(custom_fields) => onChange({ custom_fields })}
        />
        {messageAt('custom_fields') !== null && <p role="alert">{messageAt('custom_fields')}</p>}
      </Fold>
    </>
  );
}

interface ReferencesProps {
  references: readonly string[];
  onChange: (references: string[]) => void;
}

/** Empty ones are not sent, so what is wrong with one is said below all of them. */
function References({ references, onChange }: ReferencesProps) {
  const message = useMessageAt()('references');
  return (
    <div className={classes.group} data-span="6">
      {references.map((reference, index) => (
        <FormField
          // biome-ignore lint/suspicious/noArrayIndexKey: a reference is known by its place alone
          key={index}
          path={`references.${index}`}
          label={texts.reference(index + 1)}
          {...(index === 0 ? { hint: texts.referenceHint } : {})}
          value={reference}
          onChange={(text) => onChange(references.map((one, at) => (at === index ? text : one)))}
        />
      ))}
      {message !== null && <p role="alert">{message}</p>}
      <div>
        <Button size="compact-xs" onClick={() => onChange([...references, ''])}>
          {texts.addReference}
        </Button>
      </div>
    </div>
  );
}

function sizesOf(sizes: readonly string[]) {
  // A courier that names none may have any.
  const others = (sizes.length === 0 ? PAPER_SIZES : sizes).filter((size) => size !== 'default');
  return [
    { value: 'default', label: texts.defaultPaper },
    ...others.map((value) => ({ value, label: texts.printSizes[value] ?? value })),
  ];
}
