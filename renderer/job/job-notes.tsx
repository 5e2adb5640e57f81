// The console's own words on the job: one note, and tags. No provider sees them.

import { TagsInput, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useDesk } from '../state/use-desk.ts';
import { Section } from '../ui/section.tsx';
import { texts } from './texts.ts';
import { useJob } from './use-job.ts';

const LONGEST_TAG = 40;

export function JobNotes() {
  const { job } = useJob();
  return (
    <Section title={texts.own}>
      <NoteEditor key={job.id} kept={job.note ?? ''} />
      <TagEditor />
    </Section>
  );
}

/** Kept when the field is left, and when the panel closes over it. */
function NoteEditor({ kept }: { kept: string }) {
  const { actions } = useDesk();
  const { job } = useJob();
  const [typed, setTyped] = useState(kept);
  const [state, setState] = useState<'same' | 'kept' | 'failed'>('same');
  /** What the core has, as far as this field knows; a note written elsewhere does not overwrite one being typed. */
  const known = useRef(kept);
  const latest = useRef(typed);
  latest.current = typed;

  useEffect(() => {
    if (known.current === kept) return;
    if (latest.current === known.current) setTyped(kept);
    known.current = kept;
  }, [kept]);

  async function save() {
    const note = latest.current;
    if (note === known.current) return;
    const before = known.current;
    known.current = note;
    const outcome = await actions.noteJob(job.id, note);
    if (!outcome.ok) known.current = before;
    setState(outcome.ok ? 'kept' : 'failed');
  }

  const saveLatest = useRef(save);
  saveLatest.current = save;
  useEffect(() => () => void saveLatest.current(), []);

  return (
    <Textarea
      aria-label={texts.note}
      placeholder={texts.notePlaceholder}
      value={typed}
      autosize
      minRows={2}
      maxRows={10}
      maxLength={10_000}
      description={state === 'kept' ? texts.noteKept : undefined}
      error={state === 'failed' ? texts.noteFailed : undefined}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        setState('same');
      }}
      onBlur={() => void save()}
    />
  );
}

function TagEditor() {
  const { actions } = useDesk();
  const { job } = useJob();

  function change(next: string[]) {
    const wanted = next.map((tag) => tag.trim().slice(0, LONGEST_TAG)).filter((tag) => tag !== '');
    const add = wanted.filter((tag) => !job.tags.includes(tag));
    const remove = job.tags.filter((tag) => !wanted.includes(tag));
    if (add.length + remove.length > 0) void actions.tagJobs({ ids: [job.id], add, remove });
  }

  return (
    <TagsInput
      aria-label={texts.tags}
      placeholder={job.tags.length === 0 ? texts.tagsPlaceholder : ''}
      value={job.tags}
      onChange={change}
    />
  );
}
