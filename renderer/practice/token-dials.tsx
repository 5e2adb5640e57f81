// Whose token TwinJet still takes.

import { Button } from '@mantine/core';
import type { PracticeDials } from '../../shared/contract/practice.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import { SeverityMark } from '../ui/severity-mark.tsx';
import classes from './practice.module.css';
import { texts } from './texts.ts';

interface Props {
  tokens: PracticeDials['tokens'];
  onSet: (connectionId: ConnectionId, revoked: boolean) => void;
}

export function TokenDials({ tokens, onSet }: Props) {
  return (
    <section className={classes.group} aria-labelledby="practice-tokens">
      <h3 id="practice-tokens">{texts.tokens}</h3>
      <ul className={classes.tokens}>
        {tokens.map(({ connectionId, label, revoked }) => (
          <li key={connectionId}>
            <span className={classes.account}>{label}</span>
            {revoked && (
              <span className={classes.revoked}>
                <SeverityMark severity="caution" />
                {texts.revoked}
              </span>
            )}
            <Button
              size="compact-xs"
              aria-label={revoked ? texts.giveBackOf(label) : texts.revokeOf(label)}
              onClick={() => onSet(connectionId, !revoked)}
            >
              {revoked ? texts.giveBack : texts.revoke}
            </Button>
          </li>
        ))}
      </ul>
      <p className={classes.hint}>{texts.tokensHint}</p>
    </section>
  );
}
