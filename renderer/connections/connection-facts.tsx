// What is known of a connection in figures: its last good answer, the requests it used, where it goes and how it speaks.

import type { Connection } from '../../shared/domain/connection.ts';
import { Age } from '../ui/age.tsx';
import { currentTime } from '../ui/clock.ts';
import { clockTime } from '../ui/clock-time.ts';
import parts from '../ui/screen-parts.module.css';
import { budgetUse } from './budget-use.ts';
import classes from './connections.module.css';
import { accountKind } from './new-account.ts';
import { texts } from './texts.ts';

export function ConnectionFacts({ connection }: { connection: Connection }) {
  const { health, baseUrl, provider, createdAt, options } = connection;
  const { used, allowed, share } = budgetUse(health.budget);
  return (
    <dl className={parts.facts}>
      <div>
        <dt>{texts.facts.lastSuccess}</dt>
        <dd className={classes.second}>
          <Age at={health.lastSuccessAt} /> {health.lastSuccessAt !== null && texts.ago}
        </dd>
      </div>
      <div>
        <dt>{texts.facts.requests}</dt>
        <dd className={classes.budget}>
          <span className={classes.bar} aria-hidden="true">
            <span style={{ width: `${share * 100}%` }} />
          </span>
          {texts.budget(used, allowed)}, {texts.perSecond(health.budget.perSecond)}
        </dd>
      </div>
      <div className={classes.address}>
        <dt>{texts.facts.address}</dt>
        <dd title={baseUrl ?? undefined}>{baseUrl ?? accountKind(provider).host}</dd>
      </div>
      {accountKind(provider).options.map(({ name, label, choices }) => {
        const value = options[name] || choices?.[0]?.value;
        return (
          value !== undefined && (
            <div key={name} className={classes.address}>
              <dt>{label}</dt>
              <dd title={value}>{value}</dd>
            </div>
          )
        );
      })}
      <div>
        <dt>{texts.facts.added}</dt>
        <dd>{clockTime(createdAt, currentTime())}</dd>
      </div>
    </dl>
  );
}
