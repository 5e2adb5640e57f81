// How addresses are checked and which currency is meant.

import { useDeskStore } from '../state/use-desk.ts';
import { ChoiceSetting } from './choice-setting.tsx';
import { readCurrency } from './read-typed.ts';
import { texts } from './texts.ts';
import { TypedSetting } from './typed-setting.tsx';

export function BookingSection() {
  const addressRules = useDeskStore('settings', (state) => state.settings.addressRules);
  const currency = useDeskStore('settings', (state) => state.settings.currency);
  return (
    <>
      <ChoiceSetting
        label={texts.booking.rules}
        hint={texts.booking.rulesHint}
        choices={texts.booking.rule}
        value={addressRules}
        change={(wanted) => ({ addressRules: wanted })}
      />
      <TypedSetting
        label={texts.booking.currency}
        hint={texts.booking.currencyHint}
        value={currency}
        read={readCurrency}
        change={(wanted) => ({ currency: wanted })}
      />
    </>
  );
}
