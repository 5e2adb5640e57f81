// What goes wrong with TwinJet, how often, and what to look for meanwhile.

import { Radio } from '@mantine/core';
import type { PracticeChange, PracticeDials, PracticeFault } from '../../shared/contract/practice.ts';
import { GradedDial } from './graded-dial.tsx';
import classes from './practice.module.css';
import { texts } from './texts.ts';

interface Props {
  fault: PracticeDials['fault'];
  onTurn: (change: PracticeChange) => void;
}

const FAULTS = Object.keys(texts.fault) as PracticeFault[];
const FIRST_LATENCY_MS = 2000;

export function FaultDials({ fault, onTurn }: Props) {
  const { kind, rate, latencyMs } = fault;
  const slow = kind === 'slow';
  const graded = kind !== 'none' && kind !== 'network-cut' && !slow;
  return (
    <section className={classes.group} aria-labelledby="practice-faults">
      <h3 id="practice-faults">{texts.faults}</h3>
      <Radio.Group
        aria-labelledby="practice-faults"
        value={kind}
        onChange={(value) => {
          const chosen = value as PracticeFault;
          onTurn({ fault: { kind: chosen, rate: 1, latencyMs: chosen === 'slow' ? FIRST_LATENCY_MS : 0 } });
        }}
      >
        <div className={classes.faults}>
          {FAULTS.map((value) => (
            <Radio key={value} value={value} size="xs" label={texts.fault[value].name} />
          ))}
        </div>
      </Radio.Group>
      {graded && (
        <GradedDial
          label={texts.rate}
          choices={texts.rates}
          value={rate}
          onChoose={(chosen) => onTurn({ fault: { ...fault, rate: chosen } })}
        />
      )}
      {slow && (
        <GradedDial
          label={texts.latency}
          choices={texts.latencies}
          value={latencyMs}
          onChoose={(chosen) => onTurn({ fault: { ...fault, latencyMs: chosen } })}
        />
      )}
      <p className={classes.look} role="status">
        {texts.fault[kind].look}
      </p>
    </section>
  );
}
