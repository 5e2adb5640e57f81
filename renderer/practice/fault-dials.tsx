// What goes wrong, with whom, how often, and what to look for meanwhile.

import { NativeSelect, Radio } from '@mantine/core';
import type { PracticeChange, PracticeDials, PracticeFault } from '../../shared/contract/practice.ts';
import { PROVIDER_LABELS, PROVIDER_NAMES, type ProviderName } from '../../shared/domain/provider-name.ts';
import { GradedDial } from './graded-dial.tsx';
import classes from './practice.module.css';
import { texts } from './texts.ts';

interface Props {
  fault: PracticeDials['fault'];
  onTurn: (change: PracticeChange) => void;
}

const FAULTS = Object.keys(texts.fault) as PracticeFault[];
const FIRST_LATENCY_MS = 2000;
const WHOM = [
  { value: '', label: texts.everyone },
  ...PROVIDER_NAMES.map((name) => ({ value: name as string, label: PROVIDER_LABELS[name].word })),
];

export function FaultDials({ fault, onTurn }: Props) {
  const { kind, provider, rate, latencyMs } = fault;
  const slow = kind === 'slow';
  const graded = kind !== 'none' && kind !== 'network-cut' && !slow;
  return (
    <section className={classes.group} aria-labelledby="practice-faults">
      <h3 id="practice-faults">{texts.faults}</h3>
      <NativeSelect
        label={texts.whom}
        classNames={{ root: classes.whom }}
        data={WHOM}
        value={provider ?? ''}
        onChange={(event) =>
          onTurn({
            fault: { ...fault, provider: (event.currentTarget.value || null) as ProviderName | null },
          })
        }
      />
      <Radio.Group
        aria-labelledby="practice-faults"
        value={kind}
        onChange={(value) => {
          const chosen = value as PracticeFault;
          onTurn({
            fault: { kind: chosen, provider, rate: 1, latencyMs: chosen === 'slow' ? FIRST_LATENCY_MS : 0 },
          });
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
