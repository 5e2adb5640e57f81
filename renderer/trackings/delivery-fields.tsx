// One delivery of the question "When would it arrive?", with every field that AfterShip takes, and its answer when it came.
// Used by predict-panel.tsx.

import { Button, Checkbox, SegmentedControl, TextInput } from '@mantine/core';
import type { AfterShipPrediction } from '../../shared/contract/aftership.ts';
import { FactRows } from '../ui/fact-rows.tsx';
import parts from '../ui/panel-form.module.css';
import type { DeliveryErrors, DeliveryValues } from './prediction-values.ts';
import { texts } from './texts.ts';
import classes from './trackings.module.css';

interface Props {
  number: number;
  values: DeliveryValues;
  /** By the path of the field. */
  errors: DeliveryErrors;
  answer: AfterShipPrediction | null;
  onChange: (values: DeliveryValues) => void;
  /** Null for the only one. */
  onRemove: (() => void) | null;
}

const order = ['label', 'input', 'description', 'error'] as ('label' | 'input' | 'description' | 'error')[];
const PLACE = [
  ['country', texts.country, texts.countryHint],
  ['state', texts.state, undefined],
  ['postal_code', texts.postalCode, undefined],
  ['city', texts.city, undefined],
  ['raw_location', texts.rawLocation, undefined],
] as const;

export function DeliveryFields({ number, values, errors, answer, onChange, onRemove }: Props) {
  const set = (change: Partial<DeliveryValues>) => onChange({ ...values, ...change });
  const whole = errors[''];
  const field = (
    label: string,
    value: string,
    path: string,
    onTyped: (value: string) => void,
    hint?: string,
  ) => (
    <TextInput
      label={label}
      description={hint}
      inputWrapperOrder={order}
      autoComplete="off"
      spellCheck={false}
      value={value}
      error={errors[path]}
      onChange={(event) => onTyped(event.currentTarget.value)}
    />
  );
  const place = (end: 'origin_address' | 'destination_address', title: string) => (
    <fieldset className={classes.place}>
      <legend>{title}</legend>
      <div className={parts.three}>
        {PLACE.map(([name, label, hint]) => (
          <div key={name}>
            {field(
              label,
              values[end][name],
              `${end}.${name}`,
              (value) => set({ [end]: { ...values[end], [name]: value } }),
              hint,
            )}
          </div>
        ))}
      </div>
      {errors[end] !== undefined && <p className={classes.wrong}>{errors[end]}</p>}
    </fieldset>
  );
  return (
    <section
      className={classes.delivery}
      aria-label={texts.delivery(number)}
      data-bad={Object.keys(errors).length > 0 || undefined}
    >
      <div className={classes.head}>
        <h3 className={parts.blockTitle}>{texts.delivery(number)}</h3>
        {onRemove !== null && (
          <Button variant="subtle" onClick={onRemove}>
            {texts.removeDelivery(number)}
          </Button>
        )}
      </div>
      {whole !== undefined && <p className={classes.wrong}>{whole}</p>}
      <div className={parts.pair}>
        {field(texts.fields.slug, values.slug, 'slug', (slug) => set({ slug }))}
        {field(texts.service, values.service_type_name, 'service_type_name', (service_type_name) =>
          set({ service_type_name }),
        )}
      </div>
      {place('origin_address', texts.from)}
      {place('destination_address', texts.to)}
      <div className={parts.three}>
        {field(texts.weight, values.weight.value, 'weight.value', (value) =>
          set({ weight: { ...values.weight, value } }),
        )}
        {field(texts.weightUnit, values.weight.unit, 'weight.unit', (unit) =>
          set({ weight: { ...values.weight, unit } }),
        )}
        {field(texts.packages, values.package_count, 'package_count', (package_count) =>
          set({ package_count }),
        )}
      </div>
      <SegmentedControl
        size="xs"
        aria-label={texts.pickupBy}
        value={values.pickup}
        onChange={(pickup) => set({ pickup: pickup as DeliveryValues['pickup'] })}
        data={texts.pickupChoices.map((choice) => ({ ...choice }))}
      />
      {values.pickup === 'time' ? (
        field(
          texts.pickupTime,
          values.pickup_time,
          'pickup_time',
          (pickup_time) => set({ pickup_time }),
          texts.pickupTimeHint,
        )
      ) : (
        <>
          {field(
            texts.orderTime,
            values.order_time,
            'estimated_pickup.order_time',
            (order_time) => set({ order_time }),
            texts.pickupTimeHint,
          )}
          <div className={parts.pair}>
            {field(
              texts.cutoff,
              values.order_cutoff_time,
              'estimated_pickup.order_cutoff_time',
              (order_cutoff_time) => set({ order_cutoff_time }),
              texts.cutoffHint,
            )}
            {field(
              texts.processing,
              values.processing,
              'estimated_pickup.order_processing_time.value',
              (processing) => set({ processing }),
            )}
          </div>
          <Checkbox.Group
            label={texts.workdays}
            error={errors['estimated_pickup.business_days']}
            value={values.business_days.map(String)}
            onChange={(days) => set({ business_days: days.map(Number).sort((a, b) => a - b) })}
          >
            <div className={classes.days}>
              {texts.weekdays.map((name, index) => (
                <Checkbox key={name} size="xs" value={String(index + 1)} label={name} />
              ))}
            </div>
          </Checkbox.Group>
        </>
      )}
      {answer !== null && <Answer number={number} answer={answer} />}
    </section>
  );
}

function Answer({ number, answer }: { number: number; answer: AfterShipPrediction }) {
  const {
    estimated_delivery_date: day,
    estimated_delivery_date_min: min,
    estimated_delivery_date_max: max,
  } = answer;
  const facts = [
    [texts.arrives, day],
    ['', min !== null && max !== null ? texts.between(min, max) : null],
    [texts.pickedUp, answer.pickup_time],
    [texts.sure, answer.confidence],
  ] as const;
  return (
    <div role="status" aria-label={texts.answer(number)}>
      <FactRows rows={facts} />
    </div>
  );
}
