// How the page looks.

import { useDeskStore } from '../state/use-desk.ts';
import { ChoiceSetting } from './choice-setting.tsx';
import { texts } from './texts.ts';

export function LookSection() {
  const theme = useDeskStore('settings', (state) => state.settings.theme);
  const density = useDeskStore('settings', (state) => state.settings.density);
  return (
    <>
      <ChoiceSetting
        label={texts.look.theme}
        choices={texts.look.themes}
        value={theme}
        change={(wanted) => ({ theme: wanted })}
      />
      <ChoiceSetting
        label={texts.look.density}
        choices={texts.look.densities}
        value={density}
        change={(wanted) => ({ density: wanted })}
      />
    </>
  );
}
