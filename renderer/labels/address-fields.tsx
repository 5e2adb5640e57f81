// One address as it is typed, with AfterShip's own opinion of it: known, or another one beside it that one click takes.

import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AddressValidation } from '../../shared/contract/labels.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import { SeverityMark } from '../ui/severity-mark.tsx';
import {
  type AddressDraft,
  type AddressText,
  addressDraft,
  addressOf,
  addressPath,
  differences,
  MAIN_TEXTS,
  MORE_TEXTS,
} from './address-draft.ts';
import { Fold, summaryOf } from './fold.tsx';
import classes from './labels.module.css';
import { texts } from './texts.ts';

interface Props {
  connectionId: ConnectionId;
  legend: string;
  address: AddressDraft;
  /** What is wrong with a field, by AfterShip's path in the address ("location.lat"). */
  message: (name: string) => string | null;
  /** Whether it can be checked: only who receives is worth the question. */
  checkable?: boolean;
  children?: React.ReactNode;
  onChange: (address: AddressDraft) => void;
}

const SPANS: Partial<Record<AddressText, number>> = {
  street1: 12,
  street2: 12,
  street3: 12,
};
/** What a tax id or an identification can be. */
const KINDS: Partial<Record<AddressText, readonly string[]>> = {
  tax_id_type: ['vat', 'gst', 'eori', 'ioss', 'pan', 'ukims', 'other'],
  identification_type: ['mil', 'nid', 'pas', 'other'],
};

export function AddressFields(props: Props) {
  const { connectionId, legend, address, message, checkable = false, children, onChange } = props;
  const [opinion, setOpinion] = useState<{ of: AddressDraft; told: AddressValidation } | null>(null);
  const [taken, setTaken] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [checking, setChecking] = useState(false);
  const { actions } = useDesk();

  async function check() {
    if (checking) return;
    setChecking(true);
    setTaken(false);
    setOpinion(null);
    const outcome = await actions.labels.validateAddress({ connectionId, address: addressOf(address) });
    setChecking(false);
    setProblem(outcome.ok ? null : outcome.problem);
    if (outcome.ok) setOpinion({ of: address, told: outcome.value.validation });
  }
  const told = (name: string) =>
    message(name) ??
    problem?.fields.find(({ field }) => field === `address.${name}` || field === name)?.message ??
    null;
  const set = (name: AddressText, value: string) => {
    onChange({ ...address, [name]: value });
    setTaken(false);
  };
  const field = (name: AddressText) => {
    const common = {
      wrapperProps: { 'data-span': SPANS[name] ?? 6 },
      label: texts.address[name],
      value: address[name],
      error: told(addressPath(name)),
    };
    const kinds = KINDS[name];
    return kinds === undefined ? (
      <TextInput
        key={name}
        {...common}
        autoComplete="off"
        onChange={(event) => set(name, event.currentTarget.value)}
      />
    ) : (
      <NativeSelect
        key={name}
        {...common}
        size="xs"
        data={[
          { value: '', label: texts.notSaid },
          ...kinds.map((value) => ({ value, label: texts.kindsOfId[value] ?? value })),
        ]}
        onChange={(event) => set(name, event.currentTarget.value)}
      />
    );
  };
  const isNamed = problem !== null && problem.code === 'INVALID';
  return (
    <fieldset className={classes.group}>
      <legend>{legend}</legend>
      {children}
      <div className={classes.fields}>
        {MAIN_TEXTS.map(field)}
        <Checkbox
          wrapperProps={{ 'data-span': 12 }}
          label={texts.residential}
          checked={address.residential}
          onChange={(event) => onChange({ ...address, residential: event.currentTarget.checked })}
        />
      </div>
      <Fold
        title={texts.moreOfAddress}
        summary={summaryOf(...MORE_TEXTS.map((name) => address[name]))}
        wrong={MORE_TEXTS.map((name) => told(addressPath(name)) ?? '').join('')}
      >
        <div className={classes.fields}>{MORE_TEXTS.map(field)}</div>
      </Fold>
      {checkable && (
        <div className={parts.acts}>
          <Button loading={checking} onClick={() => void check()}>
            {texts.check}
          </Button>
          <span className={classes.second} role="status">
            {checking
              ? texts.checking
              : taken
                ? texts.tookIt
                : address.country === 'USA'
                  ? ''
                  : texts.checkUsa}
          </span>
        </div>
      )}
      {problem !== null && !isNamed && <ProblemNote problem={problem} onDismiss={() => setProblem(null)} />}
      {opinion !== null && (
        <Opinion
          typed={opinion.of}
          told={opinion.told}
          onTake={(recommended) => {
            onChange(recommended);
            setOpinion(null);
            setTaken(true);
          }}
          onKeep={() => setOpinion(null)}
        />
      )}
    </fieldset>
  );
}

interface OpinionProps {
  typed: AddressDraft;
  told: AddressValidation;
  onTake: (address: AddressDraft) => void;
  onKeep: () => void;
}

function Opinion({ typed, told, onTake, onKeep }: OpinionProps) {
  const { recommended_address } = told;
  // What it leaves out of its recommendation stays as typed.
  const recommended = recommended_address === null ? null : { ...typed, ...given(recommended_address) };
  const differing = recommended === null ? [] : differences(typed, recommended);
  if (recommended === null || differing.length === 0) {
    const isKnown = told.status === 'valid' || recommended !== null;
    return (
      <p className={classes.with} role="status">
        <SeverityMark severity={isKnown ? 'done' : 'caution'} />
        <span>{isKnown ? texts.known : texts.unknown}</span>
      </p>
    );
  }
  return (
    <section className={parts.card} aria-label={texts.recommended}>
      <h2 className={parts.part}>{texts.recommended}</h2>
      <table className={classes.compared}>
        <thead>
          <tr>
            <td />
            <th scope="col">{texts.typed}</th>
            <th scope="col">{texts.suggested}</th>
          </tr>
        </thead>
        <tbody>
          {differing.map((name) => (
            <tr key={name}>
              <th scope="row">{texts.address[name]}</th>
              <td>{typed[name] === '' ? texts.nothing : typed[name]}</td>
              <td className={classes.differs}>{recommended[name]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={parts.acts}>
        <Button variant="filled" onClick={() => onTake(recommended)}>
          {texts.take}
        </Button>
        <Button onClick={onKeep}>{texts.keepTyped}</Button>
      </div>
    </section>
  );
}

function given(told: Record<string, unknown>): Partial<AddressDraft> {
  const draft = addressDraft(told);
  const place = (told.location ?? {}) as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(draft).filter(([name]) =>
      [told[name], place[name]].some((one) => one != null && one !== ''),
    ),
  );
}
