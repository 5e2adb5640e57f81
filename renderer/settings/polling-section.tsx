// Whether and how often providers are asked.

import { useDeskStore } from '../state/use-desk.ts';
import { readNumber } from './read-typed.ts';
import { SwitchSetting } from './switch-setting.tsx';
import { texts } from './texts.ts';
import { TypedSetting } from './typed-setting.tsx';

export function PollingSection() {
  const { paused, requestsPerSecond } = useDeskStore('settings', (state) => state.settings.polling);
  return (
    <>
      <SwitchSetting
        label={texts.polling.paused}
        hint={texts.polling.pausedHint}
        checked={paused}
        change={(wanted) => ({ polling: { paused: wanted } })}
      />
      <TypedSetting
        label={texts.polling.rate}
        hint={texts.polling.rateHint}
        unit={texts.polling.rateUnit}
        value={requestsPerSecond}
        read={(text) => readNumber(text, { min: 0.1, max: 50, decimals: 2, unit: texts.polling.rateUnit })}
        change={(wanted) => ({ polling: { requestsPerSecond: wanted } })}
      />
    </>
  );
}
