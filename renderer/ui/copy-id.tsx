// An id in full, with a button that copies it.

import { ActionIcon, CopyButton, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import classes from './copy-id.module.css';
import { texts } from './texts.ts';

export function CopyId({ value, label }: { value: string; label: string }) {
  return (
    <span className={classes.id}>
      <span className={classes.value}>{value}</span>
      <CopyButton value={value}>
        {({ copied, copy }) => (
          <Tooltip label={copied ? texts.copied : texts.copy}>
            <ActionIcon size={18} aria-label={`${texts.copy} ${label}`} onClick={copy}>
              {copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
            </ActionIcon>
          </Tooltip>
        )}
      </CopyButton>
    </span>
  );
}
