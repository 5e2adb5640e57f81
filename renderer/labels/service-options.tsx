// Options of the service: insurance and cash on delivery with their sums, others simply switched on, any other by its name.

import { Button } from '@mantine/core';
import { emptyService, type ServiceDraft } from './draft.ts';
import { FormField, useMessageAt } from './form-field.tsx';
import classes from './labels.module.css';
import { PairFields } from './pair-fields.tsx';
import { texts } from './texts.ts';
import { sumOf } from './to-request.ts';

interface Props {
  services: readonly ServiceDraft[];
  onChange: (services: ServiceDraft[]) => void;
}

const pairWords = { name: texts.fieldName, value: texts.fieldValue, add: texts.addOptionField };

export function ServiceOptions({ services, onChange }: Props) {
  const messageAt = useMessageAt();
  const set = (index: number, change: Partial<ServiceDraft>) =>
    onChange(services.map((service, at) => (at === index ? { ...service, ...change } : service)));
  return (
    <>
      <p className={classes.second}>{texts.serviceOptionsWhy}</p>
      {services.map((service, index) => {
        const path = `service_options.${index}`;
        const sum = sumOf(service.type);
        const message = messageAt(path);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is known by its place alone
          <fieldset key={index} className={classes.inner}>
            <legend>{texts.serviceOption(index + 1)}</legend>
            <div className={classes.fields}>
              <FormField
                path={`${path}.type`}
                label={texts.serviceKind}
                span={4}
                offered={Object.keys(texts.serviceKinds)}
                hint={texts.serviceKinds[service.type] ?? texts.otherService}
                value={service.type}
                onChange={(type) => set(index, { type })}
              />
              {sum !== null && (
                <>
                  <FormField
                    path={`${path}.${sum}.amount`}
                    label={texts.amount}
                    span={2}
                    value={service.amount}
                    onChange={(amount) => set(index, { amount })}
                  />
                  <FormField
                    path={`${path}.${sum}.currency`}
                    label={texts.currency}
                    span={2}
                    value={service.currency}
                    onChange={(currency) => set(index, { currency })}
                  />
                </>
              )}
            </div>
            <PairFields pairs={service.more} words={pairWords} onChange={(more) => set(index, { more })} />
            {message !== null && <p role="alert">{message}</p>}
            <div>
              <Button size="compact-xs" onClick={() => onChange(services.filter((_, at) => at !== index))}>
                {texts.removeService(index + 1)}
              </Button>
            </div>
          </fieldset>
        );
      })}
      {messageAt('service_options') !== null && <p role="alert">{messageAt('service_options')}</p>}
      <div>
        <Button size="compact-xs" onClick={() => onChange([...services, emptyService])}>
          {texts.addService}
        </Button>
      </div>
    </>
  );
}
