// The provider's last answer as it came, for whoever has to look closer. Text, never markup.

import { useMemo, useState } from 'react';
import { CopyButton } from './copy-button.tsx';
import classes from './job.module.css';
import { texts } from './texts.ts';
import { useJob } from './use-job.ts';

export function JobRaw() {
  const { raw } = useJob();
  const [open, setOpen] = useState(false);
  const text = useMemo(() => (open && raw !== null ? JSON.stringify(raw, null, 2) : ''), [open, raw]);
  return (
    <details className={classes.raw} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{texts.raw}</summary>
      {open && raw === null && <p className={classes.second}>{texts.rawNone}</p>}
      {text !== '' && (
        <div className={classes.rawText}>
          <CopyButton value={text} label={texts.copy} />
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre tabIndex={0}>{text}</pre>
        </div>
      )}
    </details>
  );
}
