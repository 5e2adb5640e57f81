// One paper of a label or a manifest: fetched by the core, shown from memory, printed or saved. Pictures are printed from
// here on the paper that is chosen; a PDF is the viewer's to print, and where there is none it is saved.

import { Button, NativeSelect } from '@mantine/core';
import { useCallback, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import type { FileSlot } from '../../shared/contract/labels.ts';
import type { ConnectionId } from '../../shared/domain/ids.ts';
import type { LabelPaper } from '../state/label-actions.ts';
import type { Problem } from '../state/problem.ts';
import { useDesk } from '../state/use-desk.ts';
import { ProblemNote } from '../ui/problem-note.tsx';
import parts from '../ui/screen-parts.module.css';
import classes from './labels.module.css';
import { texts } from './texts.ts';

interface Props {
  connectionId: ConnectionId;
  of: 'label' | 'manifest';
  id: string;
  slot: FileSlot;
}

/** The page's words for paper, and CSS's. */
const SHEETS: Record<string, string> = {
  '4x6': '4in 6in',
  '4x8': '4in 8in',
  a6: 'A6',
  a5: 'A5',
  a4: 'A4',
};

export function Paper({ connectionId, of, id, slot }: Props) {
  const { actions } = useDesk();
  const [paper, setPaper] = useState<LabelPaper | null>(null);
  const [address, setAddress] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [turn, setTurn] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn asks for the same paper again
  useEffect(() => {
    const abort = new AbortController();
    let made: string | null = null;
    setPaper(null);
    setAddress(null);
    setProblem(null);
    void actions.labels.file({ connectionId, of, id, slot }, abort.signal).then((outcome) => {
      if (abort.signal.aborted) return;
      if (!outcome.ok) return setProblem(outcome.problem);
      const { base64, contentType } = outcome.value;
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      made = URL.createObjectURL(new Blob([bytes], { type: contentType }));
      setPaper(outcome.value);
      setAddress(made);
    });
    return () => {
      abort.abort();
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [actions, connectionId, of, id, slot, turn]);

  if (problem !== null) return <ProblemNote problem={problem} onRetry={() => setTurn(turn + 1)} />;
  if (paper === null || address === null) return <p className={classes.second}>{texts.fetching}</p>;
  return <Shown paper={paper} address={address} name={texts.slots[slot] ?? slot} />;
}

function Shown({ paper, address, name }: { paper: LabelPaper; address: string; name: string }) {
  const { contentType, fileName, size } = paper;
  const isPicture = contentType.startsWith('image/');
  const isPdf = contentType === 'application/pdf';
  const told = paper.paper_size ?? '';
  const [sheet, setSheet] = useState(SHEETS[told] === undefined ? 'a6' : told);
  const [printing, setPrinting] = useState(false);
  const printed = useCallback(() => setPrinting(false), []);
  const canShowPdf = navigator.pdfViewerEnabled;
  return (
    <div className={classes.paper}>
      <div className={parts.bar}>
        {isPicture && (
          <>
            <NativeSelect
              size="xs"
              label={texts.printSize}
              value={sheet}
              data={Object.keys(SHEETS).map((value) => ({ value, label: texts.printSizes[value] ?? value }))}
              onChange={(event) => setSheet(event.currentTarget.value)}
            />
            <Button variant="filled" onClick={() => setPrinting(true)}>
              {texts.print}
            </Button>
          </>
        )}
        <Button component="a" href={address} download={fileName}>
          {texts.download}
        </Button>
        <span className={classes.second}>
          {texts.size(Math.max(1, Math.round(size / 1024)), told === 'default' ? '' : told)}
        </span>
      </div>
      {isPicture && <img src={address} alt={name} />}
      {isPdf && <p className={classes.second}>{canShowPdf ? texts.printPdf : texts.noViewer}</p>}
      {isPdf && canShowPdf && <iframe src={`${address}#navpanes=0`} title={name} />}
      {contentType === 'text/plain' && <p className={classes.second}>{texts.zpl}</p>}
      {!isPicture && !isPdf && contentType !== 'text/plain' && (
        <p className={classes.second}>{texts.unknownFile}</p>
      )}
      {printing && <Sheet address={address} size={SHEETS[sheet] ?? 'A6'} onPrinted={printed} />}
    </div>
  );
}

/** The picture alone on its paper, for as long as the browser prints. */
function Sheet({ address, size, onPrinted }: { address: string; size: string; onPrinted: () => void }) {
  const [loaded, setLoaded] = useState(false);
  useEffect(() => {
    if (!loaded) return;
    // A sheet of rules and no <style> element: the policy refuses those.
    const rules = new CSSStyleSheet();
    rules.replaceSync(`@page { size: ${size}; margin: 0 }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, rules];
    document.body.dataset.printing = '';
    const done = () => onPrinted();
    window.addEventListener('afterprint', done, { once: true });
    window.print();
    return () => {
      window.removeEventListener('afterprint', done);
      delete document.body.dataset.printing;
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== rules);
    };
  }, [loaded, size, onPrinted]);
  return createPortal(
    <div className={classes.sheet} data-sheet="">
      <img src={address} alt="" onLoad={() => setLoaded(true)} />
    </div>,
    document.body,
  );
}
