// What customs want to know of a label that crosses a border: what for, on whose terms, declared how, paid by whom.

import { Button } from '@mantine/core';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { BillingFields, billingSummary } from './billing-fields.tsx';
import { type CustomsDraft, emptyCharge } from './draft.ts';
import { Fold, summaryOf } from './fold.tsx';
import { FormField, useMessageAt, useWrong } from './form-field.tsx';
import classes from './labels.module.css';
import { SpareAddressFields } from './spare-address.tsx';
import { texts } from './texts.ts';

interface Props {
  connectionId: ConnectionId;
  customs: CustomsDraft;
  onChange: (customs: CustomsDraft) => void;
}

const TERMS = ['dap', 'ddp', 'ddu', 'dat', 'dpu', 'exw', 'fca', 'fob', 'cip', 'cif', 'cpt', 'cfr'];
/** Those that AfterShip documents; the law knows more. */
const EXEMPTIONS = ['noeei_30_37_a', 'noeei_30_37_h', 'noeei_30_36'];
const MOST_CHARGES = 3;

export function CustomsFields({ connectionId, customs, onChange }: Props) {
  const set = (change: Partial<CustomsDraft>) => onChange({ ...customs, ...change });
  const people = [customs.importer.given && texts.importer, customs.broker.given && texts.broker];
  return (
    <fieldset className={classes.group}>
      <legend>{texts.abroad}</legend>
      <p className={classes.second}>{texts.abroadWhy}</p>
      <div className={classes.fields}>
        <FormField
          path="customs.purpose"
          label={texts.purpose}
          span={3}
          options={Object.entries(texts.purposes).map(([value, label]) => ({ value, label }))}
          value={customs.purpose}
          onChange={(purpose) => set({ purpose })}
        />
        <FormField
          path="customs.terms_of_trade"
          label={texts.terms}
          span={3}
          options={[
            { value: '', label: texts.noTerms },
            ...TERMS.map((value) => ({ value, label: value.toUpperCase() })),
          ]}
          value={customs.terms}
          onChange={(terms) => set({ terms })}
        />
      </div>
      <Fold
        title={texts.duties}
        summary={billingSummary(customs.billing)}
        wrong={useWrong('customs.billing')}
      >
        <BillingFields
          path="customs.billing"
          label={texts.dutiesPaidBy}
          of={texts.ofDuties}
          billing={customs.billing}
          onChange={(billing) => set({ billing })}
        />
      </Fold>
      <Fold
        title={texts.eei}
        summary={summaryOf(
          texts.eeiKinds[customs.eei],
          customs.eei === 'aes' && customs.itn_number,
          customs.eei === 'no_eei' && customs.ftr_exemption,
        )}
        wrong={useWrong('customs.eei')}
      >
        <p className={classes.second}>{texts.eeiWhy}</p>
        <div className={classes.fields}>
          <FormField
            path="customs.eei.type"
            label={texts.eeiKind}
            span={4}
            options={[
              { value: '', label: texts.notSaid },
              ...Object.entries(texts.eeiKinds).map(([value, label]) => ({ value, label })),
            ]}
            value={customs.eei}
            onChange={(eei) => set({ eei })}
          />
          {customs.eei === 'aes' && (
            <FormField
              path="customs.eei.itn_number"
              label={texts.itnNumber}
              span={4}
              value={customs.itn_number}
              onChange={(itn_number) => set({ itn_number })}
            />
          )}
          {customs.eei === 'no_eei' && (
            <FormField
              path="customs.eei.ftr_exemption"
              label={texts.ftrExemption}
              span={4}
              offered={EXEMPTIONS}
              value={customs.ftr_exemption}
              onChange={(ftr_exemption) => set({ ftr_exemption })}
            />
          )}
        </div>
      </Fold>
      <Fold
        title={texts.importerAndBroker}
        summary={summaryOf(...people)}
        wrong={useWrong('customs.importer_address', 'customs.broker_address')}
      >
        <SpareAddressFields
          connectionId={connectionId}
          path="customs.importer_address"
          words={{ given: texts.importerGiven, legend: texts.importer }}
          spare={customs.importer}
          onChange={(importer) => set({ importer })}
        />
        <SpareAddressFields
          connectionId={connectionId}
          path="customs.broker_address"
          words={{ given: texts.brokerGiven, legend: texts.broker }}
          spare={customs.broker}
          onChange={(broker) => set({ broker })}
        />
      </Fold>
      <Fold
        title={texts.passport}
        summary={summaryOf(customs.passport_number)}
        wrong={useWrong('customs.passport')}
      >
        <div className={classes.fields}>
          <FormField
            path="customs.passport.number"
            label={texts.passportNumber}
            span={4}
            value={customs.passport_number}
            onChange={(passport_number) => set({ passport_number })}
          />
          <FormField
            path="customs.passport.issue_date"
            type="date"
            label={texts.passportDate}
            span={4}
            value={customs.passport_date}
            onChange={(passport_date) => set({ passport_date })}
          />
        </div>
      </Fold>
      <Charges charges={customs.charges} onChange={(charges) => set({ charges })} />
    </fieldset>
  );
}

interface ChargesProps {
  charges: CustomsDraft['charges'];
  onChange: (charges: CustomsDraft['charges']) => void;
}

function Charges({ charges, onChange }: ChargesProps) {
  const path = 'customs.additional_charges';
  const message = useMessageAt()(path);
  const set = (index: number, change: Partial<CustomsDraft['charges'][number]>) =>
    onChange(charges.map((charge, at) => (at === index ? { ...charge, ...change } : charge)));
  return (
    <Fold
      title={texts.charges3}
      summary={summaryOf(...charges.map(({ amount, currency }) => `${amount} ${currency}`))}
      wrong={useWrong(path)}
    >
      {charges.map((charge, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a charge is known by its place alone
        <div key={index} className={classes.fields}>
          <FormField
            path={`${path}.${index}.type`}
            label={texts.chargeKind}
            span={3}
            options={Object.entries(texts.chargeKinds).map(([value, label]) => ({ value, label }))}
            value={charge.type}
            onChange={(type) => set(index, { type })}
          />
          <FormField
            path={`${path}.${index}.charge.amount`}
            label={texts.amount}
            span={3}
            value={charge.amount}
            onChange={(amount) => set(index, { amount })}
          />
          <FormField
            path={`${path}.${index}.charge.currency`}
            label={texts.currency}
            span={2}
            value={charge.currency}
            onChange={(currency) => set(index, { currency })}
          />
          <div className={classes.beside} data-span="4">
            <Button size="compact-xs" onClick={() => onChange(charges.filter((_, at) => at !== index))}>
              {texts.removeCharge(index + 1)}
            </Button>
          </div>
        </div>
      ))}
      {message !== null && <p role="alert">{message}</p>}
      <div>
        <Button
          size="compact-xs"
          disabled={charges.length >= MOST_CHARGES}
          onClick={() => onChange([...charges, emptyCharge])}
        >
          {texts.addCharge}
        </Button>
      </div>
    </Fold>
  );
}
