// Where the map's tiles come from.

import { Button } from '@mantine/core';
import { DEFAULT_SETTINGS } from '../../shared/contract/settings.ts';
import { useDeskStore } from '../state/use-desk.ts';
import { readNumber, readText, readTileAddress } from './read-typed.ts';
import { SettingProblem } from './setting-problem.tsx';
import classes from './settings.module.css';
import { SwitchSetting } from './switch-setting.tsx';
import { texts } from './texts.ts';
import { TypedSetting } from './typed-setting.tsx';
import { useKeepSetting } from './use-keep-setting.ts';

const { url: STANDARD_URL, attribution: STANDARD_ATTRIBUTION } = DEFAULT_SETTINGS.tiles;

export function MapSection() {
  const { enabled, url, attribution, maxMegabytes } = useDeskStore(
    'settings',
    (state) => state.settings.tiles,
  );
  const { problem, keep } = useKeepSetting();
  const standard = url === STANDARD_URL && attribution === STANDARD_ATTRIBUTION;
  return (
    <>
      <SwitchSetting
        label={texts.map.enabled}
        hint={texts.map.enabledHint}
        checked={enabled}
        change={(wanted) => ({ tiles: { enabled: wanted } })}
      />
      <TypedSetting
        wide
        label={texts.map.url}
        hint={texts.map.urlHint}
        value={url}
        disabled={!enabled}
        read={readTileAddress}
        change={(wanted) => ({ tiles: { url: wanted } })}
      />
      <TypedSetting
        wide
        label={texts.map.attribution}
        hint={texts.map.attributionHint}
        value={attribution}
        disabled={!enabled}
        read={(text) => readText(text, 300)}
        change={(wanted) => ({ tiles: { attribution: wanted } })}
      />
      <TypedSetting
        label={texts.map.size}
        hint={texts.map.sizeHint}
        unit={texts.map.sizeUnit}
        value={maxMegabytes}
        disabled={!enabled}
        read={(text) => readNumber(text, { min: 10, max: 10_000, decimals: 0, unit: texts.map.sizeUnit })}
        change={(wanted) => ({ tiles: { maxMegabytes: wanted } })}
      />
      {!standard && (
        <div className={classes.extra}>
          <Button
            onClick={() => void keep({ tiles: { url: STANDARD_URL, attribution: STANDARD_ATTRIBUTION } })}
          >
            {texts.map.standard}
          </Button>
          <SettingProblem problem={problem} />
        </div>
      )}
    </>
  );
}
