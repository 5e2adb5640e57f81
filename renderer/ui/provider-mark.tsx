// A provider as its two letters; its name on hover and for a screen reader. Never a hue.

import { PROVIDER_LABELS, type ProviderName } from '../../shared/domain/provider-name.ts';
import classes from './provider-mark.module.css';

export function ProviderMark({ provider }: { provider: ProviderName }) {
  const { letters, word } = PROVIDER_LABELS[provider];
  return (
    <abbr className={classes.mark} title={word}>
      {letters}
    </abbr>
  );
}
